import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { removeBuilder } from '../../src/image/builder-removal.ts'
import { createBuilder } from '../../src/image/created-builder.ts'
import { failing } from '../support/failure.ts'
import { givenDocker } from '../support/fake-docker.ts'
import { givenFolder } from '../support/folder.ts'
import { written } from '../support/stdout.ts'

const signal = new AbortController().signal
const name = 'slipway-beef'
let state = ''

beforeEach(() => {
  state = join(givenFolder({ state: '' }), 'state')
  process.env.GITHUB_STATE = state
})
afterEach(() => {
  delete process.env.GITHUB_STATE
})

/** A docker whose boot is this line of shell; it knows how often it was asked. */
function creating(boot: string, allow: readonly string[] = []) {
  const env = {
    ...givenDocker(`echo "$@" >> "$FOLDER/asked"
grep -q 'builder=${name}' "$STATE" || exit 99
[ "$2" = inspect ] || exit 0
${boot}`),
    BUILDX_CONFIG: '/home/ada/.docker/buildx',
    STATE: state,
  }
  const run = () => written(() => createBuilder({ name, allow }, { env, signal, pace: 1_000 }))
  const asked = () => {
    const file = join(env.FOLDER, 'asked')
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  }
  return { run, asked, env }
}

describe('a builder of our own', () => {
  test('is made and booted, and the post step knows of it before', async () => {
    const { run, asked } = creating('exit 0')
    expect((await run()).log).toBe(`Making the builder ${name}, which the post step removes.\n`)
    expect(asked()).toEqual([
      `buildx create --driver docker-container --name ${name}`,
      `buildx inspect --bootstrap ${name}`,
    ])
    expect(readFileSync(state, 'utf8')).toBe(`builder=${name}\nbuilderFolder=/home/ada/.docker/buildx\n`)
  })

  test('allows what the build may do, and no more', async () => {
    const { run, asked } = creating('exit 0', ['network.host', 'security.insecure', 'device=gpu'])
    await run()
    expect(asked()[0]).toMatch(
      /--buildkitd-flags --allow-insecure-entitlement network.host --allow-insecure-entitlement security.insecure --allow-insecure-entitlement device$/,
    )
  })

  test('is tried three times where what fails passes', async () => {
    const busy = 'echo "ERROR: received unexpected HTTP status: 503 Service Unavailable" >&2; exit 1'
    const { run, asked } = creating(`[ $(wc -l < "$FOLDER/asked") -ge 4 ] || { ${busy}; }`)
    const { log } = await run()
    expect(asked()).toHaveLength(4)
    expect(log.match(/503 Service Unavailable Trying again/g)).toHaveLength(2)
  })

  test.each([
    [
      'toomanyrequests: You have reached your pull rate limit.',
      3,
      /^Docker Hub limits .* earlier step whose driver option image=/,
    ],
    [
      'Error response from daemon: failed to do request: Head "https://registry-1.docker.io/": dial tcp: lookup registry-1.docker.io: no such host',
      1,
      /^The engine must reach Docker Hub/,
    ],
    ['Error response from daemon: privileged mode is not allowed', 1, /^Look at what the engine says/],
  ])('fails with the engine’s words: %s', async (said, tries, hint) => {
    const { run, asked } = creating(`echo "#1 pulling"; echo 'ERROR: ${said}' >&2; exit 1`)
    expect(await failing(run)).toEqual({
      code: 'BUILDER_FAILED',
      sentence: `The builder that \`builder: create\` asks for could not be made: ${said}`,
      hint: expect.stringMatching(hint),
    })
    expect(asked()).toHaveLength(1 + tries)
  })

  test('ends with a cancelled run', async () => {
    const { env } = creating('sleep 30')
    const cancelling = new AbortController()
    setTimeout(() => cancelling.abort(new Error('cancelled')), 200)
    await expect(
      written(() => createBuilder({ name, allow: [] }, { env, signal: cancelling.signal })),
    ).rejects.toThrow('cancelled')
  })
})

describe('its removal', () => {
  test.each([
    ['exit 0', `Removed the builder ${name}.`],
    [
      `echo 'failed to remove ${name}: no builder "${name}" found' >&2; exit 1`,
      `The builder ${name} was not made, or is removed already.`,
    ],
    [
      `echo 'Cannot connect to the Docker daemon' >&2; exit 1`,
      `The builder ${name} could not be removed (Cannot connect to the Docker daemon); \`docker buildx rm --force ${name}\` does it by hand.`,
    ],
  ])('never fails, and says what became of it: %s', async (script, words) => {
    const env = givenDocker(`echo "$@" > "$FOLDER/asked"\n${script}`)
    expect(await removeBuilder(name, env)).toBe(words)
    expect(readFileSync(join(env.FOLDER, 'asked'), 'utf8')).toBe(`buildx rm --force ${name}\n`)
  })

  test('says so where there is no docker', async () => {
    const folder = givenFolder()
    const path = process.env.PATH
    process.env.PATH = folder
    expect(await removeBuilder(name, { PATH: folder })).toContain('could not be removed (missing)')
    process.env.PATH = path
  })
})
