import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LocalPlace, PolicyDocument } from '../../local/aws/aws.ts'
import { describeWithDocker, type Slipway, startSlipway } from '../support/slipway.ts'
import { parametersOf, rehearsed, type Traced, traced, tracedToTheBuild } from '../support/traced.ts'

// Which private repository is meant: by its name or its full URI, in the role's own account or in another one.

const home = '123456789012'
const elsewhere = '210987654321'
const host = `${home}.dkr.ecr.eu-west-1.amazonaws.com`
const correct = 'Correct the `with:` block of the step; nothing was built or changed.'

let slipway: Slipway
let other: LocalPlace

/** What a repository says about the role that comes from the home account. */
const letting: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${home}:role/slipway` },
      Action: 'ecr:*',
    },
  ],
}

beforeAll(async () => {
  const options = { pace: 60, repositories: ['shop', 'both'], aws: { account: home, region: 'eu-west-1' } }
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', options)
  other = slipway.local.aws.in({ account: elsewhere })
  other.createRepository('theirs', { policy: letting })
  other.createRepository('closed')
  other.createRepository('both', { policy: letting })
})
afterAll(() => slipway.close())

/** The account whose repository was read. */
function registryIds(run: Traced): readonly unknown[] {
  return [
    ...new Set(parametersOf(run, 'ecr').map((one) => ('registryId' in one ? one.registryId : undefined))),
  ]
}

describe('a repository is found', () => {
  const uris = [
    ['its name', () => 'shop', undefined],
    ['its URI on a loopback address', () => `${slipway.local.aws.host}/shop`, undefined],
    ['the dual-stack host', () => `${home}.dkr-ecr.eu-west-1.on.aws/shop`, home],
    ['the FIPS host', () => `${home}.dkr.ecr-fips.eu-west-1.amazonaws.com/shop`, home],
  ] as const

  for (const [how, repository, registryId] of uris) {
    test.concurrent(`by ${how}; what answers on loopback is known by its own address`, async () => {
      const run = await rehearsed(slipway, { repository: repository() })
      expect(run.result.conclusion).toBe('success')
      expect(run.outputs.registry).toBe(slipway.local.aws.host)
      expect(registryIds(run)[0]).toBe(registryId)
      expect(run.result.log).toContain(`The repository is ${slipway.local.aws.host}/shop.`)
    })
  }

  test.concurrent('in the account that the full URI names', async () => {
    const repository = `${elsewhere}.dkr.ecr.eu-west-1.amazonaws.com/theirs`
    const run = await rehearsed(slipway, { repository })
    expect(run.result.conclusion).toBe('success')
    expect(run.outputs.registry).toBe(other.host)
  })

  test.concurrent('in the account of registry-id, though there is one of that name at home', async () => {
    const run = await rehearsed(slipway, { repository: 'both', 'registry-id': elsewhere })
    expect(run.outputs.registry).toBe(other.host)
  })
})

describe('a repository is refused', () => {
  test.concurrent('where region and account of its URI contradict the inputs', async () => {
    const inputs = { repository: `${host}/shop`, 'aws-region': 'eu-central-1', 'registry-id': elsewhere }
    const run = await tracedToTheBuild(slipway, inputs)
    expect(run.error).toBe(
      `2 inputs are wrong: repository: '${host}/shop' is in eu-west-1, but this run is for 'eu-central-1'; registry-id: '${elsewhere}' contradicts the account in repository, '${home}'. ${correct} [INPUT_INVALID]`,
    )
    expect(run.asked).toEqual([])
  })

  const strangers = ['ghcr.io', '127.0.0.1.example.com', host.replace(home, 'acme')]
  test.concurrent.each(strangers)('on %s, which is no host of ECR', async (stranger) => {
    const run = await tracedToTheBuild(slipway, { repository: `${stranger}/acme/shop` })
    expect(run.error).toBe(
      `An input is wrong: repository: '${stranger}/acme/shop' is on '${stranger}', which is no host of ECR (account.dkr.ecr.region.amazonaws.com or public.ecr.aws). ${correct} [INPUT_INVALID]`,
    )
    expect(run.asked).toEqual([])
  })

  test.concurrent('on a loopback address that is not the one of ECR', async () => {
    const run = await tracedToTheBuild(slipway, { repository: 'localhost:5000/shop' })
    expect(run.error).toBe(
      `The input repository names the host localhost:5000, but ECR says that the repository is ${slipway.local.aws.host}/shop. Give the name alone, or the URI that ECR gives. [REPOSITORY_MISMATCH]`,
    )
    expect(run.asked).toEqual(['sts:AssumeRoleWithWebIdentity', 'ecr:DescribeRepositories'])
  })

  test.concurrent('in another account, whose repository does not let the role in', async () => {
    const run = await tracedToTheBuild(slipway, { repository: 'closed', 'registry-id': elsewhere })
    const arn = `arn:aws:ecr:eu-west-1:${elsewhere}:repository/closed`
    const action = 'ecr:DescribeRepositories'
    const principal = run.requests.at(-1)?.principal
    expect(run.error).toBe(
      `ecr:DescribeRepositories for the repository closed in eu-west-1 was denied: User: ${principal} is not authorized to perform: ${action} on resource: ${arn} because no resource-based policy allows the ${action} action. Add this statement to the resource's own policy, in its account (or remove what denies it): {"Effect":"Allow","Action":"${action}","Resource":"${arn}"} [AWS_ACCESS_DENIED]`,
    )
    expect(run.result.main.exitCode).toBe(1)
    expect(run.asked).toEqual(['sts:AssumeRoleWithWebIdentity', action])
  })
})

describeWithDocker('a release to another account', () => {
  let run: Traced
  beforeAll(async () => {
    run = await traced(slipway, { repository: 'theirs', 'registry-id': elsewhere, tags: 'edge' })
  })

  test('goes to the registry of that account, with all that belongs to it', () => {
    expect(run.result.conclusion).toBe('success')
    expect(run.notes).toEqual([])
    const { digest = '' } = run.outputs
    expect(other.images('theirs')).toMatchObject([{ digest, tags: ['edge'] }])
    expect(run.outputs).toMatchObject({
      registry: other.host,
      image: `${other.host}/theirs@${digest}`,
      tags: `${other.host}/theirs:edge`,
      verdict: 'passed',
      released: 'true',
    })
  })

  test('names that account in every call about the repository, and only there', () => {
    const own = ['GetAuthorizationToken', 'GetRegistryScanningConfiguration']
    const calls = parametersOf(run, 'ecr')
    expect(calls.filter(({ operation }) => own.includes(operation))).toEqual(
      own.toReversed().map((operation) => ({ operation })),
    )
    const about = calls.filter(({ operation }) => !own.includes(operation))
    expect(about.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['BatchGetImage', 'BatchDeleteImage', 'DescribeImageScanFindings', 'PutImage']),
    )
    expect(about.filter((one) => !('registryId' in one) || one.registryId !== elsewhere)).toEqual([])
    expect(run.asked).toContain('registry:PUT manifest')
  })
})
