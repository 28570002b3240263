import type { GitEvent } from '../event.ts'

export type Labels = Readonly<Record<string, string>>

type Subject = Readonly<{
  event: Pick<GitEvent, 'repository' | 'sha' | 'commitTime'>
  sha: string
  version: string | undefined
  /** SOURCE_DATE_EPOCH: seconds since 1970, which wins over the commit's time. */
  sourceDateEpoch: string | undefined
}>

const prefix = 'org.opencontainers.image.'

/**
 * The OCI labels of an image; `given` ones override. `created` is the commit's time and never the clock's, so
 * that the same commit gives the same bytes; where the time is not known the label is left out.
 */
export function computeLabels(subject: Subject, given: Labels): Labels {
  const { event, sha, version } = subject
  const generated: Readonly<Record<string, string | undefined>> = {
    title: event.repository.fullName.split('/').at(-1),
    description: event.repository.description,
    url: event.repository.url,
    source: event.repository.url,
    version,
    created: createdOf(subject),
    revision: sha,
    licenses: event.repository.license,
  }
  const known = Object.entries(generated).flatMap(([key, value]) =>
    value ? [[`${prefix}${key}`, oneLine(value)] as const] : [],
  )
  const all: Labels = { ...Object.fromEntries(known), ...given }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A label is one line in every list of labels; a repository's description may be several. */
function oneLine(value: string): string {
  return value.replace(/\p{Cc}+/gu, ' ').trim()
}

function createdOf({ event, sha, sourceDateEpoch }: Subject): string | undefined {
  const epoch = /^\d{1,12}$/.test(sourceDateEpoch ?? '') ? Number(sourceDateEpoch) * 1000 : Number.NaN
  const time = Number.isNaN(epoch) && sha === event.sha ? Date.parse(event.commitTime ?? '') : epoch
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
