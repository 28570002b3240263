import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { beforeTheBuild, creating } from '../fixtures/e2e/policies.ts'
import { createEncrypted, scanEnhanced, wholeOf } from '../support/admin.ts'
import {
  beyond,
  deploying,
  type How,
  type Permitted,
  permitted,
  permittingWorld,
} from '../support/permitted.ts'
import { optional, required, statementsOf } from '../support/policies.ts'
import type { Slipway } from '../support/slipway.ts'
import { pushing, withoutDocker } from '../support/traced.ts'

// What a role needs before the build: to find the repository or to make it, to foresee what would fail, to look at the
// service, to log in. These runs have no docker, and one that nothing stops ends for want of it.

jest.setTimeout(60_000)

const early: How = { env: withoutDocker }

let world: Slipway
beforeAll(async () => {
  world = await permittingWorld()
})
afterAll(() => world.close())

function expectNothingBegun({ asked, outputs }: Permitted): void {
  expect(outputs).toMatchObject({ built: 'false', released: 'false' })
  expect(asked.filter((one) => one.startsWith('registry:'))).toEqual([])
}

describe('a required action', () => {
  for (const [action, { code }] of Object.entries(beforeTheBuild)) {
    test.concurrent(`${action}: without it ${code}`, async () => {
      const statements = statementsOf('push-and-gate', 'deploy')
      const run = await permitted(statements, [action], { ...early, world, inputs: deploying })
      expect(run.code).toBe(code)
      expect(run.error).toContain(action)
      expect(run.error).toContain(`{"Effect":"Allow","Action":"${action}","Resource":"`)
      expectNothingBegun(run)
    })
  }

  test.concurrent('ecr:BatchGetImage: without it AWS_ACCESS_DENIED where tags are immutable', async () => {
    const prepare = ({ local }: Slipway) => local.aws.createRepository('shop', { tagMutability: 'IMMUTABLE' })
    const how = { ...early, repositories: [], prepare }
    const run = await permitted(statementsOf('push'), ['ecr:BatchGetImage'], how)
    expect(run.code).toBe('AWS_ACCESS_DENIED')
    expect(run.error).toContain('ecr:BatchGetImage')
    expectNothingBegun(run)
  })

  test.concurrent('ecr:InitiateLayerUpload: without it AWS_ACCESS_DENIED where KMS encrypts', async () => {
    const prepare = ({ local: { aws } }: Slipway) => createEncrypted(aws, 'shop', aws.createKey())
    const how = { ...early, repositories: [], prepare }
    const run = await permitted(statementsOf('push'), ['ecr:InitiateLayerUpload'], how)
    expect(run.code).toBe('AWS_ACCESS_DENIED')
    expect(run.error).toContain('ecr:InitiateLayerUpload')
    expectNothingBegun(run)
  })
})

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::210987654321:root' },
    Action: 'ecr:ListImages',
  },
})
const lifecycle = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 3 },
      action: { type: 'expire' },
    },
  ],
})
const wanted = {
  'create-repository': 'true',
  'repository-tags': 'team=shop',
  'repository-policy': policy,
  'lifecycle-policy': lifecycle,
}

/** A run that makes the repository, with a key of its own whose ARN stands in the policy. */
async function created(without: readonly string[]) {
  const key = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555'
  const statements = statementsOf('push-and-gate', 'create-repository')
  let made: boolean | undefined
  const run = await permitted(statements, without, {
    env: without.length === 0 ? pushing : withoutDocker,
    repositories: [],
    inputs: { ...wanted, 'repository-encryption': 'alias/images' },
    prepare: ({ local: { aws } }) => {
      const own = aws.createKey({ alias: 'alias/images' })
      const role = aws.roles().find(({ policy }) => policy)
      const text = JSON.stringify(role?.policy)
      expect(text).toContain(key)
      aws.setRole(role?.name ?? '', { policy: JSON.parse(text.replaceAll(key, own)) })
    },
    look: async ({ local }) => {
      made = (await wholeOf(local.aws, 'shop')) !== undefined
    },
  })
  return { run, made, statements }
}

describe('a repository that the run makes', () => {
  test.concurrent('needs no more than create-repository beside the policy for the push', async () => {
    const { run, made, statements } = await created([])
    expect(run.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
    expect(run.notes).toEqual([])
    expect(made).toBe(true)
    expect(beyond(run, statements)).toEqual([])
  })

  for (const [action, { code, made }] of Object.entries(creating)) {
    const there = made ? 'the repository is there' : 'nothing is made'
    test.concurrent(`needs ${action}: without it ${code}, and ${there}`, async () => {
      const seen = await created([action])
      expect(seen.run.code).toBe(code)
      expect(seen.run.error).toContain(action)
      expect(seen.run.error.startsWith('The repository shop was created, but its ')).toBe(made)
      expect(seen.made).toBe(made)
      expectNothingBegun(seen.run)
    })
  }
})

describe('an optional action', () => {
  test.concurrent('of create-repository is missed in a warning that says what could not be read', async () => {
    const statements = statementsOf('push', 'create-repository')
    const how: How = { ...early, world, inputs: { ...wanted, gate: 'off' } }
    const run = await permitted(statements, optional('create-repository'), how)
    expect(run.code).toBe('DOCKER_MISSING')
    const unread = ['resource tags', 'repository policy', 'lifecycle policy']
    expect(run.notes).toEqual([
      `warning: The repository shop exists and was left as it is, though the inputs say otherwise: ${unread.map((what) => `its ${what} could not be read`).join('; ')}.`,
    ])
    const all = await permitted(statements, [], how)
    expect(all.notes).toEqual([expect.stringMatching(/: the resource tags team are missing .*; it has no /)])
    expect(beyond(all, statements)).toEqual([])
  })

  test.concurrent('ecr:DescribeRepositoryCreationTemplates is missed where the repository is', async () => {
    const action = 'ecr:DescribeRepositoryCreationTemplates'
    const run = await permitted(statementsOf('push'), [action], { ...early, repositories: [] })
    expect(run.code).toBe('REPOSITORY_NOT_FOUND')
    expect(run.notes).toEqual([
      expect.stringMatching(`^notice: Whether a creation template .* not known.*${action}`),
    ])
  })

  test.concurrent('ecr:GetDownloadUrlForLayer is missed where an immutable tag is taken', async () => {
    const action = 'ecr:GetDownloadUrlForLayer'
    const how: How = {
      env: pushing,
      repositories: [],
      inputs: { gate: 'off' },
      prepare: async (slipway) => {
        slipway.local.aws.createRepository('shop', { tagMutability: 'IMMUTABLE' })
        await slipway.run({ env: pushing, inputs: { tags: 'release', gate: 'off' } })
      },
    }
    const run = await permitted(statementsOf('push'), [action], how)
    expect(run.outputs.released).toBe('true')
    expect(run.notes).toEqual([
      expect.stringMatching(
        `^notice: What the image of the tag release says of itself could not be read: .*\\. .*${action}`,
      ),
    ])
  })

  test.concurrent.each(['GetRegistryScanningConfiguration', 'BatchGetRepositoryScanningConfiguration'])(
    'ecr:%s is missed in a notice where enhanced scanning leaves the repository out',
    async (name) => {
      const statements = statementsOf('push-and-gate-enhanced')
      const how: How = { ...early, prepare: ({ local }) => scanEnhanced(local.aws, 'others/*') }
      expect((await permitted(statements, [], how)).code).toBe('SCANNING_NOT_COVERED')
      const run = await permitted(statements, [`ecr:${name}`], how)
      expect(run.code).toBe('DOCKER_MISSING')
      expect(run.notes).toEqual([
        expect.stringMatching(
          `^notice: Whether scans cover the repository shows only after the push\\. .*ecr:${name}`,
        ),
      ])
    },
  )
})

test('a dry run asks for nothing beyond the policies, and changes nothing', async () => {
  const statements = statementsOf('push-and-gate-enhanced', 'create-repository', 'deploy')
  const how: How = {
    ...early,
    repositories: [],
    prepare: ({ local }) => local.aws.createRepository('shop', { tagMutability: 'IMMUTABLE' }),
    inputs: { ...wanted, ...deploying, 'dry-run': 'true' },
  }
  const run = await permitted(statements, [], how)
  expect(run.result.conclusion).toBe('success')
  expect(beyond(run, statements)).toEqual([])
  const changing = [
    ...required('create-repository'),
    'ecr:PutImage',
    'ecs:UpdateService',
    'ecr:StartImageScan',
  ]
  expect(run.asked.filter((one) => changing.includes(one))).toEqual([])
})
