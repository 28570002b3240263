import type { GitEvent } from '../event.ts'
import { quoted } from '../quoted.ts'
import type { Circumstances } from './circumstances.ts'
import { evaluate, globalNames } from './expressions.ts'
import { render } from './template.ts'

export type Labels = Readonly<Record<string, string>>

export type LabelSubject = Readonly<{
  event: Pick<GitEvent, 'repository'>
  sha: string
  version: string | undefined
  circumstances: Circumstances
}>

const prefix = 'org.opencontainers.image.'

/**
 * The OCI labels of an image, by key; `given` ones, entries of the form key=value that may hold expressions, override.
 * @throws ActionError COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN where a given one needs what is not known
 */
export function computeLabels(subject: LabelSubject, given: readonly string[]): Labels {
  const entries = given.flatMap((entry) => pairOf(writeEntry('label', entry, subject.circumstances)))
  return sorted([...Object.entries(generatedLabels(subject)), ...entries])
}

/**
 * What is known of repository, commit and version. `created` is the commit's time and never the clock's, so that the
 * same commit gives the same bytes; what is not known is left out.
 */
export function generatedLabels({ event, sha, version, circumstances }: LabelSubject): Labels {
  const { fullName, description, url, license } = event.repository
  const generated: Readonly<Record<string, string | undefined>> = {
    title: fullName.split('/').at(-1),
    description,
    url,
    source: url,
    version,
    created: circumstances.commitTime?.toISOString(),
    revision: sha,
    licenses: license,
  }
  return sorted(
    Object.entries(generated).flatMap(([key, value]) =>
      value ? [[`${prefix}${key}`, oneLine(value)] as const] : [],
    ),
  )
}

/** Evaluates an entry as a whole: key and value may both hold expressions. */
export function writeEntry(
  kind: 'label' | 'annotation',
  entry: string,
  circumstances: Circumstances,
): string {
  const owner = `The ${kind} ${quoted(entry)}`
  // Names that are not known were told of with the inputs.
  const speaker = { owner, offered: globalNames, warn: () => undefined }
  return oneLine(render(entry, (expression) => evaluate(expression, circumstances, speaker)))
}

/** Both sides of the first `=`, in a list; none where there is no key. */
export function pairOf(entry: string): readonly (readonly [key: string, value: string])[] {
  const equals = entry.indexOf('=')
  const key = entry.slice(0, equals).trim()
  return equals < 1 || key === '' ? [] : [[key, entry.slice(equals + 1).trim()]]
}

/** A label is one line in every list of labels, and UTF-8 has no half characters (lone surrogates). */
function oneLine(value: string): string {
  return value
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
}

function sorted(entries: readonly (readonly [string, string])[]): Labels {
  return Object.fromEntries([...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1)))
}
