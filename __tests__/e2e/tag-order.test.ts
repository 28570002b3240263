import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Finding, LocalAws, LocalRepositorySettings, Rollout, RolloutName } from '../../local/aws/aws.ts'
import type { ApiFailure } from '../../local/github/api-refusals.ts'
import { githubVariables, pushPayload } from '../../local/github/context.ts'
import type { RunOptions } from '../../local/github/records.ts'
import { logIn, pushImage } from '../local/aws/support.ts'
import { copyOf, type Slipway, startSlipway } from '../support/slipway.ts'
import { pushing, type Traced, traced, tracedToTheBuild, withoutDocker } from '../support/traced.ts'
import { givenService, inWorld, toService } from '../support/worlds.ts'

// When tags are put: after the push, the gate or the deploy, the tag of what is deployed after that, and never back to an
// earlier commit. Docker only pushes here, and the folder that is built is no checkout, so that a commit is what a test
// says. Every test has a repository and a service of its own.

type Inputs = Readonly<Record<string, string>>
type Commit = Readonly<{ sha: string; time: string }>

const fixture = '__tests__/fixtures/e2e-gate'
const cluster = 'demo'
const oldImage = 'images.example/shop:1'
const vulnerable: Finding = {
  name: 'CVE-2026-4711',
  severity: 'CRITICAL',
  attributes: [{ key: 'package_name', value: 'openssl' }],
}

const copy = copyOf(fixture)
let slipway: Slipway
let aws: LocalAws
let names = 0

beforeAll(async () => {
  slipway = await startSlipway(fixture, { pace: 60 })
  aws = slipway.local.aws
})
afterAll(async () => {
  await slipway.close()
  copy.remove()
})

function createRepository(settings?: LocalRepositorySettings): string {
  const repository = `shop-${++names}`
  aws.createRepository(repository, settings)
  return repository
}

/** A service and the inputs that deploy to it. */
function createService(rollout?: Rollout | RolloutName) {
  const service = `service-${++names}`
  const taskDefinition = { family: service, containerDefinitions: [{ name: 'app', image: oldImage }] }
  aws.createService({ cluster, name: service, taskDefinition })
  if (rollout !== undefined) aws.setRollout(service, rollout)
  return { cluster, service }
}

function release(inputs: Inputs, options: Partial<RunOptions> = {}): Promise<Traced> {
  return traced(slipway, inputs, { workspace: copy.folder, env: pushing, ...options })
}

/** What every tag of the repository names. */
function named(repository: string): Readonly<Record<string, string>> {
  const images = aws.images(repository)
  return Object.fromEntries(images.flatMap(({ digest, tags }) => tags.map((tag) => [tag, digest])))
}

/** Each of these calls came, the first time, after the one before it. */
function expectInOrder({ asked }: Traced, ...calls: readonly string[]): void {
  const places = calls.map((call) => asked.indexOf(call))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
}

const runs = ({ service }: Readonly<{ service: string }>) => aws.service(service, cluster).runningImages
const shortOf = (sha: string) => `sha-${sha.slice(0, 7)}`
const short = () => shortOf(slipway.checkout.sha)
const [scan, put, update] = ['ecr:DescribeImageScanFindings', 'ecr:PutImage', 'ecs:UpdateService']

describe('tag-after: push', () => {
  const early = { 'tag-after': 'push', tags: 'type=sha\nedge' }

  test.concurrent('puts the tags before the scan, and takes the candidate tag away', async () => {
    const [repository, to] = [createRepository(), createService()]
    const run = await release({ repository, ...early, ...to })
    const { digest = '', image } = run.outputs
    expect(run.outputs).toMatchObject({
      released: 'true',
      verdict: 'passed',
      'tag-names': `edge\n${short()}`,
    })
    expectInOrder(run, put, scan, update)
    expect(named(repository)).toEqual({ [short()]: digest, edge: digest })
    expect(runs(to)).toEqual([image])
  })

  test.concurrent('leaves them on an image that is blocked, and says so', async () => {
    const [repository, to] = [createRepository(), createService()]
    aws.setScan(repository, { findings: [vulnerable] })
    const run = await release({ repository, ...early, ...to })
    const { digest = '' } = run.outputs
    expect(run.result.main.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({
      released: 'false',
      verdict: 'blocked',
      'tag-names': `edge\n${short()}`,
    })
    expect(run.error).toMatch(
      new RegExp(
        `It has the tags ${short()}, edge all the same, since \`tag-after: push\` puts them before the gate\\. Update .* \\[GATE_BLOCKED\\]$`,
      ),
    )
    expect(run.result.summary).toContain(`| Tags | \`${short()}\`, \`edge\` |`)
    expect(run.result.summary).toContain('all the same, since `tag-after: push` puts them before the gate.')
    expect(named(repository)).toEqual({ [short()]: digest, edge: digest })
    expect(run.asked).not.toContain(update)
    expect(runs(to)).toEqual([oldImage])

    // Its tags are proof enough to take it again: to no other end, and this is said, too.
    const again = await release({ repository, ...early }, { env: withoutDocker })
    expect(again.outputs).toMatchObject({ digest, built: 'false', 'failure-code': 'GATE_BLOCKED' })
    expect(again.error).toContain('with `reuse: never` it is built anew')
  })
})

describe('tag-after: deploy', () => {
  const late = { 'tag-after': 'deploy', tags: 'type=sha\nedge' }

  test.concurrent('puts the tags once the service runs the image', async () => {
    const [repository, to] = [createRepository(), createService()]
    const run = await release({ repository, ...late, ...to })
    const { digest = '', image } = run.outputs
    expect(run.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
    expect(run.outputs).not.toHaveProperty('candidate-tag')
    expectInOrder(run, scan, update, put, 'ecr:BatchDeleteImage')
    expect(named(repository)).toEqual({ [short()]: digest, edge: digest })
    expect(runs(to)).toEqual([image])
  })

  test.concurrent('puts none where the service was rolled back', async () => {
    const [repository, to] = [createRepository(), createService('breaker-rollback')]
    const run = await release({ repository, ...late, ...to })
    const { digest, 'candidate-tag': candidate = '' } = run.outputs
    expect(run.result.main.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ released: 'false', verdict: 'passed', 'failure-code': 'ROLLED_BACK' })
    expect(run.outputs).not.toHaveProperty('tags')
    expect(run.asked).not.toContain(put)
    expect(named(repository)).toEqual({ [candidate]: digest })
    expect(run.result.summary).not.toContain('| Tags |')
  })

  test.concurrent('puts none on an image that is blocked, which is not deployed', async () => {
    const [repository, to] = [createRepository(), createService()]
    aws.setScan(repository, { findings: [vulnerable] })
    const run = await release({ repository, ...late, ...to })
    expect(run.code).toBe('GATE_BLOCKED')
    expect(named(repository)).toEqual({ [run.outputs['candidate-tag'] ?? '']: run.outputs.digest })
    expect(run.asked).not.toContain(update)
  })

  test.concurrent('is refused with wait: false, which knows of no success', async () => {
    const [repository, to] = [createRepository(), createService()]
    const run = await release({ repository, ...late, ...to, wait: 'false' })
    expect(run.code).toBe('INPUT_INVALID')
    expect(run.error).toContain('tag-after: `deploy` contradicts `wait: false`')
    expect(run.asked).toEqual([])
    expect(named(repository)).toEqual({})
  })

  test.concurrent('has nothing to wait for without a service', async () => {
    const repository = createRepository()
    const run = await release({ repository, ...late })
    expect(run.notes).toEqual(['notice: tag-after: deploy has nothing to act on: no service is given.'])
    expect(run.outputs).toMatchObject({ released: 'true', 'tag-names': `edge\n${short()}` })
  })
})

describe('deployed-tag', () => {
  const deployed = { 'deployed-tag': 'production' }

  test.concurrent('is put after a deploy that succeeded, and once more where nothing changed', async () => {
    const [repository, to] = [createRepository(), createService()]
    const run = await release({ repository, ...deployed, ...to })
    const { digest = '' } = run.outputs
    expect(run.outputs).toMatchObject({ released: 'true', 'tag-names': `${short()}\nproduction` })
    expectInOrder(run, put, update)
    expect(run.asked.lastIndexOf(put)).toBeGreaterThan(run.asked.indexOf(update))
    expect(named(repository)).toEqual({ [short()]: digest, production: digest })
    expect(run.result.summary).toContain('| Tagged as deployed | `production` |')

    const again = await release({ repository, ...deployed, ...to }, { env: withoutDocker })
    expect(again.outputs).toMatchObject({ released: 'true', 'deployment-status': 'no-change' })
    expect(again.result.log).toContain(`${repository}:production names this image already`)
  })

  test.concurrent('stays where it is when the service was rolled back', async () => {
    const repository = createRepository()
    const running = await pushImage(await logIn(aws), repository, 'production')
    const run = await release({ repository, ...deployed, ...createService('breaker-rollback') })
    expect(run.code).toBe('ROLLED_BACK')
    expect(named(repository)).toEqual({ [short()]: run.outputs.digest, production: running })
    expect(run.outputs['tag-names']).toBe(short())
  })

  test.concurrent('is not put with wait: false, and a notice says why', async () => {
    const repository = createRepository()
    const run = await release({ repository, ...deployed, ...createService(), wait: 'false' })
    expect(run.notes).toEqual([
      'notice: deployed-tag was not put: the deploy was not waited for to its end, so it is not known to be done.',
    ])
    expect(run.outputs).toMatchObject({ released: 'true', 'tag-names': short() })
    expect(named(repository)).toEqual({ [short()]: run.outputs.digest })
  })

  test.concurrent('that is immutable is refused before the build', async () => {
    const repository = createRepository({ tagMutability: 'IMMUTABLE' })
    const run = await tracedToTheBuild(slipway, { repository, ...deployed, ...createService() })
    expect(run.error).toBe(
      `The deployed-tag production moves with every deploy, but tags of its name are immutable in ${repository}; nothing was built. Exclude this tag from the immutability of the repository, or leave deployed-tag out. [IMMUTABLE_TAG_TAKEN]`,
    )
    expect(run.asked.filter((one) => /GetAuthorizationToken|^ecs:/.test(one))).toEqual([])
  })

  test.concurrent('that is excluded from immutability is put', async () => {
    const repository = createRepository({
      tagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      exclusions: ['prod*'],
    })
    const run = await release({ repository, ...deployed, ...createService() })
    expect(run.outputs).toMatchObject({ released: 'true', 'tag-names': `${short()}\nproduction` })
  })

  test.concurrent('is put beside the candidate tag where no other is asked for', async () => {
    const repository = createRepository()
    const run = await release({ repository, tags: 'none', ...deployed, ...createService() })
    const { digest = '', 'candidate-tag': candidate = '' } = run.outputs
    expect(run.outputs).toMatchObject({ released: 'true', 'tag-names': 'production' })
    expect(named(repository)).toEqual({ [candidate]: digest, production: digest })
  })

  test.concurrent('that is refused fails the run, whose release tags are put and whose deploy is done', async () => {
    await inWorld({ repositories: ['shop'] }, async (world) => {
      world.local.aws.addFault({ operation: put, kind: 'access-denied', skip: 1, times: 1 })
      givenService(world.local)
      const run = await traced(world, { ...deployed, ...toService }, { env: pushing })
      const tag = shortOf(world.checkout.sha)
      expect(run.result.main.exitCode).toBe(1)
      expect(run.outputs).toMatchObject({ released: 'false', 'deployment-status': 'successful' })
      expect(run.error).toMatch(/^The tag production could not be put on .* \[TAGS_NOT_PUT\]$/)
      expect(run.error).not.toContain('No release tag was put')
      expect(run.outputs['tag-names']).toBe(tag)
      expect(world.tags(run.outputs.digest)).toEqual([tag])
    })
  })
})

let commits = 0

/** A commit like no other. */
function commitAt(time: string): Commit {
  return { sha: (++commits).toString(16).padStart(7, 'c').padEnd(40, '0'), time }
}

/** A push of this commit, whose payload tells its time. */
function pushOf({ sha, time }: Commit): Partial<RunOptions> {
  const payload = pushPayload(githubVariables({ SHA: sha }, undefined))
  return { github: { SHA: sha }, event: { ...payload, head_commit: { id: sha, timestamp: time } } }
}

/** A run by hand on this commit: its payload tells nothing of it, GitHub does. */
function dispatchOf({ sha, time }: Commit): Partial<RunOptions> {
  slipway.local.api.setCommit(sha, { committedAt: time, authoredAt: '2020-01-01T00:00:00Z' })
  const { repository } = pushPayload(githubVariables({}, undefined))
  return { github: { SHA: sha, EVENT_NAME: 'workflow_dispatch' }, event: { repository, inputs: null } }
}

/** How often GitHub was asked for this commit. */
function questions({ sha }: Commit): number {
  return slipway.local.api.requests.filter(({ path }) => path.endsWith(`/commits/${sha}`)).length
}

const createdOf = ({ outputs }: Traced) =>
  /^org\.opencontainers\.image\.created=(.*)$/m.exec(outputs.labels ?? '')?.[1]

// The later one looks like the earlier one to whoever compares the texts.
const laterTime = '2026-11-20T01:00:00-05:00'
const earlierTime = '2026-11-20T05:00:00Z'

describe('a run that finishes after that of a later commit', () => {
  const tags = 'type=ref,event=branch\ntype=sha\nedge'

  /** A repository where a later commit is released, and the commit before that. */
  async function overtaken(inputs: Inputs = { tags }) {
    const [repository, later, earlier] = [createRepository(), commitAt(laterTime), commitAt(earlierTime)]
    const first = await release({ repository, ...inputs }, pushOf(later))
    expect(first.outputs.released).toBe('true')
    return { repository, later, earlier, digest: first.outputs.digest ?? '' }
  }
  const leftAlone = (tag: string, digest: string) =>
    `notice: The tag ${tag} is left alone: it names ${digest}, which is of a later commit. With \`allow-older: true\` it would be turned back.`

  test.concurrent('puts its own tag and leaves those that move alone', async () => {
    const { repository, later, earlier, digest } = await overtaken()
    const run = await release({ repository, tags }, pushOf(earlier))
    expect(run.result.main.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ built: 'true', released: 'false', verdict: 'passed' })
    expect(run.outputs['tag-names']).toBe(shortOf(earlier.sha))
    expect(run.outputs).not.toHaveProperty('candidate-tag')
    expect(run.notes).toEqual([leftAlone('edge', digest), leftAlone('main', digest)])
    expect(named(repository)).toEqual({
      ...{ main: digest, edge: digest, [shortOf(later.sha)]: digest },
      [shortOf(earlier.sha)]: run.outputs.digest,
    })
    expect(run.result.summary).toContain('| Left alone | `edge`, `main` (of a later commit) |')
    expect(run.result.log).toContain("; edge, main name a later commit's image and were left alone.")
    expect([questions(later), questions(earlier)]).toEqual([0, 0])
  })

  test.concurrent('moves them with allow-older, and deploys', async () => {
    const [{ repository, later, earlier, digest }, to] = [await overtaken(), createService()]
    const run = await release({ repository, tags, 'allow-older': 'true', ...to }, pushOf(earlier))
    const ours = run.outputs.digest
    expect(run.outputs).toMatchObject({
      ...{ released: 'true', 'deployment-status': 'successful' },
      'tag-names': `main\nedge\n${shortOf(earlier.sha)}`,
    })
    expect(run.notes).toEqual([])
    expect(named(repository)).toEqual({
      ...{ main: ours, edge: ours, [shortOf(earlier.sha)]: ours },
      [shortOf(later.sha)]: digest,
    })
    expect(runs(to)).toEqual([run.outputs.image])
  })

  test.concurrent('leaves its image under the candidate tag where it has no tag of its own', async () => {
    const branch = { tags: 'type=ref,event=branch' }
    const { repository, earlier, digest } = await overtaken(branch)
    const run = await release({ repository, ...branch }, pushOf(earlier))
    const { 'candidate-tag': candidate = '' } = run.outputs
    expect(run.result.main.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ released: 'false', 'tag-names': '' })
    expect(named(repository)).toEqual({ main: digest, [candidate]: run.outputs.digest })
    expect(run.result.log).toContain('without a tag of its own: ')
  })

  test.concurrent.each(['gate', 'push', 'deploy'])('touches no service with tag-after: %s', async (when) => {
    const [{ repository, earlier, digest }, to] = [await overtaken(), createService()]
    const run = await release({ repository, tags, 'tag-after': when, ...to }, pushOf(earlier))
    expect(run.result.main.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ released: 'false', verdict: 'passed' })
    expect(run.error).toMatch(
      new RegExp(
        `^The service ${to.service} was not touched: edge, main name an image of a later .* \\[OLDER_RELEASE\\]$`,
      ),
    )
    expect(run.asked.filter((one) => /^ecs:(Register|Update)/.test(one))).toEqual([])
    expect(runs(to)).toEqual([oldImage])
    expect(named(repository)).toMatchObject({ main: digest, edge: digest })
  })

  test.concurrent('is refused an immutable tag, which is no tag to be left alone', async () => {
    const repository = createRepository({ tagMutability: 'IMMUTABLE' })
    const [later, earlier] = [commitAt(laterTime), commitAt(earlierTime)]
    await release({ repository, tags: 'v1' }, pushOf(later))
    const { outputs } = await release({ repository, tags: 'v0' }, pushOf(earlier))
    const run = await release({ repository, tags: 'v1', image: `@${outputs.digest}` }, pushOf(earlier))
    expect(run.code).toBe('TAGS_NOT_PUT')
  })

  test.concurrent('cannot be told where SOURCE_DATE_EPOCH stands for a time', async () => {
    const { repository, earlier } = await overtaken()
    const env = { ...pushing, SOURCE_DATE_EPOCH: '0' }
    const run = await release({ repository, tags }, { ...pushOf(earlier), env })
    expect(run.outputs.released).toBe('true')
    expect(named(repository)).toMatchObject({ main: run.outputs.digest })
  })

  test.concurrent('is told from it by what GitHub knows, where the events do not tell', async () => {
    const [repository, later, earlier] = [createRepository(), commitAt(laterTime), commitAt(earlierTime)]
    const first = await release({ repository, tags }, dispatchOf(later))
    expect(createdOf(first)).toBe('2026-11-20T06:00:00.000Z')
    const run = await release({ repository, tags }, dispatchOf(earlier))
    expect(createdOf(run)).toBe('2026-11-20T05:00:00.000Z')
    expect(run.outputs).toMatchObject({ released: 'false', 'tag-names': shortOf(earlier.sha) })
    expect(named(repository)).toMatchObject({ main: first.outputs.digest })
    expect([questions(later), questions(earlier)]).toEqual([1, 1])
  })

  test.concurrent('moves what names an image that tells no commit', async () => {
    const repository = createRepository()
    await pushImage(await logIn(aws), repository, 'edge')
    const run = await release({ repository, tags }, pushOf(commitAt(earlierTime)))
    expect(run.outputs.released).toBe('true')
    expect(named(repository)).toMatchObject({ edge: run.outputs.digest })
  })
})

describe('GitHub is not asked for the time of the commit', () => {
  const rehearsed = { tags: 'type=sha', 'dry-run': 'true' }

  test.concurrent('where SOURCE_DATE_EPOCH tells it', async () => {
    const commit = commitAt(laterTime)
    const env = { ...withoutDocker, SOURCE_DATE_EPOCH: '1000000000' }
    const run = await release(rehearsed, { ...dispatchOf(commit), env })
    expect(createdOf(run)).toBe('2001-09-09T01:46:40.000Z')
    expect(questions(commit)).toBe(0)
  })

  test.concurrent('without a token: then it is not known, and a rule that needs it says so', async () => {
    const commit = commitAt(laterTime)
    const silent = { ...rehearsed, 'github-token': '' }
    const run = await release(silent, dispatchOf(commit))
    expect(run.result.main.exitCode).toBe(0)
    expect(createdOf(run)).toBeUndefined()
    const dated = await release({ ...silent, tags: "{{commit_date 'YYYYMMDD'}}" }, dispatchOf(commit))
    expect(dated.code).toBe('COMMIT_TIME_UNKNOWN')
    expect(dated.error).toContain('Give the input github-token the token of a job')
    expect(questions(commit)).toBe(0)
  })

  const needless: readonly (readonly [what: string, inputs: Inputs])[] = [
    ['an image that is stored', { image: ':v1' }],
    ['an image that is not pushed', { push: 'false' }],
  ]
  test.concurrent.each(needless)('for %s', async (_, inputs) => {
    const commit = commitAt(laterTime)
    const run = await release({ ...rehearsed, ...inputs }, dispatchOf(commit))
    expect(['', 'IMAGE_NOT_FOUND']).toContain(run.code ?? '')
    expect(questions(commit)).toBe(0)
  })

  test.concurrent('but for a rule that needs it, whatever the image', async () => {
    const commit = commitAt(laterTime)
    const dated = { ...rehearsed, push: 'false', tags: "{{commit_date 'YYYYMMDD-HHmm'}}" }
    const run = await release(dated, dispatchOf(commit))
    expect(run.outputs['tag-names']).toBe('20261120-0600')
    expect(questions(commit)).toBe(1)
  })
})

describe('a release goes on without the time of its commit where GitHub', () => {
  const failures: readonly (readonly [
    what: string,
    kind: ApiFailure | undefined,
    said: RegExp,
    tries: number,
  ])[] = [
    ['does not answer well', 'unavailable', /answered with status 503/, 3],
    ['may not tell it', undefined, /answered with status 403: .*not accessible/, 1],
  ]
  test.each(failures)('%s', async (_, kind, said, tries) => {
    const { api } = slipway.local
    const commit = commitAt(laterTime)
    const [repository, options] = [createRepository(), dispatchOf(commit)]
    api.fail(kind)
    api.setContents(kind === undefined ? 'none' : 'read')
    const run = await release({ repository, tags: 'type=sha' }, options)
    api.fail(undefined)
    api.setContents('read')
    expect(run.outputs.released).toBe('true')
    expect(createdOf(run)).toBeUndefined()
    expect(run.notes).toEqual([expect.stringMatching(/^notice: The time of the commit is not known: /)])
    expect(run.notes[0]).toMatch(said)
    expect(questions(commit)).toBe(tries)
  })
})
