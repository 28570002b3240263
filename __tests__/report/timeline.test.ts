import { describe, expect, test } from '@jest/globals'
import type { Stage } from '../../src/deploy/rollout.ts'
import { renderTimeline } from '../../src/report/timeline.ts'
import { hostile } from './verdicts.ts'

const stages: readonly Stage[] = [
  { name: 'SCALE_UP', from: 0, to: 65 },
  { name: 'PRODUCTION_TRAFFIC_SHIFT', from: 65, to: 66 },
  { name: 'BAKE_TIME', from: 66, to: 3_700 },
]

/** Numbers, letters and hyphens before the colon, and after it moment and length: nothing in it is a word of Mermaid's. */
const bar = /^ {4}\d+ [A-Za-z0-9 -]+, \d+ s :(crit, )?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, \d+s$/

describe('a timeline', () => {
  test('has a bar for each stage, at the time since the start', () => {
    expect(renderTimeline(stages, false)).toBe(
      [
        '```mermaid',
        'gantt',
        '    dateFormat YYYY-MM-DD HH:mm:ss',
        '    axisFormat %H:%M:%S',
        '    todayMarker off',
        '    1 SCALE UP, 65 s :2001-01-01 00:00:00, 65s',
        '    2 PRODUCTION TRAFFIC SHIFT, 1 s :2001-01-01 00:01:05, 1s',
        '    3 BAKE TIME, 3634 s :2001-01-01 00:01:06, 3634s',
        '```',
      ].join('\n'),
    )
  })

  test('marks the stage in which it went wrong', () => {
    const lines = renderTimeline(stages, true).split('\n')
    expect(lines.filter((line) => line.includes('crit'))).toEqual([
      '    3 BAKE TIME, 3634 s :crit, 2001-01-01 00:01:06, 3634s',
    ])
  })

  test('goes on over midnight', () => {
    const days = [0, 86_400, 172_800].map((from) => ({ name: 'BAKE_TIME', from, to: from + 86_400 }))
    expect(renderTimeline(days, false)).toContain(':2001-01-03 00:00:00, 86400s')
  })

  test.each<[string, readonly Stage[]]>([
    ['no stage', []],
    ['one stage', stages.slice(0, 1)],
    ['one stage with times that make sense', [...stages.slice(0, 1), { name: 'x', from: Number.NaN, to: 1 }]],
  ])('is not there with %s', (_, few) => {
    expect(renderTimeline(few, false)).toBe('')
  })

  test('shows a stage that took no time', () => {
    expect(renderTimeline([...stages, { name: 'x', from: 9, to: 9 }], false)).toContain(
      '4 x, 0 s :2001-01-01 00:00:09, 1s',
    )
  })

  test('shows the last stages where there are very many', () => {
    const many = Array.from({ length: 5_000 }, (_, from) => ({ name: 'STEP', from, to: from + 1 }))
    const text = renderTimeline(many, false)
    expect(text).toContain('    5000 STEP, 1 s')
    expect(text).toContain('Without the first 4960 stages.')
    expect(text.length).toBeLessThan(5_000)
  })

  const words = [
    'section x',
    'title x',
    'click x href "y"',
    '%%{init: {}}%%',
    '2001-01-01',
    'x :crit, a',
    'a;b',
    'a#b',
    '',
  ]
  test.each([...hostile, ...words, 'x\n```\n# y', 'é'.repeat(9_000)])(
    'takes a name for no more than one: %j',
    (name) => {
      const text = renderTimeline(
        [
          { name, from: 0, to: 1 },
          { name, from: 1, to: 2 },
        ],
        true,
      )
      const [fence, ...rest] = text.split('\n')
      expect([fence, ...rest.slice(0, 4), rest.at(-1)]).toEqual([
        '```mermaid',
        'gantt',
        '    dateFormat YYYY-MM-DD HH:mm:ss',
        '    axisFormat %H:%M:%S',
        '    todayMarker off',
        '```',
      ])
      expect(rest.slice(4, -1)).toHaveLength(2)
      for (const line of rest.slice(4, -1)) expect(line).toMatch(bar)
    },
  )
})
