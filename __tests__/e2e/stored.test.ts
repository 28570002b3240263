import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LocalAws, LocalPlace } from '../../local/aws/aws.ts'
import type { RunOptions } from '../../local/github/records.ts'
import {
  gzipLayer,
  logIn,
  OCI_IMAGE,
  OCI_INDEX,
  pushImage,
  pushManifest,
  type Registry,
  uploadImage,
} from '../local/aws/support.ts'
import { open, roleArn, roleWithout } from '../support/admin.ts'
import { client } from '../support/client.ts'
import { imageNames } from '../support/engines.ts'
import { type EventTitle, events } from '../support/events.ts'
import { describeWithDocker, root, type Slipway, startSlipway } from '../support/slipway.ts'
import { type Traced, traced, withoutDocker } from '../support/traced.ts'

// Images that are there before the run: in ECR (`image`), where neither docker nor a checkout is needed, or in the local
// engine (`local-image`). They are gated, tagged and deployed like those that are built.

type Inputs = Readonly<Record<string, string>>

const fixture = '__tests__/fixtures/e2e-gate'
const home = '123456789012'
const elsewhere = '210987654321'
const letIn = {
  Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${home}:root` }, Action: 'ecr:*' },
} as const
const revision = 'org.opencontainers.image.revision'
const cluster = 'demo'
const nowhere = `sha256:${'0'.repeat(64)}`

const workspace = mkdtempSync(join(tmpdir(), 'slipway-empty-'))
let slipway: Slipway
let aws: LocalAws
let registry: Registry
let repositories = 0

beforeAll(async () => {
  const roles = [{ name: 'slipway', trust: open }, roleWithout('unreading', 'ecr:GetDownloadUrlForLayer')]
  roles.push(roleWithout('unputting', 'ecr:PutImage'))
  slipway = await startSlipway(fixture, { pace: 60, aws: { account: home, region: 'eu-west-1', roles } })
  aws = slipway.local.aws
  registry = await logIn(aws)
})
afterAll(async () => {
  await slipway.close()
  rmSync(workspace, { recursive: true })
})

/** What a scanner reads of an image. */
function layerOf(packages: string): Promise<Buffer> {
  const read = (path: string) => readFileSync(join(root, fixture, path), 'utf8')
  return gzipLayer({
    'etc/os-release': read('os-release'),
    'var/lib/dpkg/status': read(`packages/${packages}`),
  })
}

type Contents = Readonly<{ tag?: string; packages?: string; labels?: Inputs }>

/** A repository with one image in it. */
async function stored({ tag, packages = 'clean', labels }: Contents = {}, place: LocalPlace = aws) {
  const repository = `shop-${++repositories}`
  place.createRepository(repository, place === aws ? {} : { policy: letIn })
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Labels: labels } })
  const layers = [{ bytes: await layerOf(packages) }]
  const pusher = place === aws ? registry : await logIn(place)
  return { repository, digest: await pushImage(pusher, repository, tag, layers, config) }
}

/** Where nothing is checked out, and no docker is installed. */
function release(inputs: Inputs, options: Partial<RunOptions> = {}): Promise<Traced> {
  return traced(slipway, { tags: '', ...inputs }, { workspace, env: withoutDocker, ...options })
}

function tagsOf(repository: string, place: LocalPlace = aws) {
  return Object.fromEntries(place.images(repository).map(({ digest, tags }) => [digest, tags]))
}

function onEvent(title: EventTitle): Partial<RunOptions> {
  const [file, EVENT_NAME, REF] = events[title]
  const event = JSON.parse(readFileSync(join(root, `__tests__/fixtures/events/${file}.json`), 'utf8'))
  return { event, github: { EVENT_NAME, REF } }
}

const short = () => slipway.checkout.sha.slice(0, 7)

describe('image', () => {
  const forms: readonly (readonly [form: string, tag: string | undefined])[] = [
    ['@{digest}', undefined],
    [':sha-{{sha}}', 'sha-{sha}'],
    ['{host}/{repository}:v1', 'v1'],
  ]

  test.concurrent.each(forms)('%s is gated, tagged and deployed without docker', async (form, named) => {
    const tag = named?.replace('{sha}', short())
    const { repository, digest } = await stored({ ...(tag && { tag }) })
    const containerDefinitions = [{ name: 'app', image: 'images.example/shop:1' }]
    const taskDefinition = { family: repository, containerDefinitions }
    aws.createService({ cluster, name: repository, taskDefinition })
    const image = form
      .replace('{repository}', repository)
      .replace('{digest}', digest)
      .replace('{host}', aws.host)
    const run = await release({ repository, image, tags: 'release', cluster, service: repository })
    const uri = `${aws.host}/${repository}`
    expect(run.result.main.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({
      ...{ digest, image: `${uri}@${digest}`, tags: `${uri}:release`, 'tag-names': 'release' },
      ...{ built: 'false', released: 'true', verdict: 'passed', 'deployment-status': 'successful' },
    })
    expect(run.outputs).not.toHaveProperty('candidate-tag')
    expect(run.notes).toEqual([])
    expect(tagsOf(repository)).toEqual({ [digest]: [...(tag ? [tag] : []), 'release'] })
    expect(aws.service(repository, cluster).runningImages).toEqual([`${uri}@${digest}`])
    expect(run.asked.filter((one) => /^registry:|GetAuthorizationToken|BatchDelete/.test(one))).toEqual([])
    expect(run.result.summary).toContain('| Origin | in ECR before this run |')
  })

  test.concurrent('gets no tag where none is asked for, and tells the labels that it has', async () => {
    const labels = { [revision]: slipway.checkout.sha, team: 'shoes' }
    const { repository, digest } = await stored({ tag: 'v1', labels })
    const run = await release({ repository, image: `@${digest}` })
    expect(run.outputs).toMatchObject({ digest, released: 'true', verdict: 'passed', 'tag-names': '' })
    expect(run.outputs.labels).toBe(`${revision}=${slipway.checkout.sha}\nteam=shoes`)
    expect(run.asked).not.toContain('ecr:PutImage')
    expect(tagsOf(repository)).toEqual({ [digest]: ['v1'] })
  })

  test.concurrent('that the gate blocks gets no tag', async () => {
    const { repository, digest } = await stored({ tag: 'v1', packages: 'critical' })
    const run = await release({ repository, image: ':v1', tags: 'release' })
    expect(run.result.main.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ digest, built: 'false', released: 'false', verdict: 'blocked' })
    expect(run.error).toMatch(/No release tag was put by this run\. Update .* \[GATE_BLOCKED\]$/)
    expect(run.error).not.toMatch(/candidate|reuse/)
    expect(tagsOf(repository)).toEqual({ [digest]: ['v1'] })
  })

  test.concurrent.each([
    ['@{digest}', `{repository}@${nowhere}`],
    [':v2', '{repository}:v2'],
  ])('%s that is not there ends the run soon', async (image, name) => {
    const { repository } = await stored({ tag: 'v1' })
    const run = await release({ repository, image: image.replace('{digest}', nowhere), tags: 'release' })
    expect(run.error).toBe(
      `There is no image ${name.replace('{repository}', repository)} in ECR. Check the input image, the repository and its account (registry-id); a lifecycle rule may have removed the image. [IMAGE_NOT_FOUND]`,
    )
    expect(run.result.main.exitCode).toBe(1)
    expect(run.result.main.ms).toBeLessThan(5_000)
    // A first look and those of 6 s, two seconds apart, beside the one at the tag to be put.
    expect(run.asked.filter((one) => one === 'ecr:BatchGetImage').length).toBeLessThanOrEqual(6)
  })

  test.concurrent('on another host than the repository is refused', async () => {
    const { repository, digest } = await stored()
    const run = await release({ repository, image: `127.0.0.1:9/${repository}@${digest}` })
    expect(run.error).toBe(
      `The input image is on 127.0.0.1:9, and the repository is ${aws.host}/${repository}. An image is tagged in its own repository: name that in repository, with registry-id and aws-region. [REPOSITORY_MISMATCH]`,
    )
    expect(run.asked).not.toContain('ecr:PutImage')
  })

  test.concurrent('of another account is released there, with registry-id', async () => {
    const theirs = aws.in({ account: elsewhere })
    const { repository, digest } = await stored({}, theirs)
    const run = await release({ repository, 'registry-id': elsewhere, image: `@${digest}`, tags: 'release' })
    expect(run.outputs).toMatchObject({ digest, registry: theirs.host, released: 'true', verdict: 'passed' })
    expect(tagsOf(repository, theirs)).toEqual({ [digest]: ['release'] })
  })

  const refused: readonly (readonly [image: string, said: string, more: Inputs])[] = [
    ['other:v1', "image: 'other' is not the repository 'shop'", {}],
    [':v1', 'image: contradicts local-image; give one of them', { 'local-image': 'shop:ci' }],
  ]
  test.concurrent.each(refused)(
    '%s is refused before anything is asked of AWS: %s',
    async (image, said, more) => {
      const run = await release({ image, ...more })
      expect(run.code).toBe('INPUT_INVALID')
      expect(run.error).toContain(said)
      expect(run.asked).toEqual([])
    },
  )

  test.concurrent('whose expressions give no tag is refused before anything is asked of AWS', async () => {
    const run = await release({ image: ':{{tag}}' })
    expect(run.result.main.exitCode).toBe(1)
    expect(run.asked).toEqual([])
    expect(run.error).toContain('{{tag}}')
  })

  test.concurrent('is named as it stands: flavor is for the tags that are put', async () => {
    const { repository, digest } = await stored({ tag: 'v1' })
    const run = await release({ repository, image: ':v1', tags: 'release', flavor: 'suffix=-arm' })
    expect(run.outputs).toMatchObject({ digest, 'tag-names': 'release-arm' })
  })

  test.concurrent('leaves inputs of a build without effect, with a notice', async () => {
    const { repository, digest } = await stored()
    const run = await release({ repository, image: `@${digest}`, platforms: 'linux/arm64', pull: 'true' })
    expect(run.outputs).toMatchObject({ digest, released: 'true' })
    expect(run.notes).toEqual([
      'notice: platforms, pull have nothing to act on: with image nothing is built.',
    ])
  })
})

describe('an image that says that it is of another commit', () => {
  const other = 'f'.repeat(40)

  test.concurrent('is released with a warning', async () => {
    const { repository, digest } = await stored({ labels: { [revision]: other } })
    const run = await release({ repository, image: `@${digest}`, tags: 'release' })
    expect(run.outputs).toMatchObject({ digest, released: 'true' })
    expect(run.notes).toEqual([
      `warning: The image ${digest} says that it is of the commit "${other}", and this run is for ${slipway.checkout.sha}. If that is meant, name its commit in the input sha.`,
    ])
  })

  test.concurrent('is released without one where the input sha names that commit', async () => {
    const { repository, digest } = await stored({ tag: 'sha-fffffff', labels: { [revision]: other } })
    const run = await release({
      repository,
      image: ':sha-{{sha}}',
      sha: other.toUpperCase(),
      tags: 'release',
    })
    expect(run.outputs).toMatchObject({ digest, released: 'true' })
    expect(run.notes).toEqual([])
  })

  test.concurrent('may not be known: that is a warning of its own', async () => {
    const { repository, digest } = await stored({ labels: { [revision]: other } })
    const inputs = { repository, image: `@${digest}`, tags: 'release' }
    const run = await release({ ...inputs, 'role-to-assume': roleArn(aws, 'unreading') })
    expect(run.outputs).toMatchObject({ digest, released: 'true' })
    expect(run.notes).toEqual([
      expect.stringMatching(
        /^warning: Of which commit the image is could not be read: .*ecr:GetDownloadUrlForLayer/,
      ),
    ])
  })
})

describe('an image index', () => {
  const list = 'application/vnd.docker.distribution.manifest.list.v2+json'

  test.concurrent.each([
    ['OCI', OCI_INDEX],
    ["Docker's", list],
  ])(
    'of the kind %s keeps its bytes under every tag, and all its platforms are judged',
    async (_, mediaType) => {
      const repository = `shop-${++repositories}`
      aws.createRepository(repository)
      const manifests = await Promise.all(
        ['amd64', 'arm64'].map(async (architecture) => {
          const config = JSON.stringify({ architecture, os: 'linux' })
          const manifest = await uploadImage(
            registry,
            repository,
            [{ bytes: await layerOf('clean') }],
            config,
          )
          const answer = await pushManifest(registry, repository, manifest)
          const digest = answer.headers.get('docker-content-digest')
          return {
            mediaType: OCI_IMAGE,
            digest,
            size: manifest.length,
            platform: { os: 'linux', architecture },
          }
        }),
      )
      // Indented as nobody here would write it: the bytes are what the digest is of.
      const text = JSON.stringify({ schemaVersion: 2, mediaType, manifests }, undefined, 3)
      const answer = await pushManifest(registry, repository, text, 'v1', mediaType)
      const digest = answer.headers.get('docker-content-digest') ?? ''
      const run = await release({ repository, image: `@${digest}`, tags: 'release\nstable' })
      expect(run.outputs).toMatchObject({ digest, released: 'true', verdict: 'passed' })
      expect(run.result.log).toMatch(/linux\/amd64: scan complete/)
      expect(run.result.log).toMatch(/linux\/arm64: scan complete/)
      expect(run.result.summary).toContain('| Platforms | `linux/amd64`, `linux/arm64` |')
      for (const tag of ['release', 'stable']) {
        const found = await registry('GET', `${repository}/manifests/${tag}`, {
          headers: { accept: mediaType },
        })
        expect(found.headers.get('content-type')).toBe(mediaType)
        expect(await found.text()).toBe(text)
      }
    },
  )
})

describe('how far it goes', () => {
  test.concurrent('push: candidate judges the image and puts no tag', async () => {
    const { repository, digest } = await stored({ tag: 'v1' })
    const run = await release({ repository, image: ':v1', push: 'candidate' })
    expect(run.result.main.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ digest, built: 'false', released: 'false', verdict: 'passed' })
    expect(run.outputs).not.toHaveProperty('tags')
    expect(tagsOf(repository)).toEqual({ [digest]: ['v1'] })
    // It was there before.
    expect(`${run.result.log}${run.result.summary}`).not.toMatch(/pushed (a|the) candidate/i)
  })

  const idle: readonly (readonly [what: string, title: EventTitle, inputs: Inputs])[] = [
    ['on a pull request', 'pull_request', { image: ':v1' }],
    ['with push: false', 'push to a branch', { image: ':v1', push: 'false' }],
    ['of the local engine on a pull request', 'pull_request', { 'local-image': 'shop:ci' }],
  ]
  test.concurrent.each(idle)('%s nothing is done, and nothing is wrong', async (_, title, inputs) => {
    const run = await release(inputs, onEvent(title))
    expect(run.result.main.exitCode).toBe(0)
    expect(run.asked).toEqual([])
    expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
    expect(run.outputs).not.toHaveProperty('digest')
    expect(run.notes).toEqual([
      expect.stringMatching(/^notice: Nothing is pushed in this run, and nothing is built/),
    ])
    expect(run.result.summary).toContain('Nothing was built and nothing was pushed')
  })

  test.concurrent('a run that does nothing is not called built', async () => {
    const run = await release({ image: ':v1', push: 'false' })
    expect(run.result.summary).not.toMatch(/^## .* Slipway: built/)
  })

  test.concurrent('push: true releases it on a pull request, too', async () => {
    const { repository, digest } = await stored({ tag: 'v1' })
    const run = await release(
      { repository, image: ':v1', push: 'true', tags: 'type=ref,event=pr' },
      onEvent('pull_request'),
    )
    expect(run.outputs).toMatchObject({ digest, released: 'true', 'tag-names': 'pr-12' })
  })

  test.concurrent('dry-run says so and changes nothing', async () => {
    const { repository, digest } = await stored({ tag: 'v1' })
    const run = await release({ repository, image: ':v1', tags: 'release', 'dry-run': 'true' })
    const uri = `${aws.host}/${repository}`
    expect(run.result.log).toContain(`Take the image ${uri}:v1 of ECR\n`)
    expect(run.result.log).toContain(`Put ${uri}:release, which names nothing now`)
    expect(tagsOf(repository)).toEqual({ [digest]: ['v1'] })
  })
})

const stores = { classic: process.env.SLIPWAY_TEST_CLASSIC, containerd: process.env.SLIPWAY_TEST_CONTAINERD }
const engines: readonly (readonly [store: string, host: string | undefined])[] = Object.entries(stores)
const named = engines.filter(([, host]) => host)

for (const [store, host] of named.length > 0 ? named : [['default', undefined] as const]) {
  describeWithDocker(`local-image, in the ${store} image store`, () => {
    const env = host === undefined ? {} : { DOCKER_HOST: host }
    const docker = (...args: readonly string[]) => client('docker', args, { env })
    const name = (packages: string) => `slipway-e2e-${process.pid}-${store}:${packages}`

    beforeAll(async () => {
      for (const packages of ['clean', 'critical']) {
        const what = ['--build-arg', `PACKAGES=${packages}`, '--label', `${revision}=${slipway.checkout.sha}`]
        await docker('build', '--quiet', ...what, '--tag', name(packages), join(root, fixture))
      }
    })
    afterAll(() => docker('image', 'rm', name('clean'), name('critical')))

    function releaseLocal(inputs: Inputs): Promise<Traced> {
      return traced(slipway, { tags: 'release', ...inputs }, { workspace, env })
    }
    function createRepository(): string {
      const repository = `shop-${++repositories}`
      aws.createRepository(repository)
      return repository
    }
    /** What the engine holds of the registry: nothing, after a run. */
    async function expectGone(): Promise<void> {
      const names = await imageNames(env)
      expect(names.filter((one) => one.startsWith(aws.host))).toEqual([])
      expect(names).toContain(name('clean'))
    }

    test('is pushed, gated and tagged, and is in the engine under its own name alone afterwards', async () => {
      const repository = createRepository()
      const run = await releaseLocal({ repository, 'local-image': name('clean') })
      const { digest = '' } = run.outputs
      expect(run.outputs).toMatchObject({
        built: 'false',
        released: 'true',
        verdict: 'passed',
        'tag-names': 'release',
      })
      expect(run.outputs).not.toHaveProperty('candidate-tag')
      expect(run.outputs.labels).toContain(`${revision}=${slipway.checkout.sha}`)
      expect(run.notes).toEqual([])
      expect(slipway.tags(digest, repository)).toEqual(['release'])
      expect(run.result.summary).toContain('| Origin | pushed from the local engine |')
      await expectGone()
    })

    test('may be named by its id', async () => {
      const repository = createRepository()
      const id = (await docker('image', 'inspect', '--format', '{{.Id}}', name('clean'))).trim()
      const run = await releaseLocal({ repository, 'local-image': id })
      expect(run.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
      await expectGone()
    })

    test('that the gate blocks stays in the registry under its candidate tag', async () => {
      const repository = createRepository()
      const run = await releaseLocal({ repository, 'local-image': name('critical') })
      const { digest, 'candidate-tag': candidate } = run.outputs
      expect(run.code).toBe('GATE_BLOCKED')
      expect(run.error).toContain(`No release tag was put; the image stays under ${candidate}.`)
      expect(slipway.tags(digest, repository)).toEqual([candidate])
      await expectGone()
    })

    test('that the engine does not have ends the run', async () => {
      const run = await releaseLocal({ 'local-image': name('missing') })
      expect(run.error).toMatch(
        new RegExp(
          `^The local engine has no image ${name('missing')} to push: .* \\[LOCAL_IMAGE_MISSING\\]$`,
        ),
      )
      expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
    })

    test('that the registry refuses is not left in the engine under the name of the candidate', async () => {
      const repository = createRepository()
      const inputs = { repository, 'local-image': name('clean') }
      const run = await releaseLocal({ ...inputs, 'role-to-assume': roleArn(aws, 'unputting') })
      expect(run.code).toBe('PUSH_FAILED')
      expect(aws.images(repository)).toEqual([])
      await expectGone()
    })
  })
}

test('local-image without docker on the PATH says what it is for', async () => {
  const run = await release({ 'local-image': 'shop:ci', tags: 'release' })
  expect(run.code).toBe('DOCKER_MISSING')
  expect(run.error).toContain('local-image names an image of a Docker engine')
})
