import type { GitEvent } from '../event.ts'

/** What tags depend on, apart from rules and flavor. */
export type Circumstances = Readonly<{
  event: Pick<GitEvent, 'name' | 'ref' | 'defaultBranch' | 'baseRef'>
  sha: string
  /** How many digits a short commit id has. */
  shaLength: number
  now: Date
  /** When `sha` was committed, where that is known. */
  commitTime: Date | undefined
}>
