import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { PolicyDocument, RecordedRequest, Role } from '../../local/aws/aws.ts'
import type { RunResult } from '../../local/github/records.ts'
import type { Local, LocalOptions } from '../../local/start.ts'
import { errorOf, remains, root, type Slipway, startSlipway } from './slipway.ts'

// Worlds with roles, accounts and identity providers. Every run has one of its own, so that several can go at once.

/** A PATH without anything on it: what fails there with another error than DOCKER_MISSING failed before the build. */
export const nothingInstalled = { PATH: join(root, 'no-such-folder') }
/** What a job without `permissions: id-token: write` gets. */
export const noTokens = { tokenUrl: '', requestToken: '' }

/** Starts a world, uses it and ends it. */
export async function inWorld<T>(options: LocalOptions, use: (slipway: Slipway) => Promise<T>): Promise<T> {
  const slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, ...options })
  try {
    return await use(slipway)
  } finally {
    await slipway.close()
  }
}

/** The issuer as AWS names it in condition keys. */
export function issuerOf({ issuer }: Local): string {
  return issuer.issuer.replace('http://', '')
}

/** A trust policy for tokens of this issuer with this subject; any subject without one. */
export function trustOf(local: Local, sub?: string, account = local.aws.account): PolicyDocument {
  const issuer = issuerOf(local)
  const about = { [`${issuer}:aud`]: 'sts.amazonaws.com', ...(sub && { [`${issuer}:sub`]: sub }) }
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: about },
    },
  }
}

/** A role that another one, or an account, may assume; with an external id only where one is named. */
export function chainedRole(name: string, account: string, from: string, externalId?: string): Role {
  const condition = externalId && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }
  return {
    name,
    account,
    trust: {
      Statement: { Effect: 'Allow', Principal: { AWS: from }, Action: 'sts:AssumeRole', ...condition },
    },
  }
}

/** The keys of the home account's administrator, as the job's environment holds them. */
export function administratorKeys({ aws }: Local): Readonly<Record<string, string>> {
  return { AWS_ACCESS_KEY_ID: aws.keys.accessKeyId, AWS_SECRET_ACCESS_KEY: aws.keys.secretAccessKey }
}

/** A service that runs since before, in this account and region. */
export function givenService(
  { aws }: Local,
  place: Readonly<{ account?: string; region?: string }> = {},
): void {
  const containerDefinitions = [{ name: 'app', image: 'images.example/shop:1' }]
  const there = aws.in(place)
  there.createService({
    cluster: 'demo',
    name: 'shop',
    taskDefinition: { family: 'shop', containerDefinitions },
  })
}

export const toService = { cluster: 'demo', service: 'shop' }

export function callsOf({ local }: Slipway, service: string): readonly RecordedRequest[] {
  return local.aws.requests.filter((one) => one.service === service)
}

/** One annotation, one code, no stack trace, nothing built and nothing left. */
export function expectRefused(result: RunResult, code: string): void {
  const errors = result.main.annotations.filter(({ level }) => level === 'error')
  expect(errors.map(({ title }) => title)).toEqual([`Slipway: ${code}`])
  expect(errorOf(result)).toMatch(new RegExp(`^[^\\n\\r]+ \\[${code}\\]$`))
  expect(result.outputs).toMatchObject({ 'failure-code': code, built: 'false', released: 'false' })
  expect(errorOf(result).startsWith(result.outputs['failure-reason'] ?? '?')).toBe(true)
  expect(result.main.exitCode).toBe(1)
  expectTidy(result)
}

export function expectTidy(result: RunResult): void {
  expect(remains(result)).toEqual([])
  expect(result.log).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
}
