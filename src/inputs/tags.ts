import { type Flavor, parseFlavor } from '../image/flavor.ts'
import { parseTagRules, type TagRule } from '../image/tag-rules.ts'
import type { Intent } from '../intent.ts'
import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

export type TagInputs = Readonly<{
  /** Empty where `tags: none` asks for none. */
  rules: readonly TagRule[]
  flavor: Flavor
  /** How many digits a short commit id has. */
  shaLength: number
  /** Whether a pull request is about the last commit of its own branch, not about GitHub's merge commit. */
  prHeadSha: boolean
  candidatePrefix: string
  /** What must have gone well before tags are put. */
  tagAfter: 'gate' | 'push' | 'deploy'
  /** A tag that is moved to what runs, after a deploy. */
  deployedTag: string | undefined
  /** Whether tags and services may go back to an earlier commit. */
  allowOlder: boolean
}>

/** @param hasImage whether an image that is there already is released: its tags then need to be asked for */
export function readTags(reader: Reader, intent: Intent, hasImage: boolean): TagInputs {
  const inputs: TagInputs = {
    rules: readRules(reader, hasImage),
    flavor: readFlavor(reader),
    shaLength: reader.integer('sha-length', { from: 1, to: 64, unit: 'digits' }, 7),
    prHeadSha: reader.flag('pr-head-sha', false),
    candidatePrefix: readPrefix(reader),
    tagAfter: reader.choice('tag-after', ['gate', 'push', 'deploy'], 'gate'),
    deployedTag: readDeployedTag(reader),
    allowOlder: reader.flag('allow-older', false),
  }
  // Without waiting nobody knows of a successful deploy, after which the tags were to be put.
  const isWaitedFor = reader.flag('wait', true)
  if (inputs.tagAfter === 'deploy' && reader.given('service') && !isWaitedFor)
    reader.problem(
      'tag-after',
      '`deploy` contradicts `wait: false`; the end of the deploy decides whether tags are put',
    )
  for (const name of withoutEffect(reader, intent, inputs)) reader.notice(name)
  return inputs
}

function readRules(reader: Reader, hasImage: boolean): readonly TagRule[] {
  const given = reader.text('tags')
  if (given === 'none' || (given === undefined && hasImage)) return []
  const parsed = parseTagRules(given ?? '')
  for (const problem of parsed.problems) reader.problem('tags', problem)
  return parsed.rules
}

function readFlavor(reader: Reader): Flavor {
  const parsed = parseFlavor(reader.text('flavor') ?? '')
  for (const problem of parsed.problems) reader.problem('flavor', problem)
  return parsed.flavor
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

function readDeployedTag(reader: Reader): string | undefined {
  const tag = reader.text('deployed-tag')
  if (tag !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)) {
    reader.problem(
      'deployed-tag',
      `${quoted(tag)} is not one tag (up to 128 letters, digits and _.-, without expressions)`,
    )
  }
  return tag
}

/** What is given and has nothing to act on, in sentences. */
function withoutEffect(reader: Reader, intent: Intent, { rules, tagAfter }: TagInputs): readonly string[] {
  // Asked for in any case: what is read must not depend on the event.
  const hasService = reader.given('service')
  const isGiven = (...names: readonly string[]) => names.filter(reader.given)
  const of = (names: readonly string[], why: string) =>
    names.map((name) => `${name} has nothing to act on: ${why}.`)
  if (intent === 'candidate') {
    const unused = isGiven('tags', 'tag-after', 'deployed-tag', 'allow-older')
    return of(unused, 'with `push: candidate` no tag is put')
  }
  if (intent === 'build') {
    const unused = isGiven('candidate-tag-prefix', 'tag-after', 'deployed-tag', 'allow-older')
    return of(unused, 'nothing is pushed in this run')
  }
  return [
    ...of(hasService ? [] : isGiven('deployed-tag'), 'no service is given'),
    ...of(!hasService && tagAfter === 'deploy' ? ['tag-after: deploy'] : [], 'no service is given'),
    ...of(rules.length === 0 ? isGiven('flavor', 'tag-after') : [], 'there are no tag rules'),
  ]
}
