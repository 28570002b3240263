import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/outcome.ts'
import { type Annotation, annotationsOf } from '../../src/report/annotations.ts'
import { conclude } from '../../src/report/conclusion.ts'
import type { Remark } from '../../src/scan/remarks.ts'
import { givenJudged, givenOutcome } from '../support/given.ts'
import { givenVerdict, hostile } from './verdicts.ts'

const override = { actor: 'ada', reason: 'The fix is out tomorrow' }

function annotations(outcome: Outcome): readonly Annotation[] {
  return annotationsOf(outcome, conclude(outcome))
}

function many(number: number) {
  return Array.from({ length: number }, (_, index) => givenJudged({ id: `CVE-${index}` }))
}

function remarks(number: number): readonly Remark[] {
  return Array.from({ length: number }, (_, line) => ({
    level: 'warning',
    text: `Entry ${line} expired.`,
    location: { file: '.slipway-ignore.yml', line },
  }))
}

describe('violations', () => {
  test('are annotated with what to install, at the Dockerfile', () => {
    const finding = givenJudged({
      ...{ fixedIn: '3.0.2', fix: 'yes', description: 'A hole in it.' },
      platforms: ['linux/amd64', 'linux/arm64'],
    })
    const verdict = givenVerdict([finding])
    expect(annotations(givenOutcome({ verdict, dockerfile: 'shop/Dockerfile' }))).toEqual([
      {
        level: 'error',
        title: 'Slipway: CVE-2026-0001 (high)',
        text: 'CVE-2026-0001 (high) in openssl 3.0.1 → 3.0.2, on linux/amd64, linux/arm64: A hole in it.',
        location: { file: 'shop/Dockerfile', line: 1 },
      },
    ])
  })

  test('have no place where no Dockerfile is known', () => {
    const [one] = annotations(givenOutcome({ verdict: givenVerdict(many(1)) }))
    expect(one).not.toHaveProperty('location')
  })

  test.each([
    ['blocked', {}, 'error'],
    ['reported', { kind: 'reported' }, 'warning'],
    ['overridden', { kind: 'overridden', override }, 'warning'],
  ])('%s, are as loud as the verdict', (_, overrides, level) => {
    const [one] = annotations(givenOutcome({ verdict: givenVerdict(many(1), overrides) }))
    expect(one?.level).toBe(level)
  })

  test('are the five worst', () => {
    const titles = annotations(givenOutcome({ verdict: givenVerdict(many(30)) })).map(({ title }) => title)
    expect(titles).toEqual([0, 1, 2, 3, 4].map((index) => `Slipway: CVE-${index} (high)`))
  })
})

describe('there are none', () => {
  test.each<[string, Outcome]>([
    ['of a pass', givenOutcome()],
    [
      'of findings that do not count',
      givenOutcome({ verdict: givenVerdict([givenJudged({ decision: { kind: 'baseline' } })]) }),
    ],
    ['of a gate that is off', givenOutcome({ verdict: { kind: 'skipped' } })],
    ['before the gate', {}],
  ])('%s', (_, outcome) => {
    expect(annotations(outcome)).toEqual([])
  })
})

describe('remarks', () => {
  test('follow, at their lines, whatever the verdict is', () => {
    expect(annotations(givenOutcome({ remarks: remarks(1) }))).toEqual([
      { level: 'warning', text: 'Entry 0 expired.', location: { file: '.slipway-ignore.yml', line: 0 } },
    ])
  })

  test('leave room for the verdict: GitHub shows ten', () => {
    const all = annotations(givenOutcome({ verdict: givenVerdict(many(100)), remarks: remarks(100) }))
    expect(all).toHaveLength(9)
    expect(all.filter(({ text }) => text.startsWith('Entry'))).toHaveLength(4)
  })
})

test.each(hostile)('are one bounded line: %#', (text) => {
  const finding = givenJudged({
    ...{ id: text, packageName: text, packageVersion: text, fixedIn: text, description: text },
    platforms: Array.from({ length: 50 }, () => text),
  })
  const location = { file: 'x.yml', line: 1 }
  const outcome = givenOutcome({
    verdict: givenVerdict([finding]),
    remarks: [{ level: 'warning', text: text.repeat(3), location }],
  })
  for (const annotation of annotations(outcome)) {
    expect(annotation.text.length).toBeLessThanOrEqual(1_000)
    expect(annotation.title?.length ?? 0).toBeLessThanOrEqual(100)
    expect(`${annotation.title}${annotation.text}`).not.toMatch(/[\p{Cc}\p{Zl}\u202e]/u)
  }
})
