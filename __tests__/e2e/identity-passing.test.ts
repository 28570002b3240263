import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, jest, test } from '@jest/globals'
import type { IssuerFailure, IssuerOptions } from '../../local/github/issuer.ts'
import type { RunOptions } from '../../local/github/records.ts'
import type { Local, LocalOptions } from '../../local/start.ts'
import { errorOf, type Slipway } from '../support/slipway.ts'
import { callsOf, expectTidy, inWorld, issuerOf, nothingInstalled, trustOf } from '../support/worlds.ts'

// What looks like a refusal and is none, because it passes, or because it only looks unusual. No run here needs Docker.

jest.setTimeout(60_000)

const byToken = 'sts:AssumeRoleWithWebIdentity'

type Arrange = (local: Local) => Partial<RunOptions> | undefined

/** Reads AWS as a release does, and gives the statuses of the calls. */
function passing(options: LocalOptions, arrange: Arrange, look: (slipway: Slipway, log: string) => void) {
  return inWorld(options, async (slipway) => {
    const given = arrange(slipway.local)
    const result = await slipway.run({
      ...given,
      inputs: { 'dry-run': 'true', ...given?.inputs },
      env: nothingInstalled,
    })
    expect([errorOf(result), result.main.exitCode]).toEqual(['', 0])
    expectTidy(result)
    look(slipway, result.log)
  })
}

const statuses = (slipway: Slipway, service: string) => callsOf(slipway, service).map(({ status }) => status)
const nothing = () => undefined

describe('a run passes over', () => {
  test.concurrent('a role that was just made', async () => {
    const arrange: Arrange = ({ aws }) => void aws.setRole('slipway', { readyAfterCalls: 2 })
    await passing({}, arrange, (slipway, log) => {
      expect(statuses(slipway, 'sts')).toEqual([403, 403, 200])
      expect(log.match(/does not hand out \S+ yet; asking again in \d s\./g)).toHaveLength(2)
    })
  })

  test.concurrent('keys that the services do not know yet', async () => {
    await passing({ pace: 10, aws: { newKeysMs: 350 } }, nothing, (slipway) => {
      expect(statuses(slipway, 'sts')).toEqual([200])
      const [first, ...others] = statuses(slipway, 'ecr')
      expect(first).toBe(400)
      expect(others.slice(-2)).toEqual([200, 200])
    })
  })

  const once = [
    ['expired-token', [403, 200]],
    ['idp-communication', [400, 200]],
    ['throttle', [400, 200]],
    ['stall', [0, 200]],
    ['after-reset', [0, 200]],
  ] as const
  for (const [kind, answers] of once) {
    test.concurrent(`an STS that meets ${kind} once`, async () => {
      const aws = { faults: [{ operation: byToken, kind, times: 1 }] }
      await passing({ aws }, nothing, (slipway) => expect(statuses(slipway, 'sts')).toEqual(answers))
    })
  }

  for (const kind of ['server-error', 'forbidden', 'reset'] as const) {
    test.concurrent(`a token endpoint that meets ${kind} twice`, async () => {
      const arrange: Arrange = ({ issuer }) => void failTwice(issuer, kind)
      await passing({ pace: 2 }, arrange, ({ local }) => {
        expect(local.issuer.requests.map(({ status }) => status >= 200 && status < 300)).toEqual([
          ...[false, false, true],
        ])
      })
    })
  }

  test.concurrent('a token of 10 kB', async () => {
    await passing({ issuer: { padTo: 10_240 } }, nothing, (slipway) => {
      expect(statuses(slipway, 'sts')).toEqual([200])
      const tokens = slipway.local.issuer.secrets().filter((one) => one.startsWith('ey'))
      expect(tokens.map(({ length }) => length >= 10_240)).toEqual([true])
    })
  })
})

/** At this pace there is half a second between two tries. */
async function failTwice(issuer: Local['issuer'], kind: IssuerFailure): Promise<void> {
  issuer.fail(kind)
  while (issuer.requests.length < 2) await sleep(5)
  issuer.fail(undefined)
}

const issuers: readonly (readonly [what: string, issuer: IssuerOptions, sub: string])[] = [
  ['GitHub Enterprise Server', { path: '_services/token' }, 'repo:acme/shop:ref:refs/heads/main'],
  ['an enterprise on github.com', { path: 'acme-corp' }, 'repo:acme/shop:ref:refs/heads/main'],
  ['immutable subjects', { immutableSubject: true }, 'repo:acme@9919/shop@74012345:ref:refs/heads/main'],
  [
    'a customised subject',
    { claims: { sub: 'repo:acme/shop:environment:production:actor:octocat', environment: 'production' } },
    'repo:acme/shop:environment:production:actor:octocat',
  ],
]

describe('the condition that a refusal shows lets the job in:', () => {
  for (const [what, issuer, sub] of issuers) {
    test.concurrent(what, async () => {
      await inWorld({ issuer }, async (slipway) => {
        const { aws } = slipway.local
        const name = issuerOf(slipway.local)
        if (issuer.path) expect(name.endsWith(`/${issuer.path}`)).toBe(true)
        aws.setRole('slipway', { trust: trustOf(slipway.local, 'repo:acme/other:ref:refs/heads/main') })
        const given = { inputs: { 'dry-run': 'true' }, env: nothingInstalled }
        const refused = await slipway.run(given)
        const [, shown = '{}'] = /under (\{.*?\}\})/.exec(errorOf(refused)) ?? []
        const condition = JSON.parse(shown)
        expect(condition).toEqual({
          StringEquals: { [`${name}:aud`]: 'sts.amazonaws.com', [`${name}:sub`]: sub },
        })
        const { Statement: statement } = trustOf(slipway.local)
        aws.setRole('slipway', {
          trust: { Statement: { ...[statement].flat()[0], Condition: condition } as never },
        })
        const allowed = await slipway.run(given)
        expect([errorOf(allowed), allowed.conclusion]).toEqual(['', 'success'])
      })
    })
  }
})
