import { afterAll, describe, expect, test } from '@jest/globals'
import type { Local } from '../../local/start.ts'
import { type Refusal, refusals } from '../fixtures/e2e-identity/refusals.ts'
import { errorOf } from '../support/slipway.ts'
import { callsOf, expectRefused, inWorld, issuerOf, nothingInstalled } from '../support/worlds.ts'

// Whatever refuses the credentials: one error that says what and what to do, few calls of STS, and no Docker, which is not
// even installed here. The cases stand in fixtures/e2e-identity/refusals.ts.

/** SLIPWAY_TABLE=1 prints the table of what was measured, SLIPWAY_TABLE_PACE=1 in real time. */
const pace = Number(process.env.SLIPWAY_TABLE_PACE ?? 60)
const measured: string[] = []

afterAll(() => {
  if (process.env.SLIPWAY_TABLE) console.log(['| case | STS calls | s | sentence |', ...measured].join('\n'))
})

async function expectRefusal(refusal: Refusal): Promise<void> {
  const { what, aws = {}, issuer = {}, arrange, given, code, calls } = refusal
  await inWorld({ pace, aws, issuer }, async (slipway) => {
    const { local } = slipway
    arrange?.(local)
    const { env, ...options } = given?.(local) ?? {}
    const result = await slipway.run({ ...options, env: { ...nothingInstalled, ...env } })
    const asked = callsOf(slipway, 'sts').map(({ operation }) => operation)
    const { sentence, hint } = {
      sentence: filled(refusal.sentence, local),
      hint: filled(refusal.hint, local),
    }
    const seconds = (result.main.ms / 1000).toFixed(1)
    measured.push(`| ${what} | ${asked.length} | ${seconds} | ${result.outputs['failure-reason']} |`)
    expect(steady(errorOf(result))).toBe(`${sentence} ${hint} [${code}]`)
    expect(asked).toEqual(calls)
    expectRefused(result, code)
    expect(result.main.ms).toBeLessThan(30_000)
  })
}

function filled(text: string, local: Local): string {
  return text.replaceAll('{issuer}', issuerOf(local))
}

/** What differs from run to run becomes a word in braces. */
function steady(text: string): string {
  return text.replace(/(date\/time) \d+/g, '$1 {time}').replace(/\d+%/g, '{percent}%')
}

describe('a job is told', () => {
  for (const refusal of refusals) {
    test.concurrent(`that ${refusal.what}: ${refusal.code}`, () => expectRefusal(refusal))
  }
})
