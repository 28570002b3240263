import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/outcome.ts'
import { child, source } from '../support/child.ts'
import { givenFolder } from '../support/folder.ts'
import { givenJudged, givenOutcome } from '../support/given.ts'
import { givenVerdict } from './verdicts.ts'

const failure = { code: 'AWS_ERROR', sentence: 'It failed', hint: 'Do it again.' } as const

/** Concludes and writes in a process of its own, and reads what the runner would get. */
async function writing(outcome: Outcome, withSummary = true) {
  const folder = givenFolder({ output: '', summary: '' })
  const script = `import { annotationsOf } from '${source('report/annotations.ts')}'
import { conclude } from '${source('report/conclusion.ts')}'
import { outputsOf } from '${source('report/outputs.ts')}'
import { renderSummary } from '${source('report/summary.ts')}'
import { write } from '${source('report/write.ts')}'
const outcome = ${JSON.stringify(outcome)}
const conclusion = conclude(outcome)
const summary = ${withSummary} ? renderSummary(outcome, conclusion) : undefined
const annotations = annotationsOf(outcome, conclusion)
await write({ conclusion, outputs: outputsOf(outcome, conclusion), summary, annotations })`
  const { exitCode, stdout } = await child(script, {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  })
  expect(exitCode).toBe(0)
  return {
    log: stdout,
    outputs: readFileSync(join(folder, 'output'), 'utf8'),
    summary: readFileSync(join(folder, 'summary'), 'utf8'),
  }
}

describe('what reaches the runner', () => {
  test('of a success: outputs that are known, the summary, one line', async () => {
    const { log, outputs, summary } = await writing(givenOutcome())
    expect(log).toMatch(/^Released shop@sha256:1+… as main: .*\n$/)
    expect(outputs).toMatch(/^released<<(ghadelimiter_\S+)\ntrue\n\1$/m)
    expect(outputs).not.toContain('failure-code')
    expect(summary).toMatch(/^## ✅ Slipway: released `shop`\n/)
  })

  test('of a failure: one annotation that stands alone, and the outputs and summary all the same', async () => {
    const { log, outputs, summary } = await writing(givenOutcome({ promotion: undefined, failure }))
    expect(log).toBe('::error title=Slipway%3A AWS_ERROR::It failed. Do it again. [AWS_ERROR]\n')
    expect(outputs).toMatch(/^failure-code<<(\S+)\nAWS_ERROR\n\1$/m)
    expect(outputs).toMatch(/^released<<(\S+)\nfalse\n\1$/m)
    expect(summary).toContain('Error code: `AWS_ERROR`')
  })

  test('of a failure in a file: the annotation stands at its line', async () => {
    const location = { file: 'services/shop/Dockerfile', line: 12 }
    const { log } = await writing(givenOutcome({ failure: { ...failure, location } }))
    expect(log).toBe(
      '::error title=Slipway%3A AWS_ERROR,file=services/shop/Dockerfile,line=12::It failed. Do it again. [AWS_ERROR]\n',
    )
  })

  test('of a failure that a line of a file made: the annotation stands there', async () => {
    const location = { file: 'docker/Dockerfile', line: 12 }
    const { log } = await writing(givenOutcome({ failure: { ...failure, location } }))
    expect(log).toBe(
      '::error title=Slipway%3A AWS_ERROR,file=docker/Dockerfile,line=12::It failed. Do it again. [AWS_ERROR]\n',
    )
  })

  test('of a gate that only reports: a warning beside the line', async () => {
    const verdict = givenVerdict([givenJudged()], { kind: 'reported' })
    const { log } = await writing(givenOutcome({ verdict }))
    expect(log).toMatch(
      /^::warning::The gate only reports: [^\n]*\n::warning title=[^\n]*::CVE-2026-0001 [^\n]*\nReleased [^\n]*\n$/,
    )
  })

  test('of a gate that was overridden: who and why, in a warning and in the line', async () => {
    const override = { actor: 'ada', reason: 'The fix is out tomorrow' }
    const verdict = givenVerdict([givenJudged()], { kind: 'overridden', override })
    const { log, outputs, summary } = await writing(givenOutcome({ verdict }))
    expect(log).toMatch(/^::warning::The gate was overridden by ada: The fix is out tomorrow\. /m)
    expect(log).toMatch(/^Released [^\n]*; the gate was overridden by ada: The fix is out tomorrow\.\n$/m)
    expect(outputs).toMatch(/^verdict<<(\S+)\noverridden\n\1$/m)
    expect(summary).toContain('**Overridden by ada: The fix is out tomorrow**')
  })

  test('of violations and remarks: annotations before that of the verdict, at their places', async () => {
    const location = { file: '.slipway-ignore.yml', line: 7 }
    const { log } = await writing(
      givenOutcome({
        promotion: undefined,
        verdict: givenVerdict([givenJudged({ description: 'A hole' })]),
        dockerfile: 'services/shop/Dockerfile',
        remarks: [{ level: 'notice', text: 'It expires in 3 days.', location }],
      }),
    )
    expect(log.split('\n')).toEqual([
      '::error title=Slipway%3A CVE-2026-0001 (high),file=services/shop/Dockerfile,line=1::CVE-2026-0001 (high) in openssl 3.0.1, on linux/amd64: A hole',
      '::notice file=.slipway-ignore.yml,line=7::It expires in 3 days.',
      expect.stringMatching(/^::error title=Slipway%3A GATE_BLOCKED::The gate blocked .* \[GATE_BLOCKED\]$/),
      '',
    ])
  })

  test('without a summary', async () => {
    expect((await writing(givenOutcome(), false)).summary).toBe('')
  })

  test.each(['x\n::error::y', '##[error]y', '::add-mask::y'])(
    'no command that somebody smuggled in: %#',
    async (text) => {
      const success = await writing(
        givenOutcome({ promotion: { put: [text], existing: [], refused: undefined, untried: [] } }),
      )
      const failed = await writing(givenOutcome({ failure: { ...failure, sentence: text, hint: text } }))
      const findings = [givenJudged({ id: text, packageName: text, packageVersion: text, description: text })]
      const location = { file: text, line: 1 }
      const blocked = await writing(
        givenOutcome({
          promotion: undefined,
          verdict: givenVerdict(findings),
          dockerfile: text,
          remarks: [{ level: 'warning', text, location }],
        }),
      )
      const commands = (log: string) => log.split('\n').filter((line) => /^\s*::|##\[/.test(line))
      expect(commands(success.log)).toEqual([])
      expect(commands(failed.log)).toHaveLength(1)
      expect(commands(blocked.log)).toHaveLength(3)
      expect(blocked.log.split('\n').filter((line) => line !== '')).toHaveLength(3)
    },
  )
})
