import { BatchGetImageCommand, PutImageCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { LocalRepositorySettings, Role } from '../../local/aws/aws.ts'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { ecrClient } from '../local/aws/support.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// How a judged image gets its tags, and what becomes of the candidate tag under which it was pushed.

type Inputs = Readonly<Record<string, string>>

jest.setTimeout(30_000)
let slipway: Slipway
let repositories = 0

// Any token may assume it, and it may do all that a release needs, but for tidying up.
const untidy: Role = {
  name: 'untidy',
  trust: { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity' } },
  policy: { Statement: { Effect: 'Allow', NotAction: 'ecr:BatchDeleteImage', Resource: '*' } },
}
const tidy: Role = { name: 'slipway', trust: untidy.trust }

beforeAll(async () => {
  const options = { pace: 60, aws: { roles: [tidy, untidy] } }
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', options)
})
afterAll(() => slipway.close())

function createRepository(settings?: LocalRepositorySettings): string {
  const name = `repository-${++repositories}`
  slipway.local.aws.createRepository(name, settings)
  return name
}

async function release(repository: string, inputs: Inputs, options: Partial<RunOptions> = {}) {
  const result = await slipway.run({ ...options, inputs: { repository, ...inputs } })
  expect(remains(result)).toEqual([])
  return result
}

/** What every tag of the repository names. */
function named(repository: string): Readonly<Record<string, string>> {
  const images = slipway.local.aws.images(repository)
  return Object.fromEntries(images.flatMap(({ digest, tags }) => tags.map((tag) => [tag, digest])))
}

function callsOf(operation: string, repository: string): number {
  return slipway.local.aws.requests.filter(
    (one) => one.operation === operation && one.parameters?.repositoryName === repository,
  ).length
}

const candidateOf = ({ outputs }: RunResult) => outputs['candidate-tag'] ?? 'no candidate tag'
const digestOf = ({ outputs }: RunResult) => outputs.digest

const tags = 'type=raw,value=edge,priority=1\ntype=raw,value=1.2.3'

describeWithDocker('in an immutable repository', () => {
  const other = { 'build-args': 'PACKAGES=informational' }

  test('the same commit is released twice, as the same image', async () => {
    const repository = createRepository({ tagMutability: 'IMMUTABLE' })
    const first = await release(repository, { tags })
    expect(first.conclusion).toBe('success')
    const again = await release(repository, { tags })
    expect(again.conclusion).toBe('success')
    expect(again.outputs).toMatchObject({ released: 'true', 'tag-names': '1.2.3\nedge' })
    expect(again.log).toContain(`${repository}:1.2.3 names this image already`)
    expect(named(repository)).toEqual({ '1.2.3': digestOf(first), edge: digestOf(first) })
  })

  test('another image is refused the tag, and no moving tag goes ahead of it', async () => {
    const repository = createRepository({ tagMutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['edge'] })
    const first = await release(repository, { tags })
    const fresh = `type=raw,value=fresh,priority=900\n${tags}`
    const early = await release(repository, { tags: fresh, ...other })
    expect(early.outputs).toMatchObject({ 'failure-code': 'IMMUTABLE_TAG_TAKEN', built: 'false' })
    const { outputs } = await release(repository, { tags: 'fresh', ...other })
    // What an image of ECR is shows only when it is read.
    const second = await release(repository, { image: `@${outputs.digest}`, tags: fresh })
    expect(second.main.exitCode).toBe(1)
    expect(second.outputs).toMatchObject({ 'failure-code': 'TAGS_NOT_PUT', released: 'false' })
    expect(second.outputs).toMatchObject({ verdict: 'passed', 'tag-names': 'fresh' })
    expect(named(repository)).toEqual({
      ...{ '1.2.3': digestOf(first), edge: digestOf(first), fresh: digestOf(second) },
    })
    const error = errorOf(second)
    expect(error).toMatch(/^The tag 1\.2\.3 could not be put on /)
    expect(error).toContain(`immutable and names another image (${digestOf(first)})`)
    expect(error).toMatch(/ fresh was put, edge was not tried\. Release under a new tag/)
    // It would be refused again, for ever.
    expect(error).not.toContain('Running it again')
    expect(second.summary).toMatch(/Not tagged \| `1\.2\.3`, `edge`/)
  })
})

describeWithDocker('a moving tag', () => {
  test('follows the images that pass, and stays where it was when one is blocked', async () => {
    const repository = createRepository()
    const inputs = { tags: 'edge' }
    await release(repository, inputs)
    const second = await release(repository, { ...inputs, 'build-args': 'PACKAGES=informational' })
    expect(named(repository)).toEqual({ edge: digestOf(second) })
    const third = await release(repository, { ...inputs, 'build-args': 'PACKAGES=critical' })
    expect(third.outputs).toMatchObject({ verdict: 'blocked', released: 'false' })
    expect(named(repository)).toEqual({ edge: digestOf(second), [candidateOf(third)]: digestOf(third) })
  })
})

describeWithDocker('the candidate tag', () => {
  test('stays, with a notice and no failure, where the role may not remove it', async () => {
    const repository = createRepository()
    const role = slipway.local.role.replace(/[^/]+$/, untidy.name)
    const result = await release(repository, { tags, 'role-to-assume': role })
    expect(result.conclusion).toBe('success')
    expect(result.outputs).toMatchObject({ released: 'true', 'tag-names': '1.2.3\nedge' })
    expect(named(repository)).toHaveProperty([candidateOf(result)], digestOf(result))
    const annotations = result.main.annotations
    expect(annotations.map(({ level }) => level)).toEqual(['notice'])
    expect(annotations[0]?.message).toMatch(/stays beside the release tags: .*ecr:BatchDeleteImage/)
  })

  test('is left alone where it names another image by then', async () => {
    const repository = createRepository()
    const first = await release(repository, { tags: 'first', 'build-args': 'PACKAGES=informational' })
    let moved: Promise<string> | undefined
    const echo = (line: string) => {
      if (line.startsWith('Pushed ')) moved ??= moveCandidate(repository, digestOf(first) ?? '')
    }
    slipway.local.aws.setScan(repository, {
      // Long enough for the other tag to be moved on a busy machine.
      steps: [{ status: 'PENDING', ms: 240_000 }, { status: 'COMPLETE' }],
    })
    const result = await release(repository, { tags }, { echo })
    const candidate = (await moved) ?? ''
    expect(result.conclusion).toBe('success')
    expect(named(repository)).toEqual({
      ...{ first: digestOf(first), [candidate]: digestOf(first) },
      ...{ '1.2.3': digestOf(result), edge: digestOf(result) },
    })
    expect(callsOf('BatchDeleteImage', repository)).toBe(1)
    expect(result.outputs).not.toHaveProperty('candidate-tag')
  })

  /** What nobody should do: puts the candidate tag of the run that goes on upon another image. */
  async function moveCandidate(repositoryName: string, imageDigest: string): Promise<string> {
    const imageTag = Object.keys(named(repositoryName)).find((tag) => tag.startsWith('candidate-')) ?? ''
    const ecr = ecrClient(slipway.local.aws)
    const { images } = await ecr.send(
      new BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest }] }),
    )
    const imageManifest = images?.[0]?.imageManifest
    await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest }))
    return imageTag
  }

  const kept: readonly [string, Inputs, string][] = [
    ['`tags: none`', { tags: 'none' }, 'true'],
    ['`push: candidate`', { push: 'candidate' }, 'false'],
  ]
  for (const [what, inputs, released] of kept) {
    test(`is the only tag with ${what}: the image is judged, and no tag is put`, async () => {
      const repository = createRepository()
      const result = await release(repository, inputs)
      expect(result.conclusion).toBe('success')
      expect(result.outputs).toMatchObject({ verdict: 'passed', released })
      expect(named(repository)).toEqual({ [candidateOf(result)]: digestOf(result) })
      expect(callsOf('PutImage', repository)).toBe(0)
      expect(callsOf('BatchDeleteImage', repository)).toBe(0)
    })
  }
})
