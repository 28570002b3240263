import type { Severity } from './findings.ts'

/** One entry of an ignore file: findings that match it are not counted, as long as it holds. */
export type IgnoreEntry = Readonly<{
  /** A glob over the id, such as CVE-2026-* */
  id: string
  /** Globs over the package's name, or name@version; empty means any. */
  packages: readonly string[]
  /** Globs over the path in the image; a finding must match with every one of its paths. Empty means any. */
  paths: readonly string[]
  /** Package URLs of .trivyignore.yaml; empty means any. */
  purls: readonly string[]
  platform: string | undefined
  /** The last day on which it holds, YYYY-MM-DD in UTC. */
  until: string | undefined
  /** Whether it ends when a fix is available. */
  untilFixed: boolean
  reason: string
  /** It holds for findings of this severity and below: a finding that is rated higher later counts again. */
  severity: Severity | undefined
  /** As the user names the file, and the line where the entry begins. */
  file: string
  line: number
}>
