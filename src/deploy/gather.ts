import { say } from '../lib/log.ts'
import { gatherEvidence } from './evidence.ts'
import type { Evidence } from './rollout.ts'
import type { Sight } from './sight.ts'
import type { Following, Watch } from './watch.ts'

// Evidence vanishes: tasks are shown for an hour, and a hundred events at most. So it is gathered at the first sign, and
// once more at the end.

export async function gatherAtOnce(watch: Watch, sight: Sight, following: Following): Promise<void> {
  if (watch.evidence !== undefined) return
  say(`${watch.subject.place.service}: the release looks bad; gathering why`)
  watch.evidence = (await gather(watch, sight, following)).evidence
}

/** @returns also what the service runs, or is moved to, where that is known and is not ours */
export async function gatherAtLast(
  watch: Watch,
  sight: Sight,
  following: Following,
): Promise<Readonly<{ evidence: Evidence; runs: string | undefined }>> {
  const first = watch.evidence
  const { evidence: late, runs } = await gather(watch, sight, following)
  return { evidence: first === undefined ? late : united(first, late), runs }
}

async function gather(watch: Watch, { deployment }: Sight, following: Following) {
  const { place, definition, primary, since } = watch.subject
  // What ECS says once it was asked to go back is of that call, and tells nothing of why.
  const isAsked = watch.remedy !== undefined
  const signs = isAsked || typeof deployment === 'string' ? [] : deployment.signs
  const bad = { ...place, deploymentId: primary.id, since, definition, signs }
  const lines = following.diagnosticLogLines
  const { runs, ...evidence } = await gatherEvidence(following.evidence, bad, lines, following)
  return { evidence, runs: runs === primary.taskDefinition ? undefined : runs }
}

/** Tasks and logs of the first look, which may be gone by now, and the events of the last. */
function united(first: Evidence, late: Evidence): Evidence {
  const tasks = first.tasks.length > 0 ? first : late
  return {
    ...{ tasks: tasks.tasks, logs: tasks.logs.length > 0 ? tasks.logs : late.logs },
    targets: first.targets.length > 0 ? first.targets : late.targets,
    signs: [...new Set([...first.signs, ...late.signs])],
    events: late.events.length > 0 ? late.events : first.events,
  }
}
