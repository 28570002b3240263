import type { Digest } from '../registry/reference.ts'

/** Where the image comes from that a release is compared with: what it has already does not count again. */
export type BaselineSource =
  | Readonly<{ kind: 'none' }>
  /** What the service runs. */
  | Readonly<{ kind: 'deployed' }>
  | Readonly<{ kind: 'tag'; tag: string }>
  | Readonly<{ kind: 'digest'; digest: Digest }>
