import { foreign, say, stage } from '../lib/log.ts'
import { describeTask, groupTasks } from './diagnosis.ts'
import type { ContainerLog, Evidence, StoppedTask } from './rollout.ts'

const mostGroups = 10
const mostIds = 3

/**
 * Writes the evidence to the job's log: what ECS says, tasks by the way in which they stopped, targets and events in one
 * group, the lines of each container in one of its own. Nothing is written where there is none. The runner has no groups
 * within groups, so this is no part of another stage.
 * @param subject whose evidence it is, such as "the service shop"
 */
export async function showEvidence(evidence: Evidence, subject: string): Promise<void> {
  const { signs, targets, events, logs } = evidence
  const missing = logs.flatMap((one) => (one.kind === 'none' ? [one] : []))
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['ECS says:', signs],
    ['Stopped tasks:', taskLines(evidence.tasks)],
    ['Targets that get no traffic:', targets.map(targetLine)],
    ['Events, the newest first:', events],
    [
      'Logs that are not shown:',
      missing.map(({ task, container, why }) => `${container} in ${task}: ${why}`),
    ],
  ]
  const told = parts.filter(([, lines]) => lines.length > 0)
  if (told.length > 0) {
    await stage(`What is known of the rollout of ${subject}`, async () => {
      for (const [title, lines] of told) {
        say(title)
        for (const line of lines) say(`  ${line.replace(/\s+/g, ' ')}`)
      }
    })
  }
  for (const log of logs) if (log.kind === 'lines') await showLog(log)
}

function taskLines(tasks: readonly StoppedTask[]): readonly string[] {
  const groups = groupTasks(tasks)
  const lines = groups.slice(0, mostGroups).map((group) => {
    const [task] = group
    const ids = group.slice(0, mostIds).map(({ id }) => id)
    const more = group.length > mostIds ? ', …' : ''
    const words = task === undefined ? '' : describeTask(task)
    return `${group.length} × ${words} (${ids.join(', ')}${more})`
  })
  const left = groups.slice(mostGroups).flat().length
  return left === 0 ? lines : [...lines, `${left} more in other ways`]
}

function targetLine({ target, state, reason }: Evidence['targets'][number]): string {
  return `${target}: ${state}${reason === undefined ? '' : `, ${reason}`}`
}

type Lines = Extract<ContainerLog, { kind: 'lines' }>

/** What an application wrote must not be obeyed by the runner. */
async function showLog({ task, container, lines }: Lines): Promise<void> {
  await stage(`The last lines of ${container} in the task ${task}`, () =>
    foreign(async (write) => {
      for (const line of lines) write(line)
    }),
  )
}
