import type { Evidence, Rollout, StoppedTask } from '../deploy/rollout.ts'
import type { Failure } from '../errors.ts'
import { code, link, prose, table } from './markdown.ts'
import { revision } from './rollout-words.ts'

const mostRows = 20

/** The deploy's part of the job summary. */
export function renderRollout(rollout: Rollout, failure: Failure | undefined): string {
  const parts = [
    `### Deploy: ${rollout.ending?.kind ?? withoutEnding(rollout, failure)}`,
    factsOf(rollout),
    rollout.diagnosis === undefined ? '' : prose(rollout.diagnosis.sentence),
    tasksOf(rollout.evidence.tasks),
    eventsOf(rollout.evidence),
    diffOf(rollout.diff),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function withoutEnding({ deploymentId }: Rollout, failure: Failure | undefined): string {
  if (failure?.code === 'DEPLOYMENT_UNKNOWN') return 'unknown'
  return deploymentId === undefined ? 'not started' : 'left to ECS, which goes on with it'
}

function factsOf({
  cluster,
  service,
  consoleUrl,
  taskDefinition,
  previous,
  changed,
  deploymentId,
  seconds,
}: Rollout): string {
  const arrow = changed
    ? `${code(revision(previous))} → ${code(revision(taskDefinition))}`
    : `${code(revision(taskDefinition))}, unchanged`
  return table(
    ['Service', consoleUrl === undefined ? code(service) : link(service, consoleUrl)],
    [
      ['Cluster', code(cluster)],
      ['Task definition', arrow],
      ...(deploymentId === undefined ? [] : [['Deployment', code(deploymentId)]]),
      ['Duration', `${seconds} s`],
    ],
  )
}

function tasksOf(tasks: readonly StoppedTask[]): string {
  if (tasks.length === 0) return ''
  const rows = tasks
    .slice(0, mostRows)
    .map((task) => [
      code(task.id.slice(0, 32)),
      prose((task.reason ?? task.stopCode ?? '').slice(0, 300)),
      task.containers.slice(0, 10).map(containerCell).join('<br>'),
    ])
  const more = tasks.length - rows.length
  return `${table(['Stopped task', 'Reason', 'Containers'], rows)}${more > 0 ? `\n\n… and ${more} more.` : ''}`
}

function containerCell({ name, exitCode, reason }: StoppedTask['containers'][number]): string {
  const exit = exitCode === undefined ? 'never ran' : `exit code ${exitCode}`
  return `${code(name.slice(0, 60))} ${exit}${reason === undefined ? '' : `: ${prose(reason.slice(0, 300))}`}`
}

function eventsOf({ events }: Evidence): string {
  if (events.length === 0) return ''
  const items = events.slice(0, mostRows).map((text) => `- ${prose(text.slice(0, 500))}`)
  return `Newest events of the service:\n\n${items.join('\n')}`
}

function diffOf(diff: readonly string[]): string {
  if (diff.length === 0) return ''
  const lines = diff.map((line) => `- ${code(line.slice(0, 400))}`)
  return `<details><summary>What changed in the task definition</summary>\n\n${lines.join('\n')}\n\n</details>`
}
