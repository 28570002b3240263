import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { checkLocalImage, pushLocalImage } from '../../src/image/local.ts'
import { failing } from '../support/failure.ts'
import { givenDocker } from '../support/fake-docker.ts'
import { givenFolder } from '../support/folder.ts'
import { host } from '../support/given.ts'
import { written } from '../support/stdout.ts'

const never = new AbortController().signal
const target = `${host}/shop:candidate-42-1-beef`

function asked({ FOLDER }: Readonly<{ FOLDER: string }>): readonly string[] {
  return readFileSync(join(FOLDER, 'asked'), 'utf8').trimEnd().split('\n')
}

describe('an image of the engine', () => {
  test('is there, and tells its platform', async () => {
    const env = givenDocker('echo "$@" >> "$FOLDER/asked"; echo linux/arm64/v8 1')
    expect(await checkLocalImage('shop:dev', { env, signal: never })).toEqual({
      platform: 'linux/arm64/v8',
      isNamed: true,
    })
    expect(asked(env)).toEqual([expect.stringMatching(/^image inspect --format .* -- shop:dev$/)])
  })

  test('is not there: what the engine said, and where to build it', async () => {
    const env = givenDocker(
      'echo "[]"; echo "Error response from daemon: No such image: shop:dev" >&2; exit 1',
    )
    expect(await failing(() => checkLocalImage('shop:dev', { env, signal: never }))).toEqual({
      code: 'LOCAL_IMAGE_MISSING',
      sentence:
        'The local engine has no image shop:dev to push: Error response from daemon: No such image: shop:dev',
      hint: expect.stringContaining('--load'),
    })
  })

  test('is not there, and docker says nothing', async () => {
    const failure = await failing(() =>
      checkLocalImage('shop:dev', { env: givenDocker('exit 1'), signal: never }),
    )
    expect(failure.sentence).toContain('docker said nothing')
  })

  test('is asked for where there is no docker', async () => {
    const failure = await failing(() =>
      checkLocalImage('shop:dev', { env: { PATH: givenFolder() }, signal: never }),
    )
    expect(failure).toMatchObject({ code: 'DOCKER_MISSING', hint: expect.stringContaining('local-image') })
  })

  test('is asked for where the engine cannot be reached: that is not the image’s fault', async () => {
    const env = givenDocker(
      'echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2; exit 1',
    )
    const failure = await failing(() => checkLocalImage('shop:dev', { env, signal: never }))
    expect(failure.code).toBe('DOCKER_UNREACHABLE')
    expect(failure.sentence).toContain('Cannot connect to the Docker daemon')
  })

  test('is not waited for by a cancelled run', async () => {
    const controller = new AbortController()
    const failure = failing(() =>
      checkLocalImage('shop:dev', { env: givenDocker('sleep 20'), signal: controller.signal }),
    )
    setTimeout(() => controller.abort(cancelled()), 100)
    const began = performance.now()
    expect((await failure).code).toBe('CANCELLED')
    expect(performance.now() - began).toBeLessThan(5_000)
  }, 15_000)
})

describe('a local image is pushed', () => {
  async function pushing(script: string) {
    const env = givenDocker(`echo "$@" >> "$FOLDER/asked"\n${script}`)
    const { value, log } = await written(() => pushLocalImage('shop:dev', target, { env, signal: never }))
    return { said: value, log, asked: asked(env) }
  }

  test('under the name that it gets in the registry', async () => {
    const outcome = await pushing('[ "$1" = image ] || echo "::error::pushed"')
    expect(outcome.said).toBeUndefined()
    expect(outcome.asked).toEqual([`image tag -- shop:dev ${target}`, `push -- ${target}`])
    expect(outcome.log).toMatch(/^::stop-commands::(\S+)\n: :error::pushed\n::\1::\n$/)
  })

  test.each([
    [
      'the engine cannot name it',
      'echo "Error response from daemon: No such image" >&2; exit 1',
      'Error response from daemon: No such image',
      1,
    ],
    [
      'the registry refuses it',
      '[ "$1" = image ] && exit 0\necho "abc: Preparing"; sleep 0.2; echo "denied: not you" >&2; echo >&2; exit 1',
      'denied: not you',
      2,
    ],
    ['nothing is said', '[ "$1" = image ] && exit 0\nexit 1', 'docker said nothing', 2],
  ])('or not, and these are the engine’s last words where %s', async (_, script, words, calls) => {
    const outcome = await pushing(script)
    expect(outcome.said).toBe(words)
    expect(outcome.asked).toHaveLength(calls)
  })

  test('or not, and the words are cut', async () => {
    const { said } = await pushing('head -c 5000 /dev/zero | tr "\\0" x >&2; exit 1')
    expect(said).toHaveLength(600)
  })

  test('or not, where there is no docker', async () => {
    const env = { PATH: givenFolder() }
    expect(await pushLocalImage('shop:dev', target, { env, signal: never })).toBe('missing')
  })

  test('by a cancelled run only as far as it was', async () => {
    const signal = AbortSignal.abort(cancelled())
    const failure = await failing(() => pushLocalImage('shop:dev', target, { env: givenDocker(''), signal }))
    expect(failure.code).toBe('CANCELLED')
  })
})
