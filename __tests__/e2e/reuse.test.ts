import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Finding, LocalAws, LocalRepositorySettings } from '../../local/aws/aws.ts'
import type { RunOptions } from '../../local/github/records.ts'
import { logIn, pushImage, type Registry } from '../local/aws/support.ts'
import { open, roleArn, roleWithout } from '../support/admin.ts'
import { events } from '../support/events.ts'
import { type Slipway, startSlipway } from '../support/slipway.ts'
import {
  pushing,
  rehearsed,
  type Traced,
  traced,
  tracedToTheBuild,
  withoutDocker,
} from '../support/traced.ts'
import { inWorld } from '../support/worlds.ts'

// One commit is built once. A run that finds the image of an earlier one takes it, if the labels prove that it is the
// same; such a run needs no docker, and one that builds ends for want of it. Every test has a repository of its own.

type Inputs = Readonly<Record<string, string>>

const fixture = '__tests__/fixtures/e2e-gate'
const vulnerable: Finding = {
  name: 'CVE-2026-4711',
  severity: 'CRITICAL',
  attributes: [{ key: 'package_name', value: 'openssl' }],
}
const immutable: LocalRepositorySettings = { tagMutability: 'IMMUTABLE' }

let slipway: Slipway
let aws: LocalAws
let registry: Registry
let repositories = 0

beforeAll(async () => {
  const roles = [{ name: 'slipway', trust: open }, roleWithout('unreading', 'ecr:GetDownloadUrlForLayer')]
  slipway = await startSlipway(fixture, { pace: 60, aws: { roles } })
  aws = slipway.local.aws
  registry = await logIn(aws)
  mkdirSync(join(slipway.checkout.folder, 'other'))
  writeFileSync(join(slipway.checkout.folder, 'other/Dockerfile'), 'FROM scratch\nCOPY os-release /\n')
})
afterAll(() => slipway.close())

function createRepository(settings?: LocalRepositorySettings): string {
  const name = `shop-${++repositories}`
  aws.createRepository(name, settings)
  return name
}

type Released = Readonly<{ repository: string; digest: string }>

/** A repository with the image of this commit, as a run before left it. */
async function released(inputs: Inputs = {}, settings?: LocalRepositorySettings): Promise<Released> {
  const repository = createRepository(settings)
  const first = await traced(slipway, { repository, ...inputs }, { env: pushing })
  expect(first.outputs).toMatchObject({ built: 'true', released: 'true' })
  return { repository, digest: first.outputs.digest ?? '' }
}

function again(inputs: Inputs, options: Partial<RunOptions> = {}): Promise<Traced> {
  return traced(slipway, inputs, { env: withoutDocker, ...options })
}

const of = ({ repository }: Released) => ({ repository })

/** It went on until the build, whose docker is not there. */
function expectToBuild(run: Traced): void {
  expect(run.code).toBe('DOCKER_MISSING')
  expect(run.asked.at(-1)).toBe('ecr:GetAuthorizationToken')
}

/** Every tag of the repository, by the digest that it names. */
function named(repository: string): Readonly<Record<string, readonly string[]>> {
  const inOrder = (a: string, b: string) => (a < b ? -1 : 1)
  return Object.fromEntries(
    aws.images(repository).map(({ digest, tags }) => [digest, tags.toSorted(inOrder)]),
  )
}

/** Released before all tests, and read by many of them: a repository whose tags may move, and one whose tags may not. */
let moving: Released
let fixed: Released

beforeAll(async () => {
  const tags = 'type=ref,event=branch'
  ;[moving, fixed] = await Promise.all([released({ tags }), released({}, immutable)])
})

const sha = () => `sha-${slipway.checkout.sha.slice(0, 7)}`

describe('a second run of one commit', () => {
  test.concurrent('builds nothing, and needs no docker', async () => {
    const { repository, digest } = await released({}, immutable)
    const run = await again({ repository })
    expect(run.result.main.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({
      ...{ digest, built: 'false', released: 'true', verdict: 'passed', 'tag-names': sha() },
      image: `${aws.host}/${repository}@${digest}`,
    })
    expect(run.outputs).not.toHaveProperty('candidate-tag')
    expect(run.notes).toEqual([])
    expect(named(repository)).toEqual({ [digest]: [sha()] })
    expect(run.asked.filter((one) => /^registry:|GetAuthorizationToken|BatchDeleteImage/.test(one))).toEqual(
      [],
    )
    expect(run.result.log).toContain(
      `${repository}:${sha()} is of this commit and was built from the same inputs: nothing is built.`,
    )
    expect(run.result.log).toContain('(built by an earlier run of this commit)')
    expect(run.result.summary).toContain('| Origin | built by an earlier run of this commit |')
  })

  test.concurrent('is foreseen by a dry run', async () => {
    const { repository } = fixed
    const run = await rehearsed(slipway, { repository })
    expect(run.result.log).toContain(
      `Build nothing: ${aws.host}/${repository}:${sha()} is of this commit and the same inputs`,
    )
    expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
  })

  test.concurrent('builds nothing either where a git tag of the commit was pushed: one digest has all tags', async () => {
    const tags = 'type=ref,event=branch\ntype=ref,event=tag\ntype=sha'
    const { repository, digest } = await released({ tags })
    expect(named(repository)).toEqual({ [digest]: ['main', sha()] })
    const run = await again({ repository, tags }, { github: { REF: 'refs/tags/v1.2.3' } })
    expect(run.outputs).toMatchObject({
      ...{ digest, built: 'false', released: 'true', version: 'v1.2.3' },
      'tag-names': `v1.2.3\n${sha()}\nlatest`,
    })
    expect(named(repository)).toEqual({ [digest]: ['latest', 'main', sha(), 'v1.2.3'] })
    // The labels that the image has, not those that it would have got.
    expect(run.outputs.labels).toContain('org.opencontainers.image.version=main')
    expect(run.outputs.labels).not.toContain('org.opencontainers.image.version=v1.2.3')
  })
})

describe('an image is built anew', () => {
  // What is fresh and what is changed: plan.test.ts and fingerprint.test.ts have all of it.
  const fresh: readonly (readonly [what: string, inputs: Inputs])[] = [
    ['reuse: never', { reuse: 'never' }],
    ['pull', { pull: 'true' }],
  ]
  const changed: readonly (readonly [what: string, inputs: Inputs])[] = [
    ['another build argument', { 'build-args': 'PACKAGES=informational' }],
    ['another Dockerfile', { file: 'other/Dockerfile' }],
  ]
  const branch = { tags: 'type=ref,event=branch' }

  test.concurrent.each([...fresh, ...changed])('with %s, where tags may move', async (_, inputs) => {
    expectToBuild(await again({ ...of(moving), ...branch, ...inputs }))
  })

  test.concurrent('on a schedule, whose runs pick up what is new in base images', async () => {
    const [, EVENT_NAME, REF] = events.schedule
    const options = { github: { EVENT_NAME, REF }, event: { schedule: '0 4 * * *' } }
    expectToBuild(await again({ ...of(moving), ...branch }, options))
  })

  test.concurrent('of another commit', async () => {
    expectToBuild(await again({ ...of(moving), ...branch, sha: 'f'.repeat(40) }))
  })

  test.concurrent('as a candidate, which no tag can name', async () => {
    expectToBuild(await again({ ...of(fixed), push: 'candidate' }))
  })

  test.concurrent.each(changed)(
    'with %s, but not where the tag is immutable: that ends before the build',
    async (_, inputs) => {
      const { repository, digest } = fixed
      const run = await again({ repository, ...inputs })
      expect(run.error).toBe(
        `The tag ${sha()} of ${repository} is immutable and names another image, ${digest}, which is of this commit, but was built from another Dockerfile, target, platforms or arguments; nothing was built. Build with what it was built from, give what differs tags of its own (a suffix), or exclude this tag from the immutability of the repository. [IMMUTABLE_TAG_TAKEN]`,
      )
      expect(run.asked).not.toContain('ecr:GetAuthorizationToken')
      expect(named(repository)).toEqual({ [digest]: [sha()] })
    },
  )

  test.concurrent('with reuse: never, under an immutable tag too: the same bytes are the same image', async () => {
    const { repository, digest } = await released({}, immutable)
    const run = await traced(slipway, { repository, reuse: 'never' }, { env: pushing })
    expect(run.outputs).toMatchObject({ digest, built: 'true', released: 'true' })
    expect(run.result.log).toContain(`${repository}:${sha()} names this image already`)
    expect(named(repository)).toEqual({ [digest]: [sha()] })
  })
})

describe('without proof', () => {
  const revision = 'org.opencontainers.image.revision'
  const unproven: readonly (readonly [what: string, labels: () => Inputs | undefined])[] = [
    ['no labels', () => undefined],
    [
      'the commit and another fingerprint',
      () => ({ [revision]: slipway.checkout.sha, 'slipway.fingerprint': '0' }),
    ],
  ]

  test.concurrent.each(unproven)('an image with %s is not taken', async (_, labels) => {
    const repository = createRepository()
    const config = { architecture: 'amd64', os: 'linux', config: { Labels: labels() } }
    await pushImage(registry, repository, sha(), [], JSON.stringify(config))
    const run = await tracedToTheBuild(slipway, { repository })
    expectToBuild(run)
    expect(run.notes).toEqual([])
  })

  test.concurrent('that a role may read nothing is taken, and one notice says why', async () => {
    const tags = 'type=ref,event=branch\ntype=sha'
    const { repository } = await released({ tags })
    // Two tags, two images: what refuses one refuses the other.
    await pushImage(registry, repository, 'main')
    const run = await tracedToTheBuild(slipway, {
      repository,
      tags,
      'role-to-assume': roleArn(aws, 'unreading'),
    })
    expectToBuild(run)
    expect(run.notes).toEqual([
      expect.stringMatching(
        /^notice: What the image of the tag \S+ says of itself could not be read: nothing is reused, .*ecr:GetDownloadUrlForLayer/,
      ),
    ])
    expect(run.asked.filter((one) => one === 'ecr:GetDownloadUrlForLayer')).toHaveLength(1)
  })
})

describe('the gate', () => {
  test.concurrent('blocks an image for good: it has no tag, so nobody takes it', async () => {
    const repository = createRepository()
    aws.setScan(repository, { findings: [vulnerable] })
    const first = await traced(slipway, { repository }, { env: pushing })
    expect(first.code).toBe('GATE_BLOCKED')
    expectToBuild(await again({ repository }))
  })

  test.concurrent('that blocks today what it let pass before says how to build anew', async () => {
    const { repository, digest } = await released()
    aws.setScan(repository, { findings: [vulnerable] })
    const run = await again({ repository })
    expect(run.outputs).toMatchObject({ digest, built: 'false', released: 'false', verdict: 'blocked' })
    expect(run.code).toBe('GATE_BLOCKED')
    expect(run.error).toContain(
      'No release tag was put by this run. Update the packages that the summary lists (a newer base image, or an upgrade in the Dockerfile) and run again. This image is of an earlier run of this commit: with `reuse: never` it is built anew, on the base image of today. [GATE_BLOCKED]',
    )
    expect(run.asked).not.toContain('ecr:PutImage')
    expect(named(repository)).toEqual({ [digest]: [sha()] })
  })

  test.concurrent('that only reports lets it pass again', async () => {
    const { repository, digest } = await released()
    aws.setScan(repository, { findings: [vulnerable] })
    const run = await again({ repository, gate: 'report' })
    expect(run.outputs).toMatchObject({ digest, built: 'false', released: 'true', verdict: 'reported' })
  })
})

describe('a run that ended between two tags', () => {
  const tags = 'type=sha\ntype=raw,value=1.2.3\ntype=ref,event=branch'

  test.concurrent('is completed by the next, which builds nothing', async () => {
    await inWorld({}, async (world) => {
      const { aws: own } = world.local
      own.addFault({ operation: 'ecr:PutImage', kind: 'stall', skip: 1, times: 1 })
      const short = `sha-${world.checkout.sha.slice(0, 7)}`
      const killed = await world.run({
        inputs: { tags },
        env: pushing,
        kill: { whenLog: `^Put .*:${short}$` },
      })
      expect(killed.main.signal).toBe('SIGKILL')
      expect(killed.leftovers).toEqual([])
      const [image, ...others] = own.images('shop')
      expect([image?.tags, others]).toEqual([[expect.stringMatching(/^candidate-/), short], []])

      const next = await world.run({ inputs: { tags }, env: withoutDocker })
      expect(next.outputs).toMatchObject({ built: 'false', released: 'true', digest: image?.digest })
      expect(next.outputs['tag-names']).toBe(`main\n1.2.3\n${short}`)
      expect(world.tags(image?.digest)).toEqual(expect.arrayContaining([short, '1.2.3', 'main']))
    })
  })

  test.concurrent('is completed in an immutable repository too, where tags were taken away by hand', async () => {
    const { repository, digest } = await released({ tags: '1.2.3' }, immutable)
    const run = await again({ repository, tags })
    expect(run.outputs).toMatchObject({ digest, built: 'false', released: 'true' })
    expect(named(repository)).toEqual({ [digest]: ['1.2.3', 'main', sha()] })
    expect(run.result.log).toContain(`${repository}:1.2.3 names this image already`)
  })
})
