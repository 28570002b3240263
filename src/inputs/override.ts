import { quoted } from '../quoted.ts'
import type { Override } from '../scan/policy.ts'
import type { Reader } from './reader.ts'

const shortest = 10
const longest = 500

/** The reason is shown wherever the verdict is, together with who ran the job. */
export function readOverride(reader: Reader): Override | undefined {
  const given = reader.text('gate-override')
  if (given === undefined) return undefined
  const reason = onOneLine(given)
  if (reason.length < shortest || reason.length > longest)
    reader.problem(
      'gate-override',
      `${quoted(given)} is not a reason of ${shortest} to ${longest} characters; leave it empty where the gate is to hold`,
    )
  return { reason, actor: readActor(reader) }
}

/** Who ran the job again answers for it, not who ran it first. */
function readActor(reader: Reader): string {
  const names = ['GITHUB_TRIGGERING_ACTOR', 'GITHUB_ACTOR'].map((name) =>
    onOneLine(reader.environment(name) ?? ''),
  )
  return names.find((name) => name !== '')?.slice(0, 100) ?? 'unknown'
}

/** Without control characters, and without those that turn the direction of a text or are not seen. */
function onOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
