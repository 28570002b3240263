import type { ContainerLog, Evidence, StoppedTask, TargetHealth } from '../deploy/rollout.ts'
import { code, prose, table } from './markdown.ts'
import { count, oneLine } from './words.ts'

const most = { rows: 20, containers: 5, signs: 10, logs: 4, logLines: 60, diff: 60 }
const longest = { reason: 300, container: 150, event: 500, logLine: 300, diff: 400 }

/** All that explains a bad end, the most telling first; parts without content are empty. */
export function evidenceParts({ signs, tasks, targets, logs, events }: Evidence): readonly string[] {
  return [
    bullets('What ECS says of it:', signs.slice(0, most.signs), longest.reason),
    tasksTable(tasks),
    targetsTable(targets),
    ...logs.slice(0, most.logs).map(logPart),
    bullets('Newest events of the service:', events.slice(0, most.rows), longest.event),
  ]
}

function bullets(title: string, texts: readonly string[], longestText: number): string {
  if (texts.length === 0) return ''
  const items = texts.map((text) => `- ${prose(oneLine(text, longestText))}`)
  return `${title}\n\n${items.join('\n')}`
}

/** Tasks that stopped in the same way are one row: a crash loop leaves many. */
function tasksTable(tasks: readonly StoppedTask[]): string {
  if (tasks.length === 0) return ''
  const groups = [...groupsOf(tasks)]
  const shown = groups.slice(0, most.rows)
  const left = groups.slice(most.rows).flatMap(([, ids]) => ids).length
  const rows = shown.map(([how, [first = '', ...others]]) => [
    `${code(first.slice(0, 40))}${others.length === 0 ? '' : ` and ${others.length} more`}`,
    how,
  ])
  const more = left > 0 ? `\n\n… and ${count(left, 'more task')}.` : ''
  return `${table(['Stopped task', 'Reason', 'Containers'], rows)}${more}`
}

/** The ids of tasks by how they stopped, which is the rest of their row. */
function groupsOf(tasks: readonly StoppedTask[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const { id, reason, stopCode, containers } of tasks) {
    const why = prose(oneLine(reason ?? stopCode ?? '', longest.reason))
    const how = `${why} | ${containers.slice(0, most.containers).map(containerCell).join('<br>')}`
    const group = groups.get(how)
    if (group === undefined) groups.set(how, [id])
    else group.push(id)
  }
  return groups
}

function containerCell({ name, exitCode, reason, health }: StoppedTask['containers'][number]): string {
  const exit = exitCode === undefined ? 'never ran' : `exit code ${exitCode}`
  const sick = health === 'UNHEALTHY' ? ', unhealthy' : ''
  const why = reason === undefined ? '' : `: ${prose(oneLine(reason, longest.container), false)}`
  return `${code(oneLine(name, 60))} ${exit}${sick}${why}`
}

function targetsTable(targets: readonly TargetHealth[]): string {
  if (targets.length === 0) return ''
  const rows = targets
    .slice(0, most.rows)
    .map(({ target, state, reason }) => [
      code(oneLine(target, 100)),
      prose(oneLine(state, 60)),
      prose(oneLine(reason ?? '', longest.reason)),
    ])
  const left = targets.length - rows.length
  return `${table(['Target without traffic', 'State', 'Reason'], rows)}${left > 0 ? `\n\n… and ${left} more.` : ''}`
}

function logPart(log: ContainerLog): string {
  const where = `the container ${code(oneLine(log.container, 60))} of the task ${code(log.task.slice(0, 40))}`
  if (log.kind === 'none')
    return `No log of ${where}: ${prose(oneLine(log.why, longest.reason).replace(/\.$/, ''), false)}.`
  if (log.lines.length === 0) return `The log of ${where} is empty.`
  const lines = log.lines.slice(-most.logLines).map(logLine)
  return `Last lines of ${where}:\n\n${fenced(lines)}`
}

/** A line of anybody's: as it looks in a terminal, but for colours, and no command to a runner that is shown the summary. */
function logLine(text: string): string {
  const plain = text
    .slice(0, longest.logLine * 8)
    .replace(/\p{Cc}\[[\d;?]*[A-Za-z]/gu, '')
    .replaceAll('\t', '  ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/^(\s*):(?=:)/, '$1:\u200b')
    .replace(/^(\s*)#(?=#\[)/, '$1#\u200b')
  return plain.length > longest.logLine ? `${plain.slice(0, longest.logLine - 1)}…` : plain
}

/** Nothing is escaped in a block of code: its fence must be longer than any that the text holds. */
function fenced(lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length)
  const fence = '`'.repeat(Math.max(2, ...runs) + 1)
  return [`${fence}text`, ...lines, fence].join('\n')
}

export function diffPart(diff: readonly string[]): string {
  if (diff.length === 0) return ''
  const lines = diff.slice(0, most.diff).map((line) => `- ${code(oneLine(line, longest.diff))}`)
  const left = diff.length - lines.length
  const more = left > 0 ? `\n\n… and ${count(left, 'more line')}.` : ''
  return folded('What changed in the task definition', `${lines.join('\n')}${more}`, false)
}

/** A part that is opened by a click. */
export function folded(title: string, content: string, isOpen: boolean): string {
  return `<details${isOpen ? ' open' : ''}><summary>${plainHtml(title)}</summary>\n\n${content}\n\n</details>`
}

/** GitHub reads no Markdown in the line of a summary, so that nothing of it may be escaped as such. */
function plainHtml(text: string): string {
  return oneLine(text, 300)
    .replace(/[^\p{L}\p{N} .,:_-]/gu, (sign) => `&#${sign.codePointAt(0)};${sign === '@' ? '\u200b' : ''}`)
    .replaceAll('://', ':\u200b//')
}
