import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { failureOf } from '../../src/errors.ts'
import type { BuildPlan } from '../../src/image/arguments.ts'
import { build, checkSources, removeLocalCopy } from '../../src/image/build.ts'
import { digestInMetadata } from '../../src/image/metadata.ts'
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
    [
      'a context with an impossible name',
      { context: `/${'x'.repeat(5_000)}` },
      'CONTEXT_MISSING',
      'The build context /xxx',
    ],
    ['a context that is a file', { context: process.execPath }, 'CONTEXT_MISSING', 'is no folder'],
    ['no Dockerfile', {}, 'DOCKERFILE_MISSING', '/Dockerfile.'],
    ['a folder for a Dockerfile', { file: '/' }, 'DOCKERFILE_MISSING', '/ is a folder and no Dockerfile.'],
    [
      'no named context',
      { buildContexts: ['app=services/app'] },
      'CONTEXT_MISSING',
      'The build context app is no folder: /nowhere/services/app.',
    ],
    [
      'no Dockerfile where it is said to be',
      { file: '/nowhere/Dockerfile' },
      'DOCKERFILE_MISSING',
      '/nowhere/Dockerfile.',
    ],
  ])('%s', async (_, plan, code, words) => {
    const nowhere = (path: string) => `/nowhere/${path}`
    const failure = await failing(() =>
      checkSources(givenBuild({ context: givenFolder(), ...plan }), false, nowhere),
    )
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringContaining(words),
    })
    expect(failure.hint).toContain('actions/checkout')
  })

  test('a Dockerfile outside of the context, and contexts that are no folders', () => {
    const folder = givenFolder({ 'app/a': '', 'docker/Dockerfile': '', 'lib/b': '' })
    const plan = givenBuild({
      context: join(folder, 'app'),
      file: join(folder, 'docker/Dockerfile'),
      buildContexts: [
        'lib=lib',
        'base=docker-image://debian:13',
        'layout=oci-layout://x',
        'stage=target:build',
        'repo=https://github.com/acme/lib.git',
        'key=git@github.com:acme/lib.git',
        'short=github.com/acme/lib',
      ],
    })
    expect(() => checkSources(plan, false, (path) => join(folder, path))).not.toThrow()
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
    expect(digestInMetadata(privateFolder)).toEqual({ digest })
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

  test('runs in the workspace, with the secrets in its environment alone', async () => {
    const workspace = givenFolder()
    const env = givenDocker(
      'pwd > "$FOLDER/at"; echo "$SLIPWAY_SECRET_1" > "$FOLDER/secret"; echo "$@" > "$FOLDER/asked"',
    )
    const plan = givenBuild({
      secrets: ['id=a,env=SLIPWAY_SECRET_1'],
      secretEnvironment: { SLIPWAY_SECRET_1: 'canary' },
    })
    const access = {
      env,
      signal,
      privateFolder: givenFolder(),
      resolve: (path: string) => join(workspace, path),
    }
    const { log } = await written(() => build(plan, reference, access))
    expect(readFileSync(join(env.FOLDER, 'at'), 'utf8').trim()).toBe(realpathSync(workspace))
    expect(readFileSync(join(env.FOLDER, 'secret'), 'utf8')).toBe('canary\n')
    expect(readFileSync(join(env.FOLDER, 'asked'), 'utf8')).not.toContain('canary')
    expect(log).not.toContain('canary')
  })

  describe('that fails', () => {
    /** A build whose Dockerfile fails at its third line, with these last words. */
    async function failed(files: Readonly<Record<string, string>>, plan: Partial<BuildPlan>, error: string) {
      const workspace = givenFolder(files)
      const at = (path: string | undefined) => (path === undefined ? undefined : join(workspace, path))
      const env = givenDocker(`cat <<'END' >&2
#5 [2/3] COPY app.tar /
#5 0.1 said with canary
#5 ERROR: ${error}
${plan.file?.split('/').at(-1) ?? 'Dockerfile'}:3
--------------------
   3 | >>> COPY app.tar /
--------------------
ERROR: failed to build: failed to solve: ${error}
END
exit 1`)
      const whole = givenBuild({ ...plan, context: at(plan.context) ?? workspace, file: at(plan.file) })
      const access = {
        env,
        signal,
        privateFolder: givenFolder(),
        resolve: (path: string) => join(workspace, path),
      }
      try {
        await written(() => build(whole, undefined, access))
      } catch (thrown) {
        return failureOf(thrown)
      }
      throw new Error('It did not fail.')
    }
    const missing = 'failed to calculate checksum of ref x::y: "/app.tar": not found'

    test.each<[string, Partial<BuildPlan>, object | undefined]>([
      ['in the context', { context: 'app' }, { file: 'app/Dockerfile', line: 3 }],
      [
        'elsewhere',
        { context: 'app', file: 'docker/shop.Dockerfile' },
        { file: 'docker/shop.Dockerfile', line: 3 },
      ],
      ['outside of the workspace', { file: '../Dockerfile' }, undefined],
    ])('names the line of a Dockerfile %s', async (_, plan, location) => {
      const failure = await failed({ 'app/Dockerfile': '' }, plan, missing)
      expect(failure.code).toBe('BUILD_FAILED')
      expect(failure.location).toEqual(location)
    })

    test('shows no secret, whatever the command said', async () => {
      const { sentence } = await failed({}, { hidden: ['canary'] }, missing)
      expect(sentence).toContain('Its last lines: said with ***')
    })

    test.each([
      ['*', { '.dockerignore': '# all\n*\n' }, undefined, '.dockerignore leaves everything out of it.'],
      ['**', { '.dockerignore': '**\n' }, undefined, '.dockerignore leaves everything out of it.'],
      ['but for some', { '.dockerignore': '*\n!src\n' }, undefined, '.dockerignore may leave it out.'],
      ['some', { '.dockerignore': '*.tar\n' }, undefined, '.dockerignore may leave it out.'],
      [
        'all, beside the Dockerfile',
        { 'd/Release.dockerignore': '*', '.dockerignore': '' },
        'd/Release',
        'd/Release.dockerignore leaves everything out of it.',
      ],
      ['nothing', {}, undefined, 'in the build context ., not beside the Dockerfile.'],
    ])('names what leaves out %s', async (_, files, file, words) => {
      expect((await failed(files, { file }, missing)).hint).toContain(words)
    })
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
