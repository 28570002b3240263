import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, jest, test } from '@jest/globals'
import type { RecordedRequest, Rollout } from '../../local/aws/aws.ts'
import { callsTo, expectFailing, ways } from '../support/endpoints.ts'
import { describeWithDocker, type Slipway } from '../support/slipway.ts'
import { startSlowServer } from '../support/slow-server.ts'
import { callsOf, chainedRole, expectTidy, givenService, inWorld, toService } from '../support/worlds.ts'

// What takes long whatever the pace: endpoints that do not answer, and sessions that end during a run. Nothing of it is work,
// so all of it begins with the first test, more at a time than Jest would start.

jest.setTimeout(120_000)

const unanswered = /failed because the endpoint does not answer: /

const silent = {
  [`${ways.oidc} gets no answer`]: () =>
    expectFailing({ ...callsTo(ways.oidc, 'stall'), code: 'AWS_UNREACHABLE', says: unanswered, calls: 4 }),
  [`${ways.keys} gets no answer`]: () =>
    expectFailing({ ...callsTo(ways.keys, 'stall'), code: 'AWS_UNREACHABLE', says: unanswered, calls: 4 }),
  [`${ways.caller} gets no answer`]: () =>
    expectFailing({ ...callsTo(ways.caller, 'stall'), code: 'AWS_UNREACHABLE', says: unanswered, calls: 4 }),
  [`${ways.ecr} gets no answer`]: () =>
    expectFailing({ ...callsTo(ways.ecr, 'stall'), code: 'AWS_UNREACHABLE', says: unanswered, calls: 0 }),
  'the token endpoint of the runner gives no answer': () =>
    expectFailing({
      options: {},
      given: ({ local }) => {
        local.issuer.fail('silent')
        return {}
      },
      code: 'ID_TOKEN_UNAVAILABLE',
      says: /^The runner's OIDC endpoint gave no token in 3 tries: no answer within 8 s\. /,
      calls: 0,
    }),
  'the proxy that HTTPS_PROXY names gives no answer': async () => {
    const proxy = await startSlowServer()
    const env = { AWS_ENDPOINT_URL: 'https://127.0.0.1:1', HTTPS_PROXY: new URL(proxy.url).origin }
    await expectFailing({
      options: {},
      given: () => ({ env }),
      code: 'AWS_UNREACHABLE',
      says: /HTTPS_PROXY/,
      calls: 0,
    })
    await proxy.close()
  },
  "a container's credentials are not handed out": async () => {
    const endpoint = await startSlowServer()
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: endpoint.url }
    await expectFailing({
      options: {},
      given: () => ({ inputs: { 'role-to-assume': '' }, env }),
      code: 'CREDENTIALS_MISSING',
      says: /^The AWS credentials of the environment could not be read: no answer within 20 s\. /,
      calls: 0,
    })
    await endpoint.close()
  },
}

const home = '123456789012'
const other = '210987654321'
const role = `arn:aws:iam::${home}:role/slipway`
/** At pace 60 each takes 20 s, and a session of 15 minutes lives for 15. */
const twentyMinutes = 20 * 60_000
const longScan = { scan: { inProgressMs: twentyMinutes }, regions: ['eu-central-1'] }
const longRollout: Rollout = [
  { afterMs: 0, status: 'PENDING' },
  { afterMs: 1_000, status: 'IN_PROGRESS', pending: 'all' },
  { afterMs: twentyMinutes, status: 'SUCCESSFUL', pending: 0, running: 'all', old: 0 },
]
const inputs = { ...toService, 'role-duration-seconds': '900', 'scan-timeout-minutes': '60' }
const chaining = {
  'deploy-role-to-assume': `arn:aws:iam::${other}:role/deploy`,
  'deploy-role-chaining': 'true',
  'deploy-region': 'eu-central-1',
}

const isAssume = ({ service, operation }: RecordedRequest) => service === 'sts' && /^AssumeRole/.test(operation)

/** Releases, and expects that it went well, with few sessions for many requests. */
async function expectReleased(slipway: Slipway, given: Readonly<Record<string, string>>): Promise<void> {
  const result = await slipway.run({ inputs: { ...inputs, ...given } })
  expect(result.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
  expectTidy(result)
}

function sessionsOf(slipway: Slipway): Readonly<{ assumed: number; requests: number }> {
  const { requests } = slipway.local.aws
  return {
    assumed: requests.filter(isAssume).length,
    requests: [...callsOf(slipway, 'ecr'), ...callsOf(slipway, 'ecs')].length,
  }
}

const renewed = {
  'one role, in a few calls': () =>
    inWorld({ aws: longScan }, async (slipway) => {
      givenService(slipway.local)
      slipway.local.aws.setRollout('shop', longRollout)
      await expectReleased(slipway, {})
      const { assumed, requests } = sessionsOf(slipway)
      // 41 s in sessions that are renewed after 11: three renewals, and one more where the machine is slow.
      expect(assumed).toBeGreaterThanOrEqual(4)
      expect(assumed).toBeLessThanOrEqual(6)
      expect(requests).toBeGreaterThan(20 * assumed)
    }),
  'a chained deploy role and the role before it': () =>
    inWorld({ aws: longScan }, async (slipway) => {
      const { aws } = slipway.local
      givenService(slipway.local, { account: other, region: 'eu-central-1' })
      aws.in({ account: other, region: 'eu-central-1' }).setRollout('shop', longRollout)
      aws.addRole(chainedRole('deploy', other, role))
      await expectReleased(slipway, chaining)
      const { assumed, requests } = sessionsOf(slipway)
      expect(assumed).toBeGreaterThanOrEqual(6)
      expect(assumed).toBeLessThanOrEqual(12)
      expect(requests).toBeGreaterThan(10 * assumed)
    }),
  'later, where STS refuses for a while': () =>
    inWorld({}, async (slipway) => {
      const { aws } = slipway.local
      givenService(slipway.local)
      aws.setRollout('shop', longRollout)
      // The first session is to be renewed after 11.3 s, and ends after 15.
      const refusing = sleep(9_000).then(async () => {
        aws.addFault({ operation: ways.oidc, kind: 'region-disabled', times: 'always' })
        await sleep(5_000)
        aws.removeFaults(ways.oidc)
      })
      await Promise.all([expectReleased(slipway, {}), refusing])
      const refused = aws.requests.filter((one) => isAssume(one) && one.status !== 200)
      const [first, last] = [refused[0]?.at ?? 0, refused.at(-1)?.at ?? 0]
      const meanwhile = callsOf(slipway, 'ecs').filter(({ at }) => at >= first && at <= last)
      expect(refused.length).toBeGreaterThanOrEqual(2)
      expect(refused.length).toBeLessThanOrEqual(8)
      expect(meanwhile.length).toBeGreaterThan(2 * refused.length)
    }),
}

const all = { ...silent, ...(describeWithDocker === describe ? renewed : {}) }
const started = new Map<string, Promise<unknown>>()

/** Begins all of it with the first call, and gives the end of this one. */
async function begun(name: string): Promise<void> {
  for (const [one, begin] of Object.entries(started.size === 0 ? all : {})) {
    const running = begin()
    running.catch(() => undefined)
    started.set(one, running)
  }
  await started.get(name)
}

describe('a clear error within 30 s where', () => {
  for (const name of Object.keys(silent)) test.concurrent(name, () => begun(name))
})

describeWithDocker('in a run of 40 minutes, sessions of 15 minutes are renewed:', () => {
  for (const name of Object.keys(renewed)) test.concurrent(name, () => begun(name))
})
