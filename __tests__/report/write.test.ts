import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/outcome.ts'
import { child, source } from '../support/child.ts'
import { givenFolder } from '../support/folder.ts'
import { givenOutcome } from '../support/given.ts'

const failure = { code: 'AWS_ERROR', sentence: 'It failed', hint: 'Do it again.' } as const

/** Concludes and writes in a process of its own, and reads what the runner would get. */
async function writing(outcome: Outcome, withSummary = true) {
  const folder = givenFolder({ output: '', summary: '' })
  const script = `import { conclude } from '${source('report/conclusion.ts')}'
import { outputsOf } from '${source('report/outputs.ts')}'
import { renderSummary } from '${source('report/summary.ts')}'
import { write } from '${source('report/write.ts')}'
const outcome = ${JSON.stringify(outcome)}
const conclusion = conclude(outcome)
const summary = ${withSummary} ? renderSummary(outcome, conclusion) : undefined
await write({ conclusion, outputs: outputsOf(outcome, conclusion), summary })`
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
    const verdict = { kind: 'reported', findings: [], violations: [], threshold: 'high' } as const
    const { log } = await writing(givenOutcome({ verdict }))
    expect(log).toMatch(/^::warning::The gate only reports: [^\n]*\nReleased [^\n]*\n$/)
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
      const commands = (log: string) => log.split('\n').filter((line) => /^\s*::|##\[/.test(line))
      expect(commands(success.log)).toEqual([])
      expect(commands(failed.log)).toHaveLength(1)
    },
  )
})
