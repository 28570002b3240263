import { expect } from '@jest/globals'
import type { FaultKind } from '../../local/aws/aws.ts'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import type { LocalOptions } from '../../local/start.ts'
import { errorOf, type Slipway } from './slipway.ts'
import { administratorKeys, callsOf, expectRefused, inWorld, nothingInstalled } from './worlds.ts'

// Runs against endpoints that do not work, each by the way that leads to that endpoint.

export type Failing = Readonly<{
  options: LocalOptions
  given: (slipway: Slipway) => Partial<RunOptions>
  code: string
  says: RegExp
  /** How many calls STS may get at most. */
  calls: number
}>

const limitMs = 60_000

export async function expectFailing({ options, given, code, says, calls }: Failing): Promise<RunResult> {
  return inWorld(options, async (slipway) => {
    const { env, ...others } = given(slipway)
    const result = await slipway.run({ ...others, env: { ...nothingInstalled, ...env } })
    expect(errorOf(result)).toMatch(says)
    expectRefused(result, code)
    expect(result.main.ms).toBeLessThan(limitMs)
    expect(callsOf(slipway, 'sts').length).toBeLessThanOrEqual(calls)
    // What the SDK says to those who call it helps nobody here.
    expect(errorOf(result)).not.toMatch(/@aws-sdk|@smithy|\$response|inspect the/)
    return result
  })
}

export const ways = {
  oidc: 'sts:AssumeRoleWithWebIdentity',
  keys: 'sts:AssumeRole',
  caller: 'sts:GetCallerIdentity',
  ecr: 'ecr:DescribeRepositories',
} as const

export type WayTo = (typeof ways)[keyof typeof ways]

/** A world where this call always fails like this, and the run that makes it. */
export function callsTo(operation: WayTo, kind: FaultKind): Pick<Failing, 'options' | 'given'> {
  return {
    options: { aws: { faults: [{ operation, kind, times: 'always' }] } },
    given: ({ local }) =>
      operation === ways.oidc ? {} : { inputs: inputsTo[operation], env: administratorKeys(local) },
  }
}

const inputsTo: Readonly<Record<Exclude<WayTo, typeof ways.oidc>, Readonly<Record<string, string>>>> = {
  [ways.keys]: { identity: 'ambient' },
  [ways.caller]: { 'role-to-assume': '', 'allowed-account-ids': '123456789012' },
  [ways.ecr]: { 'role-to-assume': '' },
}
