import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { checkBuilder } from '../../src/image/builder.ts'
import { failing } from '../support/failure.ts'
import { givenDocker } from '../support/fake-docker.ts'
import { givenFolder } from '../support/folder.ts'
import { givenBuild } from '../support/given.ts'
import { written } from '../support/stdout.ts'

const path = process.env.PATH

afterEach(() => {
  process.env.PATH = path
})

const signal = new AbortController().signal
const plain = givenBuild()
const version = 'echo "github.com/docker/buildx v0.29.1 abc"'
const noEngine =
  'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'

type Fake = Readonly<{ version?: string; inspect?: string; info?: string }>

/** A docker that answers the three questions so; each is a line of shell. */
function fake({ version: first = version, inspect = 'echo "Driver:        docker"', info = 'exit 1' }: Fake) {
  return givenDocker(`echo "$@" >> "$FOLDER/asked"
case "$1 $2" in
  'buildx version') ${first} ;;
  'buildx inspect') ${inspect} ;;
  'info --format') ${info} ;;
  '--context far') shift 2; case "$1" in info) ${info} ;; esac ;;
esac`)
}

function info(members: object): string {
  return `echo '${JSON.stringify({ ID: 'x', ServerVersion: '28.0.4', OSType: 'linux', ...members })}'`
}

const classic = info({ DriverStatus: [['Backing Filesystem', 'extfs']] })
const containerd = info({ DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] })

async function checking(answers: Fake, plan = plain) {
  const env = fake(answers)
  process.env.PATH = env.PATH
  const { value, log } = await written(() => checkBuilder(plan, { env, signal }))
  const asked = join(env.FOLDER, 'asked')
  return { keepsCopy: value, log, asked: existsSync(asked) ? readFileSync(asked, 'utf8') : '' }
}

describe('a builder that will do', () => {
  test.each([
    ['the engine’s own on the classic store', { info: classic }, 'driver docker, classic image store', true],
    [
      'the engine’s own on the containerd store',
      { info: containerd },
      'driver docker, containerd image store',
      true,
    ],
    [
      'one in a container',
      { inspect: 'echo "Name:   fast"; echo "Driver: docker-container"' },
      'driver docker-container',
      false,
    ],
    ['a remote one, without any engine', { inspect: 'echo "Driver: remote"' }, 'driver remote', false],
    ['one in Kubernetes', { inspect: 'echo "Driver: kubernetes"' }, 'driver kubernetes', false],
  ])('%s', async (_, answers, words, keepsCopy) => {
    const result = await checking(answers)
    expect(result.log).toBe(`Building with buildx v0.29.1, ${words}.\n`)
    expect(result.keepsCopy).toBe(keepsCopy)
  })

  test('is not asked for an engine where it needs none', async () => {
    expect((await checking({ inspect: 'echo "Driver: remote"' })).asked).not.toContain('info')
  })

  test('can build several platforms on the containerd store', async () => {
    const plan = givenBuild({ platforms: ['linux/amd64', 'linux/arm64'], provenance: 'mode=max' })
    await expect(checking({ info: containerd }, plan)).resolves.toMatchObject({ keepsCopy: true })
  })
})

describe('what is missing is said before the build', () => {
  async function failure(answers: Fake, plan = plain) {
    const { code, sentence } = await failing(() => checking(answers, plan))
    return { code, sentence }
  }

  test('docker itself', async () => {
    const folder = givenFolder()
    process.env.PATH = folder
    const { code, hint } = await failing(() => checkBuilder(plain, { env: { PATH: folder }, signal }))
    expect(code).toBe('DOCKER_MISSING')
    expect(hint).toContain('ubuntu-slim')
  })

  test.each<[string, Fake, string, string]>([
    [
      'buildx',
      {
        version: `echo "docker: 'buildx' is not a docker command." >&2; echo "See 'docker --help'" >&2; exit 1`,
      },
      'BUILDX_MISSING',
      "docker: 'buildx' is not a docker command.",
    ],
    [
      'an engine',
      { info: `echo '{"ID":"","ServerErrors":["x"],"ClientInfo":{}}'; echo "${noEngine}" >&2; exit 1` },
      'DOCKER_UNREACHABLE',
      noEngine,
    ],
    [
      'an engine, although docker says that all is well',
      { info: `echo '{"ID":"","ServerVersion":""}'` },
      'DOCKER_UNREACHABLE',
      'no reason given',
    ],
    ['an engine that says what it is', { info: 'echo hello' }, 'DOCKER_UNREACHABLE', 'hello'],
    [
      'an engine, and with it the builder',
      { inspect: `echo "Driver:"; echo "${noEngine}" >&2; exit 1`, info: `echo "${noEngine}" >&2; exit 1` },
      'DOCKER_UNREACHABLE',
      noEngine,
    ],
    [
      'an engine for Linux',
      { info: info({ OSType: 'windows' }) },
      'DOCKER_WINDOWS_ENGINE',
      'Windows containers',
    ],
  ])('%s', async (_, answers, code, words) => {
    expect(await failure(answers)).toEqual({ code, sentence: expect.stringContaining(words) })
  })

  test.each([
    ['several platforms', { platforms: ['linux/amd64', 'linux/arm64'] }],
    ['provenance', { provenance: 'mode=max' }],
    ['a cache', { cacheTo: ['type=gha'] }],
  ])('a store for %s', async (_, wanted) => {
    expect((await failure({ info: classic }, givenBuild(wanted))).code).toBe('BUILDER_LACKS_FEATURE')
  })
})

describe('a builder by its name', () => {
  const named = givenBuild({ builder: 'fast' })

  test('is asked for and said', async () => {
    const { log, asked } = await checking({ inspect: 'echo "Driver: kubernetes"' }, named)
    expect(asked).toContain('buildx inspect fast\n')
    expect(log).toBe('Building with buildx v0.29.1, builder fast, driver kubernetes.\n')
  })

  test('is that of another engine, which is asked what it can do', async () => {
    const inspect = 'echo "Driver:   docker"; echo "Nodes:"; echo "Endpoint:   far"'
    const { asked, log } = await checking({ inspect, info: containerd }, named)
    expect(asked).toContain('--context far info --format')
    expect(log).toContain('builder fast, driver docker, containerd image store')
  })

  test('is not there', async () => {
    const inspect = `echo 'ERROR: no builder "fast" found' >&2; exit 1`
    expect(await failing(() => checking({ inspect }, named))).toEqual({
      code: 'BUILDER_NOT_FOUND',
      sentence: 'The builder that the input builder names is not there: ERROR: no builder "fast" found',
      hint: expect.stringContaining('`builder: create`'),
    })
  })
})
