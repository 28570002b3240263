import { describe, expect, test } from '@jest/globals'
import { marked } from 'marked'
import type { ContainerLog, Evidence, Rollout, StoppedTask } from '../../src/deploy/rollout.ts'
import { cancelled, type Failure, failureOf } from '../../src/errors.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { renderRegistered } from '../../src/report/rollout-summary.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { digest, givenOutcome } from '../support/given.ts'
import {
  arnOf,
  badEndings,
  consoleUrl,
  diagnosis,
  givenRollout,
  nothing,
  rolloutWith,
  unknown,
} from './rollouts.ts'
import { hostile } from './verdicts.ts'

/** The deploy's part of a summary, and what comes after it. */
function summary(rollouts: readonly Rollout[], failure?: Failure): string {
  const outcome = givenOutcome({ rollouts, failure })
  const text = renderSummary(outcome, conclude(outcome))
  return text.slice(text.indexOf('### Deploy'))
}

const withEvidence = (evidence: Partial<Evidence>, overrides: Partial<Rollout> = {}) =>
  givenRollout({ ending: badEndings['rolled-back'], evidence: { ...nothing, ...evidence }, ...overrides })

const crashed = (id: string, exitCode = 1): StoppedTask => ({
  ...{ id, stopCode: 'EssentialContainerExited', reason: 'Essential container in task exited' },
  containers: [{ name: 'app', exitCode, reason: undefined, health: 'UNKNOWN' }],
})

describe('the part of one service', () => {
  test('of a success is a table and the difference', () => {
    expect(summary([givenRollout()])).toBe(
      [
        '### Deploy: successful\n',
        `| Service | [shop](${consoleUrl}) |\n| --- | --- |`,
        '| Cluster | `production` |\n| Task definition | `shop:7` → `shop:8` |\n| Deployment | `ecs-svc/42` |',
        `| Image | \`${digest}\` |\n| Strategy | rolling |\n| Duration | 65 s |\n`,
        '<details><summary>What changed in the task definition</summary>\n',
        '- `containerDefinitions.app.image: "a" -> "b"`\n\n</details>\n',
      ].join('\n'),
    )
  })

  test('leaves out what there is not', () => {
    const less = { changed: false, previous: arnOf('shop:8'), diff: [], deploymentId: undefined, image: '' }
    const rollout = givenRollout({
      ...{ ...less, strategy: '', consoleUrl: undefined, ending: undefined },
      failure: { code: 'AWS_ACCESS_DENIED', sentence: 'It was denied.', hint: 'Allow it.' },
    })
    expect(summary([rollout])).toMatch(
      /^### Deploy: not started\n\n\| Service \| `shop` \|\n\| --- \| --- \|\n\| Cluster \| `production` \|\n\| Task definition \| `shop:8`, unchanged \|\n\| Duration \| 65 s \|\n\n### What to do next/,
    )
  })

  test('of one that went wrong has everything that explains it, in this order', () => {
    const text = summary([
      withEvidence(
        {
          signs: ['the circuit breaker was triggered'],
          tasks: [crashed('a'), crashed('b', 2), crashed('c')],
          targets: [{ target: '10.0.0.1:80', state: 'unhealthy', reason: 'Health checks failed' }],
          logs: [
            { task: 'a', container: 'app', kind: 'lines', lines: ['one', '  two'] },
            { task: 'a', container: 'proxy', kind: 'none', why: 'its log driver is splunk, not awslogs.' },
            { task: 'b', container: 'app', kind: 'lines', lines: [] },
          ],
          events: ['(service shop) failed.'],
        },
        {
          ...{ diagnosis, runs: arnOf('shop:7'), strategy: 'CANARY', seconds: 400, notes: ['It is so.'] },
          stages: [
            { name: 'SCALE_UP', from: 0, to: 65 },
            { name: 'BAKE_TIME', from: 65, to: 400 },
          ],
        },
      ),
    ])
    const parts = [
      '### Deploy: rolled-back\n\n| Service | ',
      '| Deployment | `ecs-svc/42` |\n| Told to run now | `shop:7` |',
      '| Strategy | canary |\n| Duration | 6 min 40 s |\n| Note | It is so |\n\n```mermaid\ngantt\n',
      '    2 BAKE TIME, 335 s :crit, ',
      'What ECS says of it:\n\n- the circuit breaker was triggered\n\n',
      '| Stopped task | Reason | Containers |\n| --- | --- | --- |\n',
      '| `a` and 1 more | Essential container in task exited | `app` exit code 1 |\n',
      '| `b` | Essential container in task exited | `app` exit code 2 |\n\n',
      '| Target without traffic | State | Reason |\n| --- | --- | --- |\n| `10.0.0.1:80` | unhealthy | Health checks failed |\n\n',
      'Last lines of the container `app` of the task `a`:\n\n```text\none\n  two\n```\n\n',
      'No log of the container `proxy` of the task `a`: its log driver is splunk, not awslogs.\n\n',
      'The log of the container `app` of the task `b` is empty.\n\n',
      'Newest events of the service:\n\n- (service shop) failed.\n\n',
      '<details><summary>What changed in the task definition</summary>\n\n',
      '### What to do next\n\nNothing of this release runs. See the log. The release tags stay.',
    ]
    const places = parts.map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test.each<[string, Partial<Rollout>, Failure | undefined]>([
    ['unknown', { ending: undefined, failure: unknown }, undefined],
    ['unknown', { ending: undefined, failure: unknown, deploymentId: undefined }, undefined],
    ['unknown', { ending: undefined }, unknown],
    ['unknown', { failure: unknown }, undefined],
    ['not started', { ending: undefined, deploymentId: undefined }, failureOf(cancelled())],
    ['left to ECS, which goes on with it', { ending: undefined }, failureOf(cancelled())],
    ['left to ECS', { ending: undefined, notes: ['it was asked to stop'] }, failureOf(cancelled())],
    ['successful', {}, failureOf(cancelled())],
    ['superseded', { ending: { ...badEndings.superseded, isTolerated: true } }, undefined],
  ])('says how it stands: %s', (state, overrides, failure) => {
    expect(summary([givenRollout(overrides)], failure)).toMatch(new RegExp(`^### Deploy: ${state}\n`))
  })

  test('says how the service ended where the headline tells of something else', () => {
    const text = summary([givenRollout({ ending: badEndings.stopped })], failureOf(cancelled()))
    expect(text).toContain(
      '\n\nThe deployment of shop:8 to the service shop was stopped before it was done: It was so.',
    )
    expect(summary([givenRollout()], failureOf(cancelled()))).toContain(
      '\n\nThe service shop runs shop:8 after 65 s.',
    )
  })

  test('says what is wrong with a container that is unhealthy', () => {
    const sick = { name: 'app', exitCode: 137, reason: 'killed', health: 'UNHEALTHY' }
    expect(summary([withEvidence({ tasks: [{ ...crashed('a'), containers: [sick] }] })])).toContain(
      '| `app` exit code 137, unhealthy: killed |',
    )
  })
})

describe('the parts of several services', () => {
  const stopped = givenRollout({
    service: 'jobs',
    ending: badEndings.stopped,
    taskDefinition: arnOf('jobs:3'),
  })
  const text = summary([givenRollout(), stopped, givenRollout({ service: 'my_cron', seconds: 4_000 })])

  test('begin with what became of each', () => {
    expect(text).toMatch(/^### Deploy: stopped\n\n\| Service \| Status \| Task definition \| Duration \|\n/)
    expect(text).toContain('| `shop` | successful | `shop:7` → `shop:8` | 65 s |\n')
    expect(text).toContain('| `jobs` | stopped | `shop:7` → `jobs:3` | 65 s |\n')
    expect(text).toContain('| `my_cron` | successful | `shop:7` → `shop:8` | 1 h 6 min |\n')
  })

  test('are open where something went wrong, and closed where not', () => {
    expect(text.match(/<details.*<\/summary>/g)).toEqual([
      '<details><summary>shop: successful</summary>',
      '<details><summary>What changed in the task definition</summary>',
      '<details open><summary>jobs: stopped</summary>',
      '<details><summary>What changed in the task definition</summary>',
      '<details><summary>my_cron: successful</summary>',
      '<details><summary>What changed in the task definition</summary>',
    ])
  })

  test('have their own sentence and advice', () => {
    expect(text).toContain('\n\nThe service shop runs shop:8 after 65 s.\n\n')
    expect(text).toContain(
      '\n\nThe deployment of jobs:3 to the service jobs was stopped before it was done: It was so.\n\nLook at the service, and run the job again when it may be deployed.\n\n',
    )
  })

  test('tell one that was not begun from the one that failed', () => {
    const failed = givenRollout({ ending: undefined, failure: unknown })
    const notBegun = givenRollout({ service: 'jobs', ending: undefined, deploymentId: undefined })
    const both = summary([failed, notBegun])
    expect(both).toContain('<summary>shop: unknown</summary>')
    expect(both).toContain('<summary>jobs: not started</summary>')
  })

  test('are those of the bad ones where there are very many', () => {
    const many = Array.from({ length: 200 }, (_, number) => givenRollout({ service: `s${number}`, diff: [] }))
    const shown = summary([...many, stopped])
    expect(shown).toContain('<details open><summary>jobs: stopped</summary>')
    expect(shown.match(/<details/g)).toHaveLength(31)
    expect(shown).toContain('… and 101 more.')
  })
})

describe('a log', () => {
  const ofLines = (...lines: readonly string[]) =>
    summary([withEvidence({ logs: [{ task: 'a', container: 'app', kind: 'lines', lines }] })])

  /** The content of the one block of code. */
  function blockOf(text: string): string | undefined {
    const tokens = marked.lexer(text).filter(({ type }) => type === 'code')
    expect(tokens).toHaveLength(1)
    const [token] = tokens
    return token !== undefined && 'text' in token ? String(token.text) : undefined
  }

  test.each([['```'], ['`````'], ['x```` y', '``````'], ['~~~'], ['</details>', '```', '# x'], [...hostile]])(
    'stays in its block: %j',
    (...lines) => {
      expect(blockOf(ofLines('first', ...lines, 'last'))).toMatch(/^first\n.*\nlast$/s)
    },
  )

  test('is shown without colours and control characters, and with its indentation', () => {
    expect(blockOf(ofLines('\u001b[31;1mred\u001b[0m', '\tat x', '  at y\u2028z', 'a\u0000b\rc'))).toBe(
      'red\n  at x\n  at y z\na b c',
    )
  })

  test('is no command', () => {
    const text = ofLines('::error::x', '  ::set-output name=a::b', '##[error]x', ' ##[group]y')
    expect(text).not.toMatch(/^\s*(::|##\[)/m)
  })

  test('is shown with its last lines, cut where they are endless', () => {
    const lines = Array.from({ length: 500 }, (_, number) => `${number} ${'x'.repeat(10_000)}`)
    const block = blockOf(ofLines(...lines))?.split('\n') ?? []
    expect(block.map((line) => line.split(' ')[0])).toEqual(
      Array.from({ length: 60 }, (_, number) => String(number + 440)),
    )
    expect(Math.max(...block.map(({ length }) => length))).toBe(300)
  })
})

describe('hostile text stays text', () => {
  /** How often each element stands in it. */
  function skeleton(text: string): Readonly<Record<string, number>> {
    const html = marked.parse(text, { async: false, gfm: true })
    const counts: Record<string, number> = {}
    for (const [, name = ''] of html.matchAll(/<([a-z][a-z0-9]*)/gi)) counts[name] = (counts[name] ?? 0) + 1
    return counts
  }

  const renderings: readonly (readonly [string, (text: string) => string])[] = [
    ['of one service', (text) => summary([rolloutWith(text)])],
    [
      'of several services',
      (text) => summary([rolloutWith(text), rolloutWith(text, { ending: { kind: 'successful' } })]),
    ],
    [
      'of a pause',
      (text) =>
        summary([rolloutWith(text, { ending: { kind: 'paused', hook: text, expiresAt: undefined } })]),
    ],
    [
      'of a revision',
      (text) => renderRegistered({ taskDefinition: text, changed: true, diff: [text], from: text }),
    ],
  ]
  for (const [what, render] of renderings) {
    const calm = skeleton(render('plain'))
    test.each([...hostile, '# x', '- x', '1. x', '    x', '~~~', '&lt;b&gt;'])(
      `in the part ${what}: %j`,
      (text) => {
        expect(skeleton(render(text))).toEqual(calm)
        expect(render(text)).not.toMatch(/^\s*(::|##\[)/m)
      },
    )
  }
})

describe('the summary stays below the size that GitHub takes', () => {
  const limit = 1024 * 1024

  /** Everything as long as the deploy may give it, and longer. */
  function endless(text: string, service: string): Rollout {
    const many = <T>(number: number, make: (index: number) => T) =>
      Array.from({ length: number }, (_, index) => make(index))
    const container = { name: text, exitCode: 1, reason: text, health: 'UNHEALTHY' }
    const evidence: Evidence = {
      tasks: many(100, (index) => ({
        ...{ id: `${index}${text}`, stopCode: text, reason: `${index}${text}` },
        containers: many(10, () => container),
      })),
      events: many(100, () => text),
      signs: many(100, () => text),
      targets: many(100, () => ({ target: text, state: text, reason: text })),
      logs: many(
        20,
        (): ContainerLog => ({ task: text, container: text, kind: 'lines', lines: many(500, () => text) }),
      ),
    }
    const stages = many(100, (from) => ({ name: text, from, to: from + 1 }))
    return rolloutWith(text, {
      evidence,
      stages,
      service,
      diff: many(100, () => text),
      notes: many(100, () => text),
    })
  }

  const texts = ['&', '`', '\u{1f600}', '漢'].map((sign) => sign.repeat(2_000))
  test.each(texts)('whatever is said of 30 services that failed: %#', (text) => {
    const rollouts = Array.from({ length: 30 }, (_, number) => endless(text, `s${number}`))
    for (const some of [rollouts, rollouts.slice(0, 1)]) {
      const shown = summary(some)
      // The rest of a summary is tested to take half of it at most.
      expect(Buffer.byteLength(shown)).toBeLessThan(limit / 2)
      expect(shown.match(/<details/g)?.length ?? 0).toBe(shown.match(/<\/details>/g)?.length ?? 0)
    }
    expect(summary(rollouts).match(/<details open><summary>s\d+: rolled-back<\/summary>/g)).toHaveLength(30)
  })

  test('with everything of 30 services that failed as services do', () => {
    const tasks = Array.from({ length: 20 }, (_, number) => crashed(`${'a'.repeat(31)}${number}`, number))
    const lines = Array.from({ length: 500 }, (_, number) => `${number} ${'at x '.repeat(10)}`)
    const logs: readonly ContainerLog[] = ['a', 'b'].map((task) => ({
      task,
      container: 'app',
      kind: 'lines',
      lines,
    }))
    const events = Array.from({ length: 20 }, () => 'x'.repeat(150))
    const rollouts = Array.from({ length: 30 }, (_, number) =>
      withEvidence({ tasks, logs, events }, { service: `s${number}`, diagnosis }),
    )
    const shown = summary(rollouts)
    expect(shown).not.toContain('GitHub bounds')
    expect(shown.match(/^499 at x/gm)).toHaveLength(60)
    expect(Buffer.byteLength(shown)).toBeLessThan(limit / 2)
  })

  test('and says that something is left out, where it is', () => {
    const rollouts = Array.from({ length: 30 }, (_, number) => endless('漢'.repeat(2_000), `s${number}`))
    expect(summary(rollouts)).toContain('so more of it stands in the log alone.')
  })
})

describe('a revision for no service', () => {
  const registered = {
    taskDefinition: arnOf('shop:12'),
    changed: true,
    diff: ['cpu: "1" -> "2"'],
    from: 'task.json',
  }

  test('is a table and the difference', () => {
    expect(renderRegistered(registered)).toBe(
      '### Task definition: registered\n\n| Task definition | `shop:12` |\n| --- | --- |\n| Made from | `task.json` |\n\n<details><summary>What changed in the task definition</summary>\n\n- `cpu: "1" -> "2"`\n\n</details>',
    )
  })

  test('is told when nothing changed', () => {
    expect(renderRegistered({ ...registered, changed: false, diff: [] })).toBe(
      '### Task definition: no-change\n\n| Task definition | `shop:12`, unchanged |\n| --- | --- |\n| Made from | `task.json` |',
    )
  })
})
