import type { Registered, Rollout } from './deploy/rollout.ts'
import type { Failure } from './errors.ts'
import type { Image } from './image/pushed.ts'
import type { Files } from './inputs/inputs.ts'
import type { Intent } from './intent.ts'
import type { Plan } from './plan.ts'
import type { Promotion } from './registry/promote.ts'
import type { Digest } from './registry/reference.ts'
import type { Repository } from './registry/repository.ts'
import type { Baseline } from './scan/baseline.ts'
import type { ScanReport } from './scan/findings.ts'
import type { Verdict } from './scan/gate.ts'
import type { Remark } from './scan/remarks.ts'

/** All that is known when a run ends, wherever it ended: members of stages that were not reached are missing. */
export type Outcome = Readonly<{
  intent?: Intent
  dryRun?: boolean
  plan?: Plan
  repository?: Repository
  /** Whether an image was built in this run, pushed or not. */
  built?: boolean
  /** The tag under which it was pushed. */
  candidateTag?: string
  digest?: Digest
  /** The image that is released: this run's own, or one that took its place. */
  image?: Image
  scan?: ScanReport | undefined
  /** The image whose findings do not count again. */
  baseline?: Baseline | undefined
  verdict?: Verdict | undefined
  /** What is to be said of the entries of ignore files. */
  remarks?: readonly Remark[]
  /** Sentences that belong under the gate's headline. */
  gateNotes?: readonly string[]
  /** The Dockerfile that was built, as a path in the repository. */
  dockerfile?: string | undefined
  /** The files that are asked for, as the user names them, and those of them that were written. */
  files?: Files
  written?: Files
  promotion?: Promotion | undefined
  candidateRemoved?: boolean
  /** What became of the tag that says what is deployed. */
  deployedTag?: Promotion
  /** One for each service that the run was to deploy to, in the order of the input. */
  rollouts?: readonly Rollout[]
  /** A revision that no service was told to run. */
  registered?: Registered
  /** A stage that failed. A blocked gate is a verdict and no failure of a stage. */
  failure?: Failure
}>

/** Adds what a stage found out. */
export type Learn = (news: Outcome) => void
