import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { filesWith, formsOf } from '../support/canary.ts'
import { describeWithDocker, root, type Slipway, startSlipway } from '../support/slipway.ts'
import { startSlowServer } from '../support/slow-server.ts'
import { pushing } from '../support/traced.ts'
import { administratorKeys, chainedRole, givenService, toService, trustOf } from '../support/worlds.ts'

// Registry passwords, session tokens, secret keys and OIDC tokens are known here to the letter, because local/ handed
// them out. None of them may be found anywhere afterwards, in any form, whatever became of the run.

jest.setTimeout(60_000)

type Act = Readonly<{ name: string; folder: string; options: Partial<RunOptions> }>

const building = 'building with'
const acts: readonly Act[] = [
  { name: 'a release with debug logging', folder: 'demo/clean', options: { debug: true } },
  { name: 'a blocked release', folder: 'demo/vulnerable', options: {} },
  { name: 'a dry run', folder: 'demo/clean', options: { inputs: { 'dry-run': 'true' } } },
  {
    name: 'a killed build',
    folder: '__tests__/fixtures/slow-build',
    options: { kill: { whenLog: building, afterMs: 200 } },
  },
  {
    name: 'a build cancelled in a container job',
    folder: '__tests__/fixtures/slow-build',
    options: { container: true, cancel: { whenLog: building, afterMs: 200 } },
  },
]

describeWithDocker.each(acts)('$name', ({ folder, options }) => {
  let slipway: Slipway
  let result: RunResult
  let secrets: readonly string[]
  let slow: Awaited<ReturnType<typeof startSlowServer>>

  beforeAll(async () => {
    slow = await startSlowServer()
    slipway = await startSlipway(folder)
    const inputs = folder.endsWith('slow-build') ? { 'build-args': `SLOW=${slow.url}` } : {}
    result = await slipway.run({ ...options, inputs: { ...inputs, ...options.inputs } })
    secrets = [...slipway.local.aws.secrets(), ...slipway.local.issuer.secrets()]
  })
  afterAll(async () => {
    await slipway.close()
    await slow.close()
  })

  test('handed out secrets to look for', () => {
    expect(secrets.length).toBeGreaterThan(options.inputs?.['dry-run'] ? 2 : 4)
    expect(secrets.every((secret) => secret.length >= 16)).toBe(true)
  })

  test('leaves none of them in a file, an output, the summary, the state or the environment of later steps', () => {
    expectNothingLeft(slipway, result, secrets)
  })

  test('shows none of them in the log', () => {
    expectNothingShown(result, secrets)
  })

  test('leaves the action itself unchanged', () => {
    expect(filesWith(`${root}/dist`, secrets)).toEqual([])
  })
})

function expectNothingLeft(slipway: Slipway, result: RunResult, secrets: readonly string[]): void {
  const forms = secrets.flatMap(formsOf)
  expect(filesWith(result.root, forms)).toEqual([])
  expect(filesWith(slipway.checkout.folder, forms)).toEqual([])
  const said = JSON.stringify([result.outputs, result.summary, result.state, result.env, result.path])
  expect(forms.filter((form) => said.includes(form))).toEqual([])
}

function expectNothingShown(result: RunResult, secrets: readonly string[]): void {
  const forms = secrets.flatMap(formsOf)
  expect(forms.filter((form) => result.log.includes(form))).toEqual([])
  // Before masking: nothing but the masking commands themselves may hold a secret.
  const raw = [result.main.raw, result.post?.raw ?? ''].join('\n').split('\n')
  const open = raw.filter((line) => !line.startsWith('::add-mask::'))
  expect(open.filter((line) => forms.some((form) => line.includes(form)))).toEqual([])
}

type End = keyof typeof ends

/** Roles of the registry and of the deploy, and how a run gets them. `granted` is how often STS hands out keys. */
type Identity = Readonly<{
  name: string
  given: (slipway: Slipway) => Partial<RunOptions>
  granted: number
  ends: readonly End[]
}>

const other = '210987654321'

/** Tasks of another account pull only what the repository lets them. */
const policy = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${other}:root` },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  },
} as const

const identities: readonly Identity[] = [
  {
    name: 'keys of the environment, a role from them and a deploy role from that',
    given: ({ local }) => {
      const { account } = local.aws
      const user = `arn:aws:iam::${account}:user/administrator`
      givenService(local, { account: other })
      local.aws.addRole(chainedRole('build', account, user))
      local.aws.addRole(chainedRole('deploy', other, `arn:aws:iam::${account}:role/build`, 'shop-production'))
      const env = administratorKeys(local)
      const inputs = {
        identity: 'ambient',
        'role-to-assume': `arn:aws:iam::${account}:role/build`,
        'deploy-role-to-assume': `arn:aws:iam::${other}:role/deploy`,
        'deploy-role-chaining': 'true',
        'role-external-id': 'shop-production',
      }
      // The runner knows the secrets of the repository, and masks the list of variables that it prints itself.
      return { env, secrets: [env.AWS_SECRET_ACCESS_KEY ?? ''], inputs }
    },
    granted: 2,
    // The one with the most keys and sessions meets every end; the others meet what differs for them.
    ends: ['success', 'failure', 'SIGINT', 'SIGKILL'],
  },
  {
    name: 'the keys of the environment and a deploy role from them',
    given: ({ local }) => {
      const { account } = local.aws
      givenService(local)
      local.aws.addRole(chainedRole('deploy', account, `arn:aws:iam::${account}:user/administrator`))
      const env = administratorKeys(local)
      const inputs = {
        'role-to-assume': '',
        'deploy-role-to-assume': `arn:aws:iam::${account}:role/deploy`,
        'deploy-role-chaining': 'true',
      }
      return { env, secrets: [env.AWS_SECRET_ACCESS_KEY ?? ''], inputs }
    },
    granted: 1,
    ends: ['failure'],
  },
  {
    name: 'a role and a deploy role through OIDC',
    given: ({ local }) => {
      givenService(local)
      local.aws.addRole({ name: 'deploy', trust: trustOf(local) })
      return { inputs: { 'deploy-role-to-assume': local.role.replace('slipway', 'deploy') } }
    },
    granted: 2,
    ends: ['success', 'SIGINT'],
  },
]

const ends = {
  success: {},
  failure: { inputs: { target: 'missing' } },
  SIGINT: { cancel: { whenLog: 'Told shop to run', afterMs: 300 } },
  SIGKILL: { kill: { whenLog: 'Told shop to run', afterMs: 300 } },
} as const satisfies Record<string, Partial<RunOptions>>

const conclusions = {
  success: 'success',
  failure: 'failure',
  SIGINT: 'cancelled',
  SIGKILL: 'failure',
} as const

// One block, because only the tests of one block go at the same time.
describeWithDocker('no secret is left or shown of', () => {
  for (const { name, given, granted, ends: mine } of identities) {
    for (const end of mine) {
      const options: Partial<RunOptions> = ends[end]
      test.concurrent(`${name}, after ${end}`, async () => {
        const slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 30, repositories: [] })
        slipway.local.aws.createRepository('shop', { policy })
        const { inputs, env, ...others } = given(slipway)
        // What comes after the push needs no real one.
        const docker = options.inputs === undefined ? pushing : {}
        if (end.startsWith('SIG')) {
          const { aws } = slipway.local
          const account = name.endsWith('from that') ? other : aws.account
          aws.in({ account }).setRollout('shop', 'slow-success')
        }
        const result = await slipway.run({
          ...options,
          ...others,
          env: { ...env, ...docker },
          inputs: { ...toService, ...inputs, ...options.inputs },
        })
        const { aws, issuer } = slipway.local
        const secrets = [...aws.secrets(), ...issuer.secrets(), ...result.secrets]
        try {
          expect(result.conclusion).toBe(conclusions[end])
          expect(result.post?.exitCode).toBe(0)
          // After a rollout that nobody watched to its end, the post step asks what became of it.
          const all = end.startsWith('SIG') ? 2 * granted : granted
          const sessions = aws.requests.filter(({ operation }) => /^AssumeRole/.test(operation))
          expect(sessions.map(({ status }) => status)).toEqual(Array(all).fill(200))
          expectNothingLeft(slipway, result, secrets)
          expectNothingShown(result, secrets)
          expect([...result.leftovers, ...result.orphans]).toEqual([])
        } finally {
          await slipway.close()
        }
      })
    }
  }
})
