/** Where the definition comes from that is edited. */
export type BaseSource =
  | Readonly<{ kind: 'running' }>
  | Readonly<{ kind: 'file'; path: string /** As the input gives it. */; name: string }>
  /** A family, `family:revision` or an ARN of either. */
  | Readonly<{ kind: 'reference'; reference: string }>
