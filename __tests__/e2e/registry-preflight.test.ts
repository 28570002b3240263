import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LocalAws, LocalPlace, LocalRepositorySettings } from '../../local/aws/aws.ts'
import {
  digestOf,
  indexOf,
  logIn,
  OCI_INDEX,
  pushImage,
  pushManifest,
  type Registry,
} from '../local/aws/support.ts'
import { createEncrypted, open, roleArn, roleWithout, scanEnhanced } from '../support/admin.ts'
import { type Slipway, startSlipway } from '../support/slipway.ts'
import { rehearsed, type Traced, tracedToTheBuild } from '../support/traced.ts'

// What AWS can tell before the build fails there, in seconds: these runs have no docker at all, and one that nothing
// stops ends for want of it.

type Inputs = Readonly<Record<string, string>>

const home = '123456789012'
const elsewhere = '210987654321'
const letIn = {
  Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${home}:root` }, Action: 'ecr:*' },
} as const

let slipway: Slipway
let aws: LocalAws
let registry: Registry
/** Where enhanced scanning is on: in another region, and in another account. */
let enhanced: LocalPlace
let theirs: LocalPlace
let basic: LocalPlace

beforeAll(async () => {
  const roles = [
    { name: 'slipway', trust: open },
    roleWithout('unscanning', 'ecr:GetRegistryScanningConfiguration'),
    roleWithout('uncovering', 'ecr:BatchGetRepositoryScanningConfiguration'),
    roleWithout('unreading', 'ecr:GetDownloadUrlForLayer'),
    roleWithout('unstarting', 'ecr:StartImageScan'),
    roleWithout('unuploading', 'ecr:InitiateLayerUpload'),
  ]
  const options = { pace: 60, aws: { account: home, region: 'eu-west-1', roles } }
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', options)
  aws = slipway.local.aws
  registry = await logIn(aws)
  enhanced = aws.in({ region: 'us-east-1' })
  theirs = aws.in({ account: elsewhere })
  basic = aws.in({ account: '345678901234' })
  for (const name of ['uncovered', 'covered/shop']) enhanced.createRepository(name)
  await scanEnhanced(enhanced, 'covered/*')
  for (const place of [theirs, basic]) place.createRepository('shop', { policy: letIn })
  await scanEnhanced(theirs, '*')
})
afterAll(() => slipway.close())

/** Nothing was begun: no login was asked for, and nobody spoke to the registry. */
function expectNothingBegun({ asked, result }: Traced): void {
  expect(result.main.exitCode).toBe(1)
  expect(result.outputs).toMatchObject({ built: 'false', released: 'false' })
  expect(asked.filter((one) => /^registry:|GetAuthorizationToken/.test(one))).toEqual([])
}

/** It went on until the build, whose docker is not there. */
function expectToBuild(run: Traced): void {
  expect(run.code).toBe('DOCKER_MISSING')
  expect(run.asked.at(-1)).toBe('ecr:GetAuthorizationToken')
}

const roleOf = (name: string) => ({ 'role-to-assume': roleArn(aws, name) })

test('a repository that is missing stops the run before the build', async () => {
  const run = await tracedToTheBuild(slipway, { repository: 'shoop' })
  expect(run.code).toBe('REPOSITORY_NOT_FOUND')
  expectNothingBegun(run)
})

describe('an immutable tag', () => {
  const tags = 'type=raw,value=v1\ntype=raw,value=edge,priority=1'
  const revision = 'org.opencontainers.image.revision'
  let labels: Inputs = {}

  beforeAll(async () => {
    const { outputs } = await rehearsed(slipway, { tags })
    const lines = (outputs.labels ?? '').split('\n')
    labels = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
  })

  const config = (Labels: Inputs | undefined) =>
    JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Labels } })
  /** A repository whose tag names an image with these labels. */
  async function taken(
    name: string,
    tag: string,
    own: Inputs | undefined,
    settings: LocalRepositorySettings,
  ) {
    aws.createRepository(name, settings)
    return pushImage(registry, name, tag, [], config(own))
  }
  const others = () => ({ ...labels, [revision]: 'f'.repeat(40) })

  const mutabilities: readonly [
    what: string,
    settings: LocalRepositorySettings,
    tag: string,
    stops: boolean,
  ][] = [
    ['in IMMUTABLE', { tagMutability: 'IMMUTABLE' }, 'v1', true],
    [
      'in IMMUTABLE_WITH_EXCLUSION',
      { tagMutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['e*'] },
      'v1',
      true,
    ],
    [
      'that is excluded in IMMUTABLE_WITH_EXCLUSION',
      { tagMutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['e*'] },
      'edge',
      false,
    ],
    [
      'that is excluded in MUTABLE_WITH_EXCLUSION',
      { tagMutability: 'MUTABLE_WITH_EXCLUSION', exclusions: ['v*'] },
      'v1',
      true,
    ],
    [
      'in MUTABLE_WITH_EXCLUSION',
      { tagMutability: 'MUTABLE_WITH_EXCLUSION', exclusions: ['v*'] },
      'edge',
      false,
    ],
  ]
  for (const [what, settings, tag, stops] of mutabilities) {
    const ending = stops ? 'stops the run' : 'may move'
    test.concurrent(`${what}, of an image of another commit: it ${ending}`, async () => {
      const repository = `tag-${what.toLowerCase().replace(/\W+/g, '-')}`
      const digest = await taken(repository, tag, others(), settings)
      const run = await tracedToTheBuild(slipway, { repository, tags })
      if (!stops) return expectToBuild(run)
      expect(run.error).toBe(
        `The tag ${tag} of ${repository} is immutable and names another image, ${digest}, which is of the commit '${'f'.repeat(40)}'; nothing was built. Release under tags that are this commit's alone, such as type=sha, or exclude this tag from the immutability of the repository. [IMMUTABLE_TAG_TAKEN]`,
      )
      expectNothingBegun(run)
    })
  }

  test.concurrent('of another commit stops a dry run, too', async () => {
    await taken('rehearsed', 'v1', others(), { tagMutability: 'IMMUTABLE' })
    const run = await rehearsed(slipway, { repository: 'rehearsed', tags })
    expect(run.code).toBe('IMMUTABLE_TAG_TAKEN')
  })

  test.concurrent('of an image without labels stops nothing: the digests decide', async () => {
    await taken('unlabelled', 'v1', undefined, { tagMutability: 'IMMUTABLE' })
    expectToBuild(await tracedToTheBuild(slipway, { repository: 'unlabelled', tags }))
  })

  test.concurrent('of the same commit stops nothing: the digests decide', async () => {
    await taken(
      'same-commit',
      'v1',
      { ...labels, extra: 'of the Dockerfile' },
      { tagMutability: 'IMMUTABLE' },
    )
    const run = await tracedToTheBuild(slipway, { repository: 'same-commit', tags })
    expectToBuild(run)
    expect(run.notes).toEqual([])
  })

  for (const [whose, stops] of [
    ['of another commit', true],
    ['of the same commit', false],
  ] as const) {
    test.concurrent(`of an index ${whose} is told by its first platform`, async () => {
      const repository = stops ? 'other-index' : 'same-index'
      aws.createRepository(repository, { tagMutability: 'IMMUTABLE' })
      const image = await pushImage(registry, repository, undefined, [], config(stops ? others() : labels))
      const index = indexOf([image])
      await pushManifest(registry, repository, index, 'v1', OCI_INDEX)
      const run = await tracedToTheBuild(slipway, { repository, tags })
      if (!stops) return expectToBuild(run)
      expect(run.code).toBe('IMMUTABLE_TAG_TAKEN')
      expect(run.error).toContain(`names another image, ${digestOf(index)}, which is of the commit '`)
      expectNothingBegun(run)
    })
  }

  test.concurrent('that is not put stops nothing: push: candidate', async () => {
    await taken('candidates', 'v1', others(), { tagMutability: 'IMMUTABLE' })
    expectToBuild(await tracedToTheBuild(slipway, { repository: 'candidates', tags, push: 'candidate' }))
  })

  test.concurrent('whose image may not be read is a notice', async () => {
    await taken('unread', 'v1', others(), { tagMutability: 'IMMUTABLE' })
    const run = await tracedToTheBuild(slipway, { repository: 'unread', tags, ...roleOf('unreading') })
    expectToBuild(run)
    expect(run.notes).toEqual([
      expect.stringMatching(
        /^notice: What the image of the tag v1 says of itself could not be read: nothing is reused, and no tag is spared for a later commit\. .*ecr:GetDownloadUrlForLayer/,
      ),
    ])
  })
})

test('an immutable tag whose image cannot be downloaded is a notice', async () => {
  aws.createRepository('undelivered', { tagMutability: 'IMMUTABLE' })
  await pushImage(registry, 'undelivered', 'v1')
  aws.addFault({ operation: 'download:*', kind: 'html', times: 'always' })
  const run = await tracedToTheBuild(slipway, { repository: 'undelivered', tags: 'v1' })
  aws.removeFaults()
  expectToBuild(run)
  expect(run.notes).toEqual([
    expect.stringMatching(
      /^notice: What the image of the tag v1 says of itself could not be read: .*\. .*503/,
    ),
  ])
})

describe('enhanced scanning', () => {
  const inEnhanced = (repository: string, inputs: Inputs = {}) => ({
    'aws-region': enhanced.region,
    repository,
    ...inputs,
  })
  const uncovered =
    'The registry has enhanced scanning, whose rules leave the repository uncovered out, so its images are never scanned. Nothing was built. Add a rule for uncovered to the scanning configuration of the registry, or set `gate: off`. [SCANNING_NOT_COVERED]'

  test.concurrent('that leaves the repository out stops a run whose gate enforces', async () => {
    const run = await tracedToTheBuild(slipway, inEnhanced('uncovered'))
    expect(run.error).toBe(uncovered)
    expectNothingBegun(run)
    expect((await rehearsed(slipway, inEnhanced('uncovered'))).error).toBe(uncovered)
  })

  test.concurrent.each(['report', 'off'])('stops none with gate: %s', async (gate) => {
    const run = await tracedToTheBuild(slipway, inEnhanced('uncovered', { gate }))
    expectToBuild(run)
    expect(run.notes).toEqual([])
    expect(run.asked.includes('ecr:GetRegistryScanningConfiguration')).toBe(gate === 'report')
  })

  test.concurrent('that covers it stops none', async () => {
    const run = await tracedToTheBuild(slipway, inEnhanced('covered/shop'))
    expectToBuild(run)
    expect(run.notes).toEqual([])
  })

  const blind = [
    [
      'unscanning',
      'GetRegistryScanningConfiguration',
      'the scanning configuration of the registry of uncovered',
    ],
    [
      'uncovering',
      'BatchGetRepositoryScanningConfiguration',
      'the scanning configuration of the repository uncovered',
    ],
  ] as const
  test.concurrent.each(blind)('is a notice for the role %s', async (role, action, what) => {
    const run = await tracedToTheBuild(slipway, inEnhanced('uncovered', roleOf(role)))
    expectToBuild(run)
    expect(run.notes).toHaveLength(1)
    expect(run.notes[0]).toContain(
      `notice: Whether scans cover the repository shows only after the push. ecr:${action} for ${what} was denied: `,
    )
  })

  test.concurrent('of another account stops a run, since its findings are given to nobody else', async () => {
    const run = await tracedToTheBuild(slipway, { 'registry-id': elsewhere })
    expect(run.error).toBe(
      `The repository shop is in the account ${elsewhere}, which has enhanced scanning, and ECR gives its findings to no other account. Nothing was built. Assume a role in the account of the repository, or set \`gate: off\`. [SCANNING_NOT_COVERED]`,
    )
    expectNothingBegun(run)
    expectToBuild(await tracedToTheBuild(slipway, { 'registry-id': elsewhere, gate: 'off' }))
  })

  test.concurrent('of another account is not asked for by a dry run, which would have to start a scan', async () => {
    const run = await rehearsed(slipway, { 'registry-id': elsewhere })
    expect(run.result.conclusion).toBe('success')
    expect(run.asked).not.toContain('ecr:StartImageScan')
  })

  test.concurrent('is not presumed of another account, where that cannot be told or is not so', async () => {
    expectToBuild(await tracedToTheBuild(slipway, { 'registry-id': basic.account }))
    const unstarting = { 'registry-id': elsewhere, ...roleOf('unstarting') }
    const run = await tracedToTheBuild(slipway, unstarting)
    expectToBuild(run)
    expect(run.notes).toEqual([
      expect.stringMatching(
        /^notice: Whether scans cover .* after the push\. ecr:StartImageScan for the mode/,
      ),
    ])
  })
})

describe('the key of an encrypted repository', () => {
  test.concurrent('that is disabled stops the run', async () => {
    const key = aws.createKey()
    await createEncrypted(aws, 'sealed', key)
    aws.disableKey(key)
    const run = await tracedToTheBuild(slipway, { repository: 'sealed' })
    expect(run.error).toBe(
      `ECR cannot use the key ${key} of the repository sealed: ${key} is disabled. (DisabledException). The key must be enabled, in the region of the repository, and its policy must let ECR and this role use it (kms:CreateGrant and kms:DescribeKey for a new repository). [ENCRYPTION_KEY_UNUSABLE]`,
    )
    expectNothingBegun(run)
    const rehearsal = await rehearsed(slipway, { repository: 'sealed' })
    expect(rehearsal.asked).not.toContain('ecr:InitiateLayerUpload')
  })

  test.concurrent('that is usable stops none, and is asked for by an upload that the role needs anyway', async () => {
    await createEncrypted(aws, 'keyed', aws.createKey())
    expectToBuild(await tracedToTheBuild(slipway, { repository: 'keyed' }))
    const denied = await tracedToTheBuild(slipway, { repository: 'keyed', ...roleOf('unuploading') })
    expect(denied.code).toBe('AWS_ACCESS_DENIED')
    expect(denied.error).toContain('ecr:InitiateLayerUpload for an upload to the repository keyed was denied')
    expectNothingBegun(denied)
  })
})
