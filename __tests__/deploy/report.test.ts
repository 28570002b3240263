import { describe, expect, test } from '@jest/globals'
import { marked } from 'marked'
import type { Ending, Rollout, StoppedTask } from '../../src/deploy/rollout.ts'
import { renderRollout } from '../../src/report/rollout-summary.ts'
import { rolloutFailure, rolloutWords } from '../../src/report/rollout-words.ts'

// How a rollout is told: in the words of the annotation and the headline, and in its part of the job summary.

const arn = (revision: string) => `arn:aws:ecs:eu-west-1:123456789012:task-definition/${revision}`

function givenRollout(overrides: Partial<Rollout> = {}): Rollout {
  return {
    cluster: 'demo',
    service: 'shop',
    taskDefinition: arn('shop:8'),
    previous: arn('shop:7'),
    changed: true,
    diff: ['containerDefinitions.app.image: "a" -> "b"'],
    deploymentId: 'ecs-svc/42',
    ending: { kind: 'successful' },
    seconds: 65,
    evidence: { tasks: [], events: [] },
    diagnosis: undefined,
    runs: undefined,
    note: undefined,
    consoleUrl: 'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/demo',
    ...overrides,
  }
}

const reason = 'It was so.'
const diagnosis = { sentence: '3 tasks stopped: x', hint: 'See the log.' }

describe('a rollout that did not succeed', () => {
  const endings: readonly (readonly [Ending, code: string, sentence: string])[] = [
    [
      { kind: 'rolled-back', reason },
      'ROLLED_BACK',
      'ECS rolled the service shop back from shop:8 to what it ran before: It was so',
    ],
    [
      { kind: 'rollback-failed', reason },
      'ROLLBACK_FAILED',
      'The deployment of shop:8 to the service shop failed, and so did its rollback: It was so',
    ],
    [
      { kind: 'superseded', reason },
      'SUPERSEDED',
      'A newer deployment took the place of the deployment of shop:8 to the service shop: It was so',
    ],
    [
      { kind: 'stopped', reason },
      'DEPLOYMENT_STOPPED',
      'The deployment of shop:8 to the service shop was stopped before it was done: It was so',
    ],
    [
      { kind: 'timed-out', lastState: 'IN_PROGRESS: 1 of 2', minutes: 30, turning: false },
      'DEPLOYMENT_TIMED_OUT',
      'The deployment of shop:8 to the service shop was not done after 30 min; its last state was IN_PROGRESS: 1 of 2',
    ],
  ]
  test.each(endings)('%j', (ending, code, sentence) => {
    const plain = rolloutFailure(givenRollout({ ending }))
    expect(plain).toEqual({
      code,
      sentence: `${sentence}.`,
      hint: expect.stringMatching(/^\w.* The release tags stay\.$/),
    })
    const told = rolloutFailure(givenRollout({ ending, diagnosis }))
    expect(told?.sentence).toBe(`${sentence} (3 tasks stopped: x).`)
    expect(told?.hint).toContain(' See the log. ')
  })

  test('whose state was never read says so', () => {
    const ending = { kind: 'timed-out', lastState: '', minutes: 1, turning: false } as const
    expect(rolloutFailure(givenRollout({ ending }))?.sentence).not.toMatch(/was \.$/)
  })

  test('is told on one line, that leaves room for what to do', () => {
    const long = `a\r\n\u001b[31mb${'x'.repeat(100_000)}`
    const failure = rolloutFailure(
      givenRollout({
        ending: { kind: 'rolled-back', reason: long },
        diagnosis: { sentence: long, hint: 'See the log.' },
      }),
    )
    expect(/\p{Cc}/u.test(failure?.sentence ?? '')).toBe(false)
    expect((failure?.sentence ?? '').length).toBeLessThan(2_500)
  })
})

describe('a rollout that did not fail', () => {
  const words: readonly (readonly [Ending | undefined, string])[] = [
    [{ kind: 'successful' }, 'the service shop runs shop:8 after 65 s'],
    [{ kind: 'no-change' }, 'the service shop ran shop:8 already'],
    [{ kind: 'not-waited' }, 'the service shop was told to run shop:8, and its rollout was not waited for'],
    [undefined, 'what became of the service shop is not known'],
  ]
  test.each(words)('%j', (ending, text) => {
    expect(rolloutFailure(givenRollout({ ending }))).toBeUndefined()
    expect(rolloutWords(givenRollout({ ending }))).toBe(text)
  })
})

describe('the summary', () => {
  test('of a success is a table and the difference', () => {
    expect(renderRollout(givenRollout(), undefined)).toBe(
      [
        '### Deploy: successful\n',
        '| Service | [shop](https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/demo) |\n| --- | --- |',
        '| Cluster | `demo` |\n| Task definition | `shop:7` → `shop:8` |\n| Deployment | `ecs-svc/42` |\n| Duration | 65 s |\n',
        '<details><summary>What changed in the task definition</summary>\n',
        '- `containerDefinitions.app.image: "a" -> "b"`\n\n</details>',
      ].join('\n'),
    )
  })

  test('leaves out what there is not', () => {
    const nothing = {
      ending: undefined,
      changed: false,
      diff: [],
      deploymentId: undefined,
      consoleUrl: undefined,
    }
    expect(renderRollout(givenRollout(nothing), undefined)).toBe(
      '### Deploy: not started\n\n| Service | `shop` |\n| --- | --- |\n| Cluster | `demo` |\n| Task definition | `shop:8`, unchanged |\n| Duration | 65 s |',
    )
  })

  function withText(text: string): Rollout {
    const task: StoppedTask = {
      id: text,
      stopCode: text,
      reason: text,
      containers: [
        { name: text, exitCode: 1, reason: text },
        { name: text, exitCode: undefined, reason: undefined },
      ],
    }
    return givenRollout({
      ...{ cluster: text, service: text, taskDefinition: text, previous: text, deploymentId: text },
      ...{ ending: { kind: 'rolled-back', reason: text }, consoleUrl: `https://x/${text} `, diff: [text] },
      diagnosis: { sentence: `ECS says: ${text}`, hint: text },
      evidence: { tasks: [task, { ...task, reason: undefined }], events: [text, text] },
    })
  }

  /** How often each element stands in it. */
  function skeleton(rollout: Rollout): Readonly<Record<string, number>> {
    const html = marked.parse(renderRollout(rollout, undefined), { async: false, gfm: true })
    const counts: Record<string, number> = {}
    for (const [, name = ''] of html.matchAll(/<(\w+)/g)) counts[name] = (counts[name] ?? 0) + 1
    return counts
  }

  const hostile = [
    '<img src=x onerror=alert(1)>',
    '</details><script>x</script>',
    '[x](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '@acme/owners #1',
    'https://evil.example',
    'a | b | c',
    '`code` ``` fence',
    '::error::x',
    'one\n\n# two\n\n- three',
    '\\`\\|\\',
    '- item',
    '+ item',
    '1. item',
    '# title',
    '    code',
  ]
  test.each(hostile)('keeps hostile text as text: %j', (text) => {
    expect(skeleton(withText(text))).toEqual(skeleton(withText('plain')))
    expect(renderRollout(withText(text), undefined)).not.toMatch(/^\s*::/m)
  })

  test('stays small whatever the tasks and events hold', () => {
    const { evidence, ...rollout } = withText('|'.repeat(100_000))
    const many = <T>(list: readonly T[]) => Array.from({ length: 100 }, () => list).flat()
    const tasks = many(evidence.tasks).map((task) => ({ ...task, containers: many(task.containers) }))
    const text = renderRollout({ ...rollout, evidence: { tasks, events: many(evidence.events) } }, undefined)
    expect(text).toContain('… and 180 more.')
    expect(Buffer.byteLength(text)).toBeLessThan(500_000)
  })
})
