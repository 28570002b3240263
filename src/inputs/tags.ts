import { parseTagRules, type TagRule } from '../image/tag-rules.ts'
import type { Intent } from '../intent.ts'
import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

export type TagInputs = Readonly<{
  /** Empty where `tags: none` asks for none. */
  rules: readonly TagRule[]
  candidatePrefix: string
}>

export function readTags(reader: Reader, intent: Intent): TagInputs {
  if (intent === 'candidate' && reader.given('tags')) {
    reader.notice('tags has nothing to act on: with `push: candidate` no tag is put.')
  }
  const rules = readRules(reader)
  const candidatePrefix = readPrefix(reader)
  if (intent === 'build' && reader.given('candidate-tag-prefix')) {
    reader.notice('candidate-tag-prefix has nothing to act on: nothing is pushed in this run.')
  }
  return { rules, candidatePrefix }
}

function readRules(reader: Reader): readonly TagRule[] {
  const given = reader.text('tags')
  if (given === 'none') return []
  const parsed = parseTagRules(given ?? '')
  for (const problem of parsed.problems) reader.problem('tags', problem)
  return parsed.rules
}

function readPrefix(reader: Reader): string {
  const prefix = reader.text('candidate-tag-prefix') ?? 'candidate-'
  // 128 characters are a tag's limit; run id, attempt and nonce need the rest.
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$/.test(prefix)) {
    reader.problem(
      'candidate-tag-prefix',
      `${quoted(prefix)} is not the start of a tag (up to 80 letters, digits and _.-)`,
    )
  }
  return prefix
}
