import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { build, checkSources, pushedDigest, removeLocalCopy } from '../../src/image/build.ts'
import { failing } from '../support/failure.ts'
import { givenDocker } from '../support/fake-docker.ts'
import { givenFolder } from '../support/folder.ts'
import { digest, givenBuild } from '../support/given.ts'
import { written } from '../support/stdout.ts'

const signal = new AbortController().signal
const reference = '127.0.0.1:5000/shop:candidate-42-1-beef'

describe('what is to be built must be there', () => {
  test.each([
    ['a Dockerfile in the context', { Dockerfile: '' }, undefined],
    ['one in lower case', { dockerfile: '' }, undefined],
    ['one elsewhere', { 'docker/Release': '' }, 'docker/Release'],
  ])('%s', (_, files, file) => {
    const context = givenFolder(files)
    const plan = givenBuild({ context, file: file === undefined ? undefined : join(context, file) })
    expect(() => checkSources(plan, false)).not.toThrow()
  })

  test.each([
    ['no context', { context: '/nowhere/at/all' }, 'CONTEXT_MISSING', '/nowhere/at/all does not exist'],
    ['no Dockerfile', {}, 'DOCKERFILE_MISSING', '/Dockerfile.'],
    [
      'no Dockerfile where it is said to be',
      { file: '/nowhere/Dockerfile' },
      'DOCKERFILE_MISSING',
      '/nowhere/Dockerfile.',
    ],
  ])('%s', async (_, plan, code, words) => {
    const failure = await failing(() => checkSources(givenBuild({ context: givenFolder(), ...plan }), false))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringContaining(words),
    })
    expect(failure.hint).toContain('actions/checkout')
  })

  test('nothing of it is asked of a Git URL', () => {
    const plan = givenBuild({ context: 'https://github.com/acme/shop.git', file: 'Dockerfile' })
    expect(() => checkSources(plan, true)).not.toThrow()
  })
})

describe('a build', () => {
  const writes = `while [ "$1" != --metadata-file ]; do shift; done
echo '{"containerimage.digest": "${digest}"}' > "$2"`

  test('streams its output with commands switched off, and gives the digest', async () => {
    const env = givenDocker(
      `echo "::error::from a Dockerfile"; echo "$BUILDX_METADATA_PROVENANCE"\n${writes}`,
    )
    const privateFolder = givenFolder()
    const { log } = await written(() => build(givenBuild(), reference, { env, signal, privateFolder }))
    expect(log).toMatch(/^::stop-commands::(\S+)\n: :error::from a Dockerfile\ndisabled\n::\1::\n$/)
    expect(pushedDigest(privateFolder)).toBe(digest)
  })

  test('that fails says what docker said', async () => {
    const env = givenDocker('echo "ERROR: failed to build: failed to solve: oops" >&2; exit 1')
    const running = () =>
      written(() => build(givenBuild(), reference, { env, signal, privateFolder: givenFolder() }))
    expect(await failing(running)).toMatchObject({
      code: 'BUILD_FAILED',
      sentence: expect.stringContaining('oops'),
    })
  })

  test.each([
    ['there is one', '127.0.0.1:5000', true],
    ['it is for another host', 'ghcr.io', false],
  ])('whose push is refused names the login of buildx where %s', async (_, host, isNamed) => {
    const buildx = givenFolder({ [`config/${host}/config.json`]: '{}' })
    const env = {
      ...givenDocker(
        `echo "ERROR: failed to build: failed to solve: failed to push ${reference}: 401 Unauthorized" >&2; exit 1`,
      ),
      BUILDX_CONFIG: buildx,
    }
    const running = () =>
      written(() => build(givenBuild(), reference, { env, signal, privateFolder: givenFolder() }))
    const { code, hint } = await failing(running)
    expect(code).toBe('PUSH_FAILED')
    expect(hint.includes(join(buildx, 'config', host))).toBe(isNamed)
  })

  test('whose push fails says so', async () => {
    const env = givenDocker(
      `echo "ERROR: failed to build: failed to solve: failed to push ${reference}: EOF" >&2; exit 1`,
    )
    const running = () =>
      written(() => build(givenBuild(), reference, { env, signal, privateFolder: givenFolder() }))
    expect((await failing(running)).code).toBe('PUSH_FAILED')
  })
})

describe('the digest is not known', () => {
  test.each([
    ['without a metadata file', undefined],
    ['from an empty one', ''],
    ['from one that is no JSON', '{'],
    ['from one without a digest', '{"image.name": "x"}'],
    ['from one of another shape', '[]'],
    ['from null', 'null'],
    ['from a digest that is none', '{"containerimage.digest": "sha256:abc"}'],
    ['from a digest that is no text', '{"containerimage.digest": {}}'],
    ['from a digest with more after it', `{"containerimage.digest": "${digest}\\n"}`],
  ])('%s', async (_, text) => {
    const folder = givenFolder()
    if (text !== undefined) writeFileSync(join(folder, 'metadata.json'), text)
    expect((await failing(() => pushedDigest(folder))).code).toBe('DIGEST_UNKNOWN')
  })
})

describe('the copy that the engine keeps', () => {
  test('is removed by its reference', async () => {
    const env = givenDocker('echo "$@" > "$FOLDER/asked"')
    await removeLocalCopy(reference, { env, signal })
    expect(readFileSync(join(env.FOLDER, 'asked'), 'utf8')).toBe(`image rm --force ${reference}\n`)
  })

  test('may stay: that is no failure', async () => {
    const env = givenDocker('echo "no such image" >&2; exit 1')
    await expect(removeLocalCopy(reference, { env, signal })).resolves.toBeUndefined()
  })

  test('is left by a cancelled run, which has no time', async () => {
    const env = givenDocker('exit 1')
    await expect(removeLocalCopy(reference, { env, signal: AbortSignal.abort() })).resolves.toBeUndefined()
  })
})
