import { describe, expect, test } from '@jest/globals'
import { clean } from '../../src/deploy/logs.ts'
import { type ContainerLog, type Evidence, noEvidence, type StoppedTask } from '../../src/deploy/rollout.ts'
import { showEvidence } from '../../src/deploy/shown-evidence.ts'
import { written } from '../support/stdout.ts'

const task = (id: string, exitCode: number): StoppedTask => ({
  ...{ id, stopCode: 'EssentialContainerExited', reason: 'Essential container in task exited' },
  containers: [{ name: 'app', exitCode, reason: undefined, health: undefined }],
})

const lines = (...all: readonly string[]): ContainerLog => ({
  task: 'a1',
  container: 'app',
  kind: 'lines',
  lines: all,
})

async function shown(evidence: Partial<Evidence>): Promise<string> {
  const { log } = await written(() => showEvidence({ ...noEvidence, ...evidence }, 'the service shop'))
  return log
}

/** As the runner reads a line: white space at its front does not count, and the older form may stand anywhere. */
function commandsIn(log: string): readonly string[] {
  return log
    .split(/\r\n|\r|\n/)
    .filter((line) => line.replace(/^[\s\u0085]+/u, '').startsWith('::') || line.includes('##['))
}

test('nothing is written where nothing is known', async () => {
  expect(await shown({})).toBe('')
})

test('tasks are written by the way in which they stopped, beside what else is known', async () => {
  const log = await shown({
    signs: ['the alarm web-5xx went off'],
    tasks: [task('a1', 1), task('a2', 2), task('a3', 1), task('a4', 1), task('a5', 1)],
    targets: [{ target: '10.0.0.7:80 in web', state: 'unhealthy', reason: 'Request timed out' }],
    events: ['newer', 'older'],
    logs: [{ task: 'a2', container: 'app', kind: 'none', why: 'it wrote nothing' }],
  })
  expect(log).toBe(`::group::What is known of the rollout of the service shop
ECS says:
  the alarm web-5xx went off
Stopped tasks:
  4 × Essential container in task exited; app exited with code 1 (a1, a3, a4, …)
  1 × Essential container in task exited; app exited with code 2 (a2)
Targets that get no traffic:
  10.0.0.7:80 in web: unhealthy, Request timed out
Events, the newest first:
  newer
  older
Logs that are not shown:
  app in a2: it wrote nothing
::endgroup::
`)
})

test('each log has a group of its own, in which the runner obeys nothing', async () => {
  const hostile = [
    '::error::x',
    '   ::add-mask::a',
    '##[error]x',
    '::endgroup::',
    '::stop-commands::x',
    '\u0085::error::x',
  ]
  const log = await shown({ logs: [lines('Error: no database', ...hostile)] })
  const [title, stop, ...rest] = commandsIn(log)
  const token = stop?.split('::')[2] ?? ''
  expect(title).toBe('::group::The last lines of app in the task a1')
  expect(token).toMatch(/^[0-9a-f-]{36}$/)
  expect(rest).toEqual([`::${token}::`, '::endgroup::'])
  expect(log).toContain('\nError: no database\n')
})

test('what others write is no command outside of logs either', async () => {
  const text = 'x\n::error::y\r##[error]z'
  const { containers, ...rest } = task(text, 1)
  const log = await shown({
    ...{ signs: [text], events: [text], targets: [{ target: text, state: text, reason: text }] },
    tasks: [{ ...rest, reason: text, containers: containers.map((one) => ({ ...one, name: text })) }],
    logs: [{ task: text, container: text, kind: 'none', why: text }],
  })
  expect(commandsIn(log)).toEqual([expect.stringMatching(/^::group::What/), '::endgroup::'])
})

describe('a line of a log', () => {
  test.each<[string, string]>([
    ['plain, größe 🚀', 'plain, größe 🚀'],
    ['\u001b[1;31mred\u001b[0m and \u001b[2Kgone', 'red and gone'],
    ['\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'link'],
    ['\u001b]0;title\u001b\\text', 'text'],
    ['\u001bc\u0000\u0008x\u007f\u0085\u009b', 'cx'],
    ['a\tb', 'a  b'],
    ['\u202eleft\u2066\u200b\u2028', 'left'],
    [`${'x'.repeat(999)}🚀`, 'x'.repeat(999)],
    ['\u001b]'.repeat(100_000), ''],
  ])('%#', (line, cleaned) => {
    expect(clean(line)).toBe(cleaned)
  })
})
