import type { TaskDefinition } from './definition.ts'

/** What is to be different in a task definition; undefined, and a list without entries, leave it as it is. */
export type Edits = Readonly<{
  containers: readonly ContainerEdit[]
  cpu?: string | undefined
  memory?: string | undefined
  taskRoleArn?: string | undefined
  executionRoleArn?: string | undefined
}>

export type ContainerEdit = Readonly<{
  /** Undefined means the only container. */
  name: string | undefined
  image: ImageEdit
  environment: readonly EntryEdit[]
  /** ARNs of objects in S3, in place of those that there are; none leaves those. */
  environmentFiles: readonly string[]
  /** Values are ARNs of secrets, or names of parameters. */
  secrets: readonly EntryEdit[]
  command: readonly string[] | undefined
  entryPoint: readonly string[] | undefined
  /** Another driver than before begins without options: those of one mean nothing to the other. */
  logDriver: string | undefined
  logOptions: readonly EntryEdit[]
  dockerLabels: readonly EntryEdit[]
}>

export type ImageEdit = Readonly<{ kind: 'ours' } | { kind: 'kept' } | { kind: 'named'; image: string }>

export type EntryEdit =
  | Readonly<{ kind: 'set'; name: string; value: string }>
  | Readonly<{ kind: 'remove'; name: string }>

/** Why edits cannot be applied. A text goes on from "The task definition … ". */
export type EditRefusal =
  | Readonly<{ kind: 'container'; wanted: string | undefined; names: readonly string[] }>
  | Readonly<{ kind: 'invalid'; text: string }>

export type Edited =
  | Readonly<{ kind: 'edited'; definition: TaskDefinition }>
  | Readonly<{ kind: 'refused'; refusals: readonly [EditRefusal, ...(readonly EditRefusal[])] }>
