import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, jest, test } from '@jest/globals'
import type { PolicyDocument, Statement } from '../../local/aws/aws.ts'
import type { RunResult } from '../../local/github/records.ts'
import { describeWithDocker, errorOf, root, startSlipway } from '../support/slipway.ts'

// The policies of docs/policies are enough for a release with a deploy, and no action in them is there for nothing.
// The miniature does not look at the conditions of identity policies, so those are not proved.

jest.setTimeout(60_000)

const documented: readonly Statement[] = ['push-and-gate.json', 'deploy.json']
  .map((name) => JSON.parse(readFileSync(join(root, 'docs/policies', name), 'utf8')) as PolicyDocument)
  .flatMap(({ Statement: statements }) => statements)

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] => [value ?? []].flat() as readonly T[]
const actionsOf = (statements: readonly Statement[]) => statements.flatMap(({ Action }) => listOf(Action))
const isOptional = ({ Sid = '' }: Statement) => Sid.startsWith('Optional')

/** What the service runs: with both roles and a tag, so that every action is asked for. */
const taskDefinition = {
  family: 'shop',
  taskRoleArn: 'arn:aws:iam::123456789012:role/shop-task',
  executionRoleArn: 'arn:aws:iam::123456789012:role/shop-execution',
  tags: [{ key: 'team', value: 'shop' }],
  containerDefinitions: [{ name: 'app', image: 'public.ecr.aws/docker/library/node:24' }],
}

type Seen = Readonly<{ result: RunResult; error: string; tags: readonly string[]; called: readonly string[] }>

async function release(without: string, rollout: 'success' | 'breaker-rollback' = 'success'): Promise<Seen> {
  const policy = {
    Statement: documented.map((one) => ({
      ...one,
      Action: listOf(one.Action).filter((action) => action !== without),
    })),
  }
  const trust: PolicyDocument = {
    Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity' },
  }
  const aws = { account: '123456789012', region: 'eu-west-1', roles: [{ name: 'slipway', trust, policy }] }
  const slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, aws })
  try {
    slipway.local.aws.createService({ cluster: 'production', name: 'shop', taskDefinition })
    slipway.local.aws.setRollout('shop', rollout)
    const inputs = { tags: 'release', cluster: 'production', service: 'shop' }
    const result = await slipway.run({ inputs })
    const called = slipway.local.aws.requests.map(({ service, operation }) => `${service}:${operation}`)
    return { result, error: errorOf(result), tags: slipway.tags(result.outputs.digest), called }
  } finally {
    await slipway.close()
  }
}

type Point = 'before the build' | 'before the tags' | 'after the tags'

/** What a release ends with when the role lacks a required action, and how far it came. */
const withoutIt: Readonly<Record<string, readonly [code: string, point: Point]>> = {
  'ecr:GetAuthorizationToken': ['AWS_ACCESS_DENIED', 'before the build'],
  'ecr:DescribeRepositories': ['AWS_ACCESS_DENIED', 'before the build'],
  'ecr:BatchCheckLayerAvailability': ['PUSH_FAILED', 'before the tags'],
  'ecr:InitiateLayerUpload': ['PUSH_FAILED', 'before the tags'],
  'ecr:CompleteLayerUpload': ['PUSH_FAILED', 'before the tags'],
  'ecr:BatchGetImage': ['PUSH_FAILED', 'before the tags'],
  'ecr:PutImage': ['PUSH_FAILED', 'before the tags'],
  'ecr:DescribeImageScanFindings': ['AWS_ACCESS_DENIED', 'before the tags'],
  'ecs:DescribeServices': ['AWS_ACCESS_DENIED', 'before the build'],
  'ecs:DescribeTaskDefinition': ['AWS_ACCESS_DENIED', 'before the build'],
  'ecs:RegisterTaskDefinition': ['AWS_ACCESS_DENIED', 'after the tags'],
  'iam:PassRole': ['PASS_ROLE_DENIED', 'after the tags'],
  'ecs:TagResource': ['AWS_ACCESS_DENIED', 'after the tags'],
  'ecs:UpdateService': ['AWS_ACCESS_DENIED', 'after the tags'],
  'ecs:ListServiceDeployments': ['DEPLOYMENT_UNKNOWN', 'after the tags'],
  'ecs:DescribeServiceDeployments': ['DEPLOYMENT_UNKNOWN', 'after the tags'],
}
// Small layers come whole with the last request of an upload, for which the miniature does not ask for this one.
const unproved = ['ecr:UploadLayerPart']

// One block, because only the tests of one block go at the same time.
describeWithDocker('of the documented policies,', () => {
  test.concurrent('all together are enough, and Slipway calls nothing of ECS beyond them', async () => {
    const { result, called } = await release('')
    expect(result.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
    expect(called.filter((one) => one.startsWith('ecs:') && !actionsOf(documented).includes(one))).toEqual([])
  })

  test('every action that is not marked as optional is tried', () => {
    const required = actionsOf(documented.filter((one) => !isOptional(one)))
    expect(new Set(required)).toEqual(new Set([...Object.keys(withoutIt), ...unproved]))
  })

  for (const [action, [code, point]] of Object.entries(withoutIt)) {
    test.concurrent(`${action} is required: without it ${code} ${point}`, async () => {
      const { result, error, tags, called } = await release(action)
      expect(result.outputs).toMatchObject({ released: 'false', 'failure-code': code })
      expect(called.some((one) => one.startsWith('registry:'))).toBe(point !== 'before the build')
      expect(tags.includes('release')).toBe(point === 'after the tags')
      if (code !== 'PUSH_FAILED') expect(error).toContain(action)
    })
  }

  for (const action of actionsOf(documented.filter(isOptional))) {
    test.concurrent(`${action} is optional: the release succeeds without it`, async () => {
      expect((await release(action)).result.outputs.released).toBe('true')
    })
  }

  for (const without of ['nothing', 'ecs:ListTasks', 'ecs:DescribeTasks']) {
    const isTold = without === 'nothing'
    test.concurrent(`without ${without} a rollback is told${isTold ? ', and why tasks stopped' : ''}`, async () => {
      const { result, error } = await release(without, 'breaker-rollback')
      expect(result.outputs['failure-code']).toBe('ROLLED_BACK')
      expect(/3 tasks stopped: .*exited with code 1/.test(error)).toBe(isTold)
      expect(result.log.includes('The stopped tasks could not be read')).toBe(!isTold)
      expect(result.summary).toContain('Newest events of the service')
    })
  }
})
