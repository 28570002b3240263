import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { filesWith } from '../support/canary.ts'
import { errorOf, remains, root, type Slipway, startSlipway } from '../support/slipway.ts'

// Every input of a build on its way to buildx, seen from the other side: by a docker that writes down what it is asked
// for and what is in its environment. What buildx then makes of it is in build-real.test.ts.

jest.setTimeout(60_000)

let slipway: Slipway
let folder = ''
let count = 0

beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/build-inputs', { pace: 60 })
  folder = mkdtempSync(join(tmpdir(), 'slipway-record-'))
  writeFileSync(join(slipway.checkout.folder, 'npmrc'), 'token=canary-of-a-file\n')
})
afterAll(async () => {
  await slipway.close()
  rmSync(folder, { recursive: true, force: true })
})

type Recorded = Readonly<{
  result: RunResult
  /** Every call of docker, with its arguments in one line. */
  calls: readonly string[]
  /** The call that builds, from `build` on. */
  build: string
  env: Readonly<Record<string, string>>
}>

async function recorded(
  inputs: Readonly<Record<string, string>>,
  options: Partial<RunOptions> = {},
): Promise<Recorded> {
  const record = join(folder, `record-${++count}`)
  const env = {
    PATH: join(root, '__tests__/support/fake-docker/recording'),
    FAKE_DOCKER_NODE: process.execPath,
    FAKE_DOCKER_RECORD: record,
    ...options.env,
  }
  const result = await slipway.run({ ...options, inputs: { gate: 'off', tags: `t${count}`, ...inputs }, env })
  const text = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
  const calls = text(record).split('\n').slice(0, -1)
  const variables = text(`${record}.env`)
    .split('\n')
    .map((line) => line.split(/=(.*)/s))
  return {
    result,
    calls,
    build: calls.find((one) => one.startsWith('buildx build ')) ?? '',
    env: Object.fromEntries(variables.map(([name, value = '']) => [name, value])),
  }
}

test('every input becomes the option of its name', async () => {
  const { result, build } = await recorded(
    {
      context: 'rootfs',
      file: 'outside/release.Dockerfile',
      target: 'final',
      platforms: 'linux/amd64,linux/arm64',
      'build-args': 'A=1, 2\nB=3',
      'build-contexts': 'config=config\nbase=docker-image://debian:13',
      ssh: 'default,git=/run/agent.sock',
      'cache-from': 'type=gha,scope=main\nacme/shop:cache',
      'cache-to': 'type=registry,ref=registry.example/shop:cache,mode=max',
      'no-cache-filters': 'one, two',
      pull: 'true',
      network: 'none',
      'add-hosts': 'db:10.0.0.1',
      'shm-size': '2g',
      ulimit: 'nofile=1024:2048',
      allow: 'network.host',
      builder: 'fast',
      provenance: 'mode=max',
      sbom: 'true',
      annotations: 'index:team=checkout',
    },
    { env: { SSH_AUTH_SOCK: '/run/agent.sock' } },
  )
  expect(errorOf(result)).toBe('')
  const { folder: workspace } = slipway.checkout
  for (const option of [
    '--builder fast',
    '--provenance mode=max',
    '--sbom true',
    `--file ${workspace}/outside/release.Dockerfile`,
    '--target final',
    '--platform linux/amd64,linux/arm64',
    '--build-arg A=1, 2 --build-arg B=3',
    '--build-context config=config --build-context base=docker-image://debian:13',
    '--ssh default --ssh git=/run/agent.sock',
    '--annotation index:team=checkout',
    '--cache-from type=gha,scope=main --cache-from type=registry,ref=acme/shop:cache',
    '--cache-to type=registry,ref=registry.example/shop:cache,mode=max,image-manifest=true,oci-mediatypes=true',
    '--no-cache-filter one --no-cache-filter two',
    '--pull',
    '--network none',
    '--add-host db:10.0.0.1',
    '--shm-size 2g',
    '--ulimit nofile=1024:2048',
    '--allow network.host',
  ])
    expect(` ${build} `).toContain(` ${option} `)
  expect(
    build.endsWith(` --output type=registry,oci-mediatypes=true,unpack=false -- ${workspace}/rootfs`),
  ).toBe(true)
})

test('the variables of GitHub’s cache reach the build, and those of the token endpoint do not', async () => {
  const { env } = await recorded({ 'cache-from': 'type=gha' })
  expect(env).toMatchObject({
    ACTIONS_RUNTIME_TOKEN: expect.any(String),
    ACTIONS_RESULTS_URL: expect.any(String),
  })
  const hidden = /^(INPUT_|STATE_|ACTIONS_ID_TOKEN_|AWS_(ACCESS|SECRET|SESSION))/
  expect(Object.keys(env).filter((name) => hidden.test(name))).toEqual([])
})

test('a cache in S3 gets the credentials of the run, or those that are given for it', async () => {
  const cache = 'type=s3,region=eu-west-1,bucket=caches'
  const ours = await recorded({ 'cache-to': cache })
  expect(ours.env).toMatchObject({
    AWS_ACCESS_KEY_ID: expect.any(String),
    AWS_SESSION_TOKEN: expect.any(String),
  })
  const given = await recorded({
    'cache-to': `${cache},access_key_id=AKIAOTHER,secret_access_key=canary-of-a-cache`,
  })
  expect(given.build).toContain(`--cache-to ${cache} `)
  expect(given.env).toMatchObject({
    AWS_ACCESS_KEY_ID: 'AKIAOTHER',
    AWS_SECRET_ACCESS_KEY: 'canary-of-a-cache',
  })
  expect(given.env).not.toHaveProperty('AWS_SESSION_TOKEN')
})

describe('a secret', () => {
  const canaries = [
    'canary-of-npm',
    'canary-of-a-key',
    'and its second line',
    'canary-of-a-variable',
    'canary-of-a-file',
  ]
  const inputs = {
    context: 'rootfs',
    file: 'outside/release.Dockerfile',
    secrets: 'npm=canary-of-npm\n"key=canary-of-a-key\nand its second line"',
    'secret-envs': 'sentry=SENTRY_TOKEN',
    'secret-files': 'npmrc=npmrc',
  }
  let run: Recorded
  beforeAll(async () => {
    run = await recorded(inputs, { env: { SENTRY_TOKEN: 'canary-of-a-variable' } })
  })

  test('reaches the build by its environment or its file', () => {
    expect(errorOf(run.result)).toBe('')
    expect(run.build).toContain(
      `--secret id=npm,env=SLIPWAY_SECRET_1 --secret id=key,env=SLIPWAY_SECRET_2 --secret id=sentry,env=SLIPWAY_SECRET_3 --secret id=npmrc,src=${slipway.checkout.folder}/npmrc`,
    )
    expect(run.env).toMatchObject({
      SLIPWAY_SECRET_1: 'canary-of-npm',
      SLIPWAY_SECRET_2: 'canary-of-a-key',
      SLIPWAY_SECRET_3: 'canary-of-a-variable',
    })
  })

  test.each(canaries)('is on no command line, in no log and in no summary: %s', (canary) => {
    expect(run.calls.join('\n')).not.toContain(canary)
    // The runner shows the `with:` block before it starts the action; on GitHub it knows the secrets in it by then.
    expect(run.result.log.split('##[endgroup]').slice(1).join()).not.toContain(canary)
    expect(run.result.summary).not.toContain(canary)
    expect(JSON.stringify(run.result.outputs)).not.toContain(canary)
    expect(filesWith(run.result.root, [canary])).toEqual([])
  })

  test('is masked where the build prints it', () => {
    expect(run.result.log).toContain('npm token is ***')
    expect(run.result.log).toContain('key is ***')
  })
})

describe('a builder of the run’s own', () => {
  const inputs = { context: 'rootfs', file: 'outside/release.Dockerfile', builder: 'create' }

  function nameIn({ calls }: Recorded): string {
    return (
      / --name (slipway-\w+)/.exec(calls.find((one) => one.startsWith('buildx create ')) ?? '')?.[1] ?? '?'
    )
  }

  test('is made, used and removed', async () => {
    const run = await recorded({ ...inputs, allow: 'security.insecure' })
    const name = nameIn(run)
    expect(errorOf(run.result)).toBe('')
    expect(run.calls.filter((one) => one.includes(name)).map((one) => one.replaceAll(name, 'NAME'))).toEqual([
      'buildx create --driver docker-container --name NAME --buildkitd-flags --allow-insecure-entitlement security.insecure',
      'buildx inspect --bootstrap NAME',
      'buildx inspect NAME',
      expect.stringMatching(/^buildx build .* --builder NAME /),
      'buildx rm --force NAME',
    ])
    expect(run.result.log).toContain(`Removed the builder ${name}.`)
    expect(remains(run.result)).toEqual([])
  })

  test.each<[string, Partial<RunOptions>]>([
    ['was cancelled', { cancel: { whenLog: 'Making the builder', afterMs: 300 } }],
    ['was killed', { kill: { whenLog: 'Making the builder', afterMs: 300 } }],
  ])('is removed where the run %s while it was made', async (_, options) => {
    const run = await recorded(inputs, { ...options, env: { FAKE_DOCKER_BOOT: '/bin/sleep 60' } })
    expect(run.calls.at(-1)).toBe(`buildx rm --force ${nameIn(run)}`)
    expect(run.result.post?.exitCode).toBe(0)
    expect(remains(run.result)).toEqual([])
  })

  test('that does not come up is an error with the engine’s words, and removed', async () => {
    const said = 'ERROR: toomanyrequests: You have reached your unauthenticated pull rate limit.'
    const run = await recorded(inputs, { env: { FAKE_DOCKER_BOOT: `echo '${said}' >&2; exit 1` } })
    expect(run.result.outputs).toMatchObject({ 'failure-code': 'BUILDER_FAILED', built: 'false' })
    expect(errorOf(run.result)).toMatch(
      /could not be made: toomanyrequests: You have reached .*\. Docker Hub limits .* \[BUILDER_FAILED\]$/,
    )
    expect(run.calls.filter((one) => one.includes('--bootstrap'))).toHaveLength(3)
    expect(run.calls.at(-1)).toBe(`buildx rm --force ${nameIn(run)}`)
  })
})

describe('bad input is refused before anything is asked', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a secret without its file',
      { 'secret-files': 'npmrc=missing' },
      /secret-files: 'missing' \(for 'npmrc'\)/,
    ],
    ['an unknown cache', { 'cache-to': 'type=redis' }, /one of registry, gha, s3, local, inline, azblob/],
    [
      'an ARN of a secret',
      { secrets: 'db=arn:aws:secretsmanager:eu-west-1:123456789012:secret:db' },
      /'db' holds an ARN.*task definition/,
    ],
    ['a Dockerfile from standard input', { file: '-' }, /file: '-' would be standard input/],
  ])('%s', async (_, inputs, words) => {
    const { result, calls } = await recorded(inputs)
    expect(errorOf(result)).toMatch(words)
    expect(result.outputs['failure-code']).toBe('INPUT_INVALID')
    expect(calls).toEqual([])
  })

  test.each<[string, Readonly<Record<string, string>>, string, RegExp]>([
    [
      'a folder as Dockerfile',
      { file: 'outside' },
      'DOCKERFILE_MISSING',
      /outside is a folder and no Dockerfile/,
    ],
    ['a file as context', { context: 'Dockerfile' }, 'CONTEXT_MISSING', /Dockerfile is no folder/],
    [
      'no named context',
      { 'build-contexts': 'config=nowhere' },
      'CONTEXT_MISSING',
      /build context config is no folder/,
    ],
  ])('%s', async (_, inputs, code, words) => {
    const { result, calls } = await recorded(inputs)
    expect(errorOf(result)).toMatch(words)
    expect(result.outputs['failure-code']).toBe(code)
    expect(calls).toEqual([])
  })
})
