import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LocalPlace } from '../../local/aws/aws.ts'
import { client } from '../support/client.ts'
import { describeWithDocker, type Slipway, startSlipway } from '../support/slipway.ts'
import { rehearsed, type Traced, traced, tracedToTheBuild } from '../support/traced.ts'

// ECR Public: a registry for everybody, without scans and without immutable tags, whose API is in us-east-1 alone. The
// runs here are for eu-west-1.

const correct = 'Correct the `with:` block of the step; nothing was built or changed.'

let slipway: Slipway
let aws: LocalPlace
/** How the registry names the repository, and how the world does. */
let uri = ''
let repository = ''

beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, repositories: [] })
  aws = slipway.local.aws
  uri = aws.createPublicRepository('shop')
  repository = uri.replace(/^[^/]+/, 'public.ecr.aws')
  const container = { name: 'app', image: 'images.example/shop:1' }
  const taskDefinition = { family: 'shop', containerDefinitions: [container] }
  aws.createService({ cluster: 'demo', name: 'shop', taskDefinition })
})
afterAll(() => slipway.close())

function release(inputs: Readonly<Record<string, string>>): Promise<Traced> {
  return traced(slipway, { repository, gate: 'off', ...inputs })
}

describe('a public repository is refused', () => {
  const scans = (mode: string) =>
    `gate: \`${mode}\` cannot be kept for ECR Public, which scans no images; say \`gate: off\` to publish without a gate`
  const nothing = (name: string) => `${name}: has no meaning in ECR Public, where the repository is`

  test.concurrent('with what it does not have: a gate, another account, creation', async () => {
    const inputs = { repository, 'registry-id': aws.account, 'create-repository': 'true' }
    const run = await tracedToTheBuild(slipway, inputs)
    expect(run.error).toBe(
      `3 inputs are wrong: ${nothing('registry-id')}; ${nothing('create-repository')}; ${scans('enforce')}. ${correct} [INPUT_INVALID]`,
    )
    expect(run.asked).toEqual([])
  })

  test.concurrent('with a gate that only reports, which could not either', async () => {
    const run = await tracedToTheBuild(slipway, { repository, gate: 'report' })
    expect(run.error).toBe(`An input is wrong: ${scans('report')}. ${correct} [INPUT_INVALID]`)
  })

  test.concurrent('without the alias of its registry', async () => {
    const run = await tracedToTheBuild(slipway, { repository: 'public.ecr.aws/shop', gate: 'off' })
    expect(run.error).toBe(
      `An input is wrong: repository: 'public.ecr.aws/shop' lacks the alias of the registry: public.ecr.aws/alias/name. ${correct} [INPUT_INVALID]`,
    )
  })

  test.concurrent('where there is none of that name', async () => {
    const run = await tracedToTheBuild(slipway, { repository: `${repository}s`, gate: 'off' })
    const alias = repository.split('/')[1]
    expect(run.error).toBe(
      `There is no public repository shops in the account of these credentials. Check repository and the role's account, whose alias must be ${alias}; or create it: aws ecr-public create-repository --region us-east-1 --repository-name shops [REPOSITORY_NOT_FOUND]`,
    )
    expect(run.asked).toEqual(['sts:AssumeRoleWithWebIdentity', 'ecr-public:DescribeRepositories'])
  })

  test.concurrent('under the alias of somebody else', async () => {
    const run = await tracedToTheBuild(slipway, { repository: 'public.ecr.aws/docker/shop', gate: 'off' })
    expect(run.error).toBe(
      `The input repository is public.ecr.aws/docker/shop, but the repository of that name in this account is ${uri}. Give the URI that ECR Public gives, or use a role of the account with that alias. [REPOSITORY_MISMATCH]`,
    )
    expect(run.asked).toEqual(['sts:AssumeRoleWithWebIdentity', 'ecr-public:DescribeRepositories'])
  })
})

describe('of a public repository', () => {
  test.concurrent('a dry run reads what there is to read', async () => {
    const run = await rehearsed(slipway, { repository, gate: 'off', tags: 'v1' })
    expect(run.result.conclusion).toBe('success')
    expect(run.asked).toEqual(['sts:AssumeRoleWithWebIdentity', 'ecr-public:DescribeRepositories'])
    expect(run.result.log).toContain(`Put ${uri}:v1\n`)
  })

  test.concurrent('a run that only builds needs no word about the gate', async () => {
    const run = await tracedToTheBuild(slipway, { repository, push: 'false' })
    expect(run.code).toBe('DOCKER_MISSING')
    expect(run.notes).toEqual([])
    expect(run.asked.at(-1)).toBe('ecr-public:GetAuthorizationToken')
  })
})

describeWithDocker('a public release', () => {
  let first: Traced
  const deploy = { cluster: 'demo', service: 'shop' }
  const tags = { tags: 'v1\nedge' }

  beforeAll(async () => {
    first = await release({ ...tags, ...deploy })
  })

  test('ends under its tags, the candidate tag gone', () => {
    expect(first.result.conclusion).toBe('success')
    expect(first.notes).toEqual([])
    const { digest = '' } = first.outputs
    expect(aws.publicImages('shop')).toMatchObject([{ digest, tags: ['v1', 'edge'] }])
    const [host = ''] = uri.split('/')
    expect(first.outputs).toMatchObject({
      image: `${uri}@${digest}`,
      registry: host,
      tags: `${uri}:v1\n${uri}:edge`,
      verdict: 'skipped',
      released: 'true',
      'deployment-status': 'successful',
    })
    expect(first.outputs).not.toHaveProperty('candidate-tag')
  })

  test('asks nothing of the private registry', () => {
    expect(first.asked.filter((one) => /^(ecr|registry):/.test(one))).toEqual([])
    expect(first.asked).toContain('public-registry:PUT manifest')
  })

  test('is what the service runs', () => {
    expect(aws.service('shop', 'demo').runningImages).toEqual([`${uri}@${first.outputs.digest}`])
  })

  test('is there for everybody to pull, without a login', async () => {
    const said = await client('docker', ['pull', `${uri}:v1`], { env: { DOCKER_CONFIG: '/nonexistent' } })
    await client('docker', ['image', 'rm', '--force', `${uri}:v1`])
    expect(said).toContain(`Digest: ${first.outputs.digest}`)
  })

  test('is released again without a change, and an index under a tag of its own', async () => {
    const [again, index] = await Promise.all([
      release({ ...tags, ...deploy }),
      release({ tags: 'index', provenance: 'mode=min' }),
    ])
    expect(again.outputs).toMatchObject({ digest: first.outputs.digest, 'deployment-status': 'no-change' })
    expect(again.result.log).toContain(`${uri}:v1 names this image already`)
    expect(index.outputs).toMatchObject({ released: 'true', 'tag-names': 'index' })
    const tagged = aws.publicImages('shop').filter((one) => one.tags.length > 0)
    expect(tagged).toMatchObject([
      { digest: first.outputs.digest, tags: ['v1', 'edge'] },
      { digest: index.outputs.digest, tags: ['index'], mediaType: expect.stringContaining('index') },
    ])
  })
})
