import { describe, expect, jest, test } from '@jest/globals'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import type { LocalOptions } from '../../local/start.ts'
import { errorOf, type Slipway } from '../support/slipway.ts'
import { pushing } from '../support/traced.ts'
import {
  administratorKeys,
  callsOf,
  chainedRole,
  expectRefused,
  expectTidy,
  givenService,
  inWorld,
  noTokens,
  nothingInstalled,
  toService,
  trustOf,
} from '../support/worlds.ts'

// Whose credentials make which call. AWS records the principal of every request, so that is what counts here.

jest.setTimeout(60_000)

type Given = (slipway: Slipway) => Partial<RunOptions>
type Seen = Readonly<{ result: RunResult; slipway: Slipway }>

const home = '123456789012'
const other = '210987654321'
const role = `arn:aws:iam::${home}:role/slipway`
const deployRole = `arn:aws:iam::${other}:role/deploy`
const user = `arn:aws:iam::${home}:user/administrator`
/** Tasks of another account pull only what the repository lets them. */
const letPull = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${other}:root` },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  },
} as const
const session = (name: string, account = home) =>
  `arn:aws:sts::${account}:assumed-role/${name}/acme-shop-19284756301`
const allowing = (...Action: readonly string[]) =>
  JSON.stringify({ Statement: { Effect: 'Allow', Action, Resource: '*' } })

/** Reads AWS as a release does, and needs no Docker. */
function rehearse(options: LocalOptions, given: Given, look: (seen: Seen) => void): Promise<void> {
  return inWorld(options, async (slipway) => {
    const { inputs, env, ...others } = given(slipway)
    const result = await slipway.run({
      ...others,
      inputs: { 'dry-run': 'true', ...inputs },
      env: { ...nothingInstalled, ...env },
    })
    expectTidy(result)
    look({ result, slipway })
  })
}

const stsOf = ({ slipway }: Seen) => callsOf(slipway, 'sts').map(({ operation }) => operation)
const principalsOf = ({ slipway }: Seen, service: string) => [
  ...new Set(callsOf(slipway, service).map(({ principal }) => principal)),
]

describe('the registry is asked by', () => {
  test.concurrent('the session of a role that is assumed through OIDC', async () => {
    await rehearse(
      {},
      () => ({}),
      (seen) => {
        expect(seen.result.conclusion).toBe('success')
        expect(stsOf(seen)).toEqual(['AssumeRoleWithWebIdentity'])
        expect(principalsOf(seen, 'ecr')).toEqual([session('slipway')])
        expect(callsOf(seen.slipway, 'sts')[0]?.parameters).toEqual({
          RoleArn: role,
          RoleSessionName: 'acme-shop-19284756301',
          DurationSeconds: '3600',
        })
      },
    )
  })

  test.concurrent('a session of the name and the life that are asked for', async () => {
    const inputs = { 'role-session-name': 'release@7', 'role-duration-seconds': '7200' }
    const arrange: Given = ({ local }) => {
      local.aws.setRole('slipway', { maxDurationSeconds: 7200 })
      return { inputs }
    }
    await rehearse({}, arrange, (seen) => {
      expect(seen.result.conclusion).toBe('success')
      expect(callsOf(seen.slipway, 'sts')[0]?.parameters).toMatchObject({ DurationSeconds: '7200' })
      expect(principalsOf(seen, 'ecr')).toEqual([`arn:aws:sts::${home}:assumed-role/slipway/release@7`])
    })
  })

  test.concurrent('the keys of the environment, without any call of STS', async () => {
    const given: Given = ({ local }) => ({
      inputs: { 'role-to-assume': '' },
      env: administratorKeys(local),
    })
    await rehearse({}, given, (seen) => {
      expect(seen.result.conclusion).toBe('success')
      expect(stsOf(seen)).toEqual([])
      expect(principalsOf(seen, 'ecr')).toEqual([user])
      expect(seen.slipway.local.issuer.requests).toEqual([])
    })
  })

  test.concurrent('the keys of the environment, whose account is an allowed one', async () => {
    const given: Given = ({ local }) => ({
      inputs: { 'role-to-assume': '', 'allowed-account-ids': `${other},${home}` },
      env: administratorKeys(local),
    })
    await rehearse({}, given, (seen) => {
      expect(seen.result.conclusion).toBe('success')
      expect(stsOf(seen)).toEqual(['GetCallerIdentity'])
    })
  })

  for (const [where, issuer, identity] of [
    ['where the job has no id-token', noTokens, 'auto'],
    ['with `identity: ambient`, although the job has an id-token', undefined, 'ambient'],
  ] as const) {
    test.concurrent(`a role that the keys of the environment assume, ${where}`, async () => {
      const given: Given = ({ local }) => {
        local.aws.addRole(chainedRole('from-keys', home, user, 'shop'))
        return {
          inputs: {
            identity,
            'role-to-assume': `arn:aws:iam::${home}:role/from-keys`,
            'role-external-id': 'shop',
          },
          env: administratorKeys(local),
          ...(issuer && { issuer }),
        }
      }
      await rehearse({}, given, (seen) => {
        expect(seen.result.conclusion).toBe('success')
        expect(stsOf(seen)).toEqual(['AssumeRole'])
        expect(principalsOf(seen, 'sts')).toEqual([user])
        expect(principalsOf(seen, 'ecr')).toEqual([session('from-keys')])
        expect(seen.slipway.local.issuer.requests).toEqual([])
      })
    })
  }
})

const chaining = {
  ...toService,
  'deploy-role-to-assume': deployRole,
  'deploy-role-chaining': 'true',
  'deploy-region': 'eu-central-1',
  'role-external-id': 'shop-production',
}

/** A service in the account of production, in another region, with a role that only the first role may assume. */
function arrangeChained({ local }: Slipway): void {
  local.aws.createRepository('shop', { policy: letPull })
  givenService(local, { account: other, region: 'eu-central-1' })
  local.aws.addRole(chainedRole('deploy', other, role, 'shop-production'))
}

/** A service beside the repository, with a role that only the environment production may assume. */
function arrangeDirect({ local }: Slipway): void {
  givenService(local)
  local.aws.addRole({ name: 'deploy', trust: trustOf(local, 'repo:acme/shop:environment:production') })
}
const direct = { ...toService, 'deploy-role-to-assume': `arn:aws:iam::${home}:role/deploy` }
const inProduction = { issuer: { claims: { environment: 'production' } } }

describe('a deploy role that cannot be the one is refused before the first role is assumed', () => {
  const elsewhere = { ...chaining, 'deploy-role-chaining': 'false' }
  const onlyHome = { 'allowed-account-ids': home }
  const china = { 'deploy-region': 'cn-north-1' }
  const keysAlone = { identity: 'ambient', 'role-to-assume': '' }

  // Whatever the way of the role: identity.test.ts has them all.
  for (const [what, inputs, code, says] of [
    [
      'of an account that is not allowed, in a dry run',
      { ...elsewhere, ...onlyHome },
      'ACCOUNT_NOT_ALLOWED',
      other,
    ],
    [
      'of an account that is not allowed, from the keys of the environment',
      { ...elsewhere, ...onlyHome, ...keysAlone, 'dry-run': 'false' },
      'ACCOUNT_NOT_ALLOWED',
      other,
    ],
    [
      'of another partition, chained',
      { ...chaining, ...china, 'dry-run': 'false' },
      'PARTITION_MISMATCH',
      'cn-north-1',
    ],
  ] as const) {
    test.concurrent(what, async () => {
      const given: Given = (slipway) => {
        arrangeChained(slipway)
        return { inputs, env: administratorKeys(slipway.local) }
      }
      await rehearse(
        { repositories: [], aws: { regions: ['eu-central-1'] } },
        given,
        ({ result, slipway }) => {
          expectRefused(result, code)
          expect(errorOf(result)).toContain(deployRole)
          expect(errorOf(result)).toContain(says)
          expect(slipway.local.aws.requests).toEqual([])
          expect(slipway.local.issuer.requests).toEqual([])
        },
      )
    })
  }

  test.concurrent('but only where something is deployed', async () => {
    const inputs = { 'deploy-role-to-assume': deployRole, ...onlyHome, ...toService, deploy: 'false' }
    await rehearse(
      {},
      () => ({ inputs }),
      (seen) => {
        expect([errorOf(seen.result), seen.result.conclusion]).toEqual(['', 'success'])
        expect(stsOf(seen)).toEqual(['AssumeRoleWithWebIdentity'])
      },
    )
  })
})

describe('session policies', () => {
  const policies = [
    ['inline', { 'inline-session-policy': allowing('ecr:DescribeRepositories', 'ecs:*') }],
    ['managed', { 'managed-session-policies': `arn:aws:iam::${home}:policy/look` }],
  ] as const
  const managedPolicies = {
    [`arn:aws:iam::${home}:policy/look`]: JSON.parse(allowing('ecr:Describe*', 'ecs:*')),
  }

  for (const [kind, inputs] of policies) {
    test.concurrent(`narrow the first role (${kind}): what is missing is named, with the place to add it`, async () => {
      await rehearse(
        { aws: { managedPolicies } },
        () => ({ inputs }),
        (seen) => {
          expect(seen.result.outputs['failure-code']).toBe('AWS_ACCESS_DENIED')
          expect(errorOf(seen.result)).toContain(
            'because no session policy allows the ecr:BatchGetImage action',
          )
          // Nothing that is added to the role helps.
          expect(errorOf(seen.result)).toMatch(/action\. [^{]*session.polic[^{]*\{.*"ecr:BatchGetImage"/)
          expect(principalsOf(seen, 'ecr')).toEqual([session('slipway')])
        },
      )
    })
  }

  test.concurrent('narrow ECS too where there is no deploy role', async () => {
    const given: Given = ({ local }) => {
      givenService(local)
      return { inputs: { ...toService, 'inline-session-policy': allowing('ecr:*') } }
    }
    await rehearse({}, given, (seen) => {
      expect(seen.result.outputs['failure-code']).toBe('AWS_ACCESS_DENIED')
      expect(errorOf(seen.result)).toContain('ecs:DescribeServices')
    })
  })

  for (const [how, arrange, inputs] of [
    ['assumed through OIDC', arrangeDirect, { ...direct, 'inline-session-policy': allowing('ecr:*') }],
    [
      'chained',
      arrangeChained,
      { ...chaining, 'inline-session-policy': allowing('ecr:*', 'sts:AssumeRole') },
    ],
  ] as const) {
    test.concurrent(`do not narrow a deploy role that is ${how}`, async () => {
      const given: Given = (slipway) => {
        arrange(slipway)
        return { inputs }
      }
      const repositories = how === 'chained' ? [] : ['shop']
      const options = { ...inProduction, repositories, aws: { regions: ['eu-central-1'] } }
      await rehearse(options, given, (seen) => {
        expect(seen.result.conclusion).toBe('success')
        expect(callsOf(seen.slipway, 'sts').map(({ parameters }) => parameters?.Policy)).toEqual([
          inputs['inline-session-policy'],
          undefined,
        ])
        expect(callsOf(seen.slipway, 'ecs').length).toBeGreaterThan(0)
      })
    })
  }
})

describe('a release with a deploy role', () => {
  test.concurrent('that is assumed through OIDC by the environment production', async () => {
    await inWorld(inProduction, async (slipway) => {
      arrangeDirect(slipway)
      const result = await slipway.run({
        inputs: { ...direct, 'role-session-name': 'release-7' },
        env: pushing,
      })
      const seen = { result, slipway }
      expectTidy(result)
      expect(result.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
      expect(stsOf(seen)).toEqual(['AssumeRoleWithWebIdentity', 'AssumeRoleWithWebIdentity'])
      expect(principalsOf(seen, 'ecr')).toEqual([`arn:aws:sts::${home}:assumed-role/slipway/release-7`])
      expect(principalsOf(seen, 'ecs')).toEqual([`arn:aws:sts::${home}:assumed-role/deploy/release-7`])
      const jobs = callsOf(slipway, 'sts').map(({ parameters }) => parameters?.RoleArn)
      expect(jobs).toEqual([role, `arn:aws:iam::${home}:role/deploy`])
    })
  })

  for (const [how, given] of [
    ['from the first role', () => ({})],
    ['from the keys of the environment', (slipway: Slipway) => keysInstead(slipway)],
  ] as const) {
    test.concurrent(`that is chained ${how}, with an external id, into another account and region`, async () => {
      await inWorld({ repositories: [], aws: { regions: ['eu-central-1'] } }, async (slipway) => {
        arrangeChained(slipway)
        const { inputs, env = {} } = given(slipway) as Partial<RunOptions>
        const seconds = { 'role-duration-seconds': '1800' }
        const result = await slipway.run({
          inputs: { ...chaining, ...seconds, ...inputs },
          env: { ...env, ...pushing },
        })
        const seen = { result, slipway }
        const first = env.AWS_ACCESS_KEY_ID === undefined ? session('slipway') : user
        expectTidy(result)
        expect(result.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
        expect(principalsOf(seen, 'ecr')).toEqual([first])
        expect(principalsOf(seen, 'registry').filter(Boolean)).toEqual([first])
        expect(principalsOf(seen, 'ecs')).toEqual([session('deploy', other)])
        expect(callsOf(slipway, 'sts').at(-1)).toMatchObject({
          operation: 'AssumeRole',
          principal: first,
          parameters: { RoleArn: deployRole, ExternalId: 'shop-production', DurationSeconds: '1800' },
        })
        expect(result.outputs['task-definition-arn']).toContain(`arn:aws:ecs:eu-central-1:${other}:`)
        const there = slipway.local.aws.in({ account: other, region: 'eu-central-1' })
        expect(there.service('shop', 'demo').taskDefinition).toBe(result.outputs['task-definition-arn'])
      })
    })
  }

  function keysInstead(slipway: Slipway): Partial<RunOptions> {
    slipway.local.aws.setRole(deployRole, { trust: chainedRole('', other, user, 'shop-production').trust })
    return { inputs: { 'role-to-assume': '' }, env: { ...administratorKeys(slipway.local) } }
  }
})
