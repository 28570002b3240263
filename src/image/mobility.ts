export type Value = Readonly<{
  text: string
  /** Whether `latest` comes with it, as long as the flavor does not say otherwise. */
  bringsLatest: boolean
  /** How likely the tag is to name another image tomorrow. */
  mobility: number
}>

/** How tags are put: those of commits and versions first, those that move last. */
export const mobilities = {
  commit: 0,
  version: 1,
  raw: 2,
  day: 3,
  line: 4,
  branch: 5,
  latest: 6,
} as const
