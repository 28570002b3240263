import type { Stage } from './rollout.ts'
import type { DeploymentSight, ListedDeployment, Sight } from './sight.ts'

/** One look in one line, without the time, so that the log can tell changes and not looks. */
export function progressOf({ deployment, service }: Sight, id: string): string | undefined {
  if (deployment === 'unreadable') return undefined
  if (deployment !== 'closed') return ofRecord(deployment)
  const own = service?.deployments.find((one) => one.id === id)
  return own && ofList(own)
}

function ofRecord({
  status,
  stage,
  running,
  wanted,
  pending,
  failures,
  weight,
  pausedAt,
}: DeploymentSight): string {
  const { count, threshold } = failures
  const parts = [
    `${running} of ${wanted} new tasks run, ${pending} pending`,
    ...(threshold === undefined ? [] : [`${count} of ${threshold} failures`]),
    ...(weight === undefined ? [] : [`${weight} % of the traffic`]),
    ...(pausedAt === undefined ? [] : ['paused']),
  ]
  return `${status}${stage === undefined ? '' : ` ${stage}`}: ${parts.join(', ')}`
}

function ofList({ rolloutState, isPrimary, running, desired, pending, failed }: ListedDeployment): string {
  const state = rolloutState ?? (isPrimary ? 'PRIMARY' : 'not primary')
  return `${state}: ${running} of ${desired} new tasks run, ${pending} pending, ${failed} failed`
}

const mostStages = 60
/** An end is no stage. */
const terminal = /^(SUCCESSFUL|STOPPED|ROLLBACK_SUCCESSFUL|ROLLBACK_FAILED)$/

/** The stages so far, with what is seen now; a stage goes on until another one shows. */
export function withStage(stages: readonly Stage[], sight: Sight): readonly Stage[] {
  const { deployment } = sight
  if (deployment === 'unreadable' || deployment === 'closed') return stages
  const name = deployment.stage ?? (terminal.test(deployment.status) ? undefined : deployment.status)
  const now = Math.round(sight.elapsedMs / 1000)
  const last = stages.at(-1)
  const before = last === undefined ? [] : [...stages.slice(0, -1), { ...last, to: now }]
  if (name === undefined || last?.name === name || before.length >= mostStages) return before
  return [...before, { name, from: last === undefined ? 0 : now, to: now }]
}

/** How long until the next look: 5 s in the first minute, 10 s for ten minutes, then 15 s. */
export function delayAfter(elapsedMs: number): number {
  const seconds = elapsedMs < 60_000 ? 5 : elapsedMs < 600_000 ? 10 : 15
  return seconds * 1000
}

export function clock(elapsedMs: number): string {
  const seconds = Math.round(elapsedMs / 1000)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}
