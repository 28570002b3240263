import type { Digest } from '../registry/reference.ts'
import type { Finding } from './findings.ts'

/** The image that is compared with, and what its scan knows, or why nothing is compared. `name` is as sentences name it. */
export type Baseline =
  | Readonly<{ kind: 'compared'; name: string; digest: Digest; findings: readonly Finding[] }>
  | Readonly<{ kind: 'absent'; name: string; reason: string }>
