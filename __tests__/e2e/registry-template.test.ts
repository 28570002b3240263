import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LocalAws } from '../../local/aws/aws.ts'
import { createTemplate, open, roleArn, roleWithout, wholeOf } from '../support/admin.ts'
import { describeWithDocker, type Slipway, startSlipway } from '../support/slipway.ts'
import { rehearsed, traced, tracedToTheBuild } from '../support/traced.ts'

// A repository that is missing is no error where a creation template makes it with the push.

let slipway: Slipway
let aws: LocalAws
const home = '123456789012'

beforeAll(async () => {
  const roles = [
    { name: 'slipway', trust: open },
    roleWithout('blind', 'ecr:DescribeRepositoryCreationTemplates'),
    roleWithout('uncreating', 'ecr:CreateRepository'),
  ]
  const options = { pace: 60, repositories: [], aws: { account: home, region: 'eu-west-1', roles } }
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', options)
  aws = slipway.local.aws
  await createTemplate(aws, 'team', 'CREATE_ON_PUSH', 'REPLICATION')
  await createTemplate(aws, 'cache', 'PULL_THROUGH_CACHE')
})
afterAll(() => slipway.close())

const missing = (name: string) =>
  `There is no repository ${name} in eu-west-1 of the account of these credentials. Check repository, registry-id and aws-region; or create it: \`create-repository: true\`, or aws ecr create-repository --repository-name ${name} --region eu-west-1 [REPOSITORY_NOT_FOUND]`

describe('a missing repository', () => {
  const names = [
    ['whose name no prefix covers', 'other/shop'],
    ['whose name begins like a prefix without being under it', 'teamwork/shop'],
    ['of a template for pull-through caches alone', 'cache/shop'],
  ] as const
  test.concurrent.each(names)('%s is an error before the build', async (_, repository) => {
    const run = await tracedToTheBuild(slipway, { repository })
    expect(run.error).toBe(missing(repository))
    expect(run.notes).toEqual([])
    expect(run.asked).toEqual([
      'sts:AssumeRoleWithWebIdentity',
      'ecr:DescribeRepositories',
      'ecr:DescribeRepositoryCreationTemplates',
    ])
  })

  test.concurrent('is an error where templates may not be read, with a notice that says so', async () => {
    const run = await tracedToTheBuild(slipway, {
      repository: 'team/shop',
      'role-to-assume': roleArn(aws, 'blind'),
    })
    expect(run.error).toBe(missing('team/shop'))
    expect(run.notes).toEqual([
      expect.stringMatching(
        /^notice: Whether a creation template makes the repository team\/shop on push is not known\. .*ecr:DescribeRepositoryCreationTemplates/,
      ),
    ])
  })

  test.concurrent('of a template is foreseen by a dry run, which makes nothing', async () => {
    const run = await rehearsed(slipway, { repository: 'team/foreseen' })
    expect(run.result.conclusion).toBe('success')
    expect(run.outputs.registry).toBe(aws.host)
    const said = 'There is no repository team/foreseen yet; a creation template makes it with the push.'
    expect(run.result.log).toContain(said)
    expect(await wholeOf(aws, 'team/foreseen')).toBeUndefined()
  })

  const own = [
    ['its full URI', { repository: `${home}.dkr.ecr.eu-west-1.amazonaws.com/team/named` }],
    ['registry-id', { repository: 'team/named', 'registry-id': home }],
  ] as const
  test.concurrent.each(own)('of a template is none where %s names the own account', async (_, inputs) => {
    const run = await tracedToTheBuild(slipway, inputs)
    expect(run.code).toBe('DOCKER_MISSING')
    expect(run.outputs.registry).toBe(aws.host)
  })
})

describeWithDocker('a release to a repository that is not there yet', () => {
  test('makes it as the template says, judges the image and puts its tags', async () => {
    const run = await traced(slipway, { repository: 'team/shop', tags: 'v1' })
    const { digest } = run.outputs
    expect(run.outputs).toMatchObject({
      released: 'true',
      verdict: 'passed',
      tags: `${aws.host}/team/shop:v1`,
    })
    expect(run.notes).toEqual([])
    expect(aws.images('team/shop')).toMatchObject([{ digest, tags: ['v1'] }])
    expect((await wholeOf(aws, 'team/shop'))?.settings.imageTagMutability).toBe('IMMUTABLE')
    expect(run.asked).not.toContain('ecr:CreateRepository')
  })

  test('is refused by ECR where the role may not create repositories, and the error names that', async () => {
    const role = { 'role-to-assume': roleArn(aws, 'uncreating') }
    const run = await traced(slipway, { repository: 'team/refused', gate: 'off', ...role })
    expect(run.code).toBe('PUSH_FAILED')
    expect(run.error).toContain("The repository with name 'team/refused' does not exist")
    expect(run.error).toContain('ecr:CreateRepository')
  })
})
