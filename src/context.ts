import type { GitEvent } from './event.ts'
import type { Inputs } from './inputs/inputs.ts'
import type { Plan } from './plan.ts'

/** What every step knows. */
export type Run = Readonly<{
  inputs: Inputs
  event: GitEvent
  plan: Plan
  env: Readonly<Record<string, string | undefined>>
  privateFolder: string
  signal: AbortSignal
  /** Divides waiting times; 1 outside of tests and the demo. */
  pace: number
  /** Paths of inputs are relative to the workspace. */
  resolve: (path: string) => string
}>

/** As much of it as it takes to call AWS. */
export type Caller = Pick<Run, 'inputs' | 'event' | 'env' | 'signal' | 'pace'>
