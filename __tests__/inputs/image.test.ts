import { describe, expect, test } from '@jest/globals'
import { readImage } from '../../src/inputs/image.ts'
import { createReader } from '../../src/inputs/reader.ts'
import { givenInputs, givenVariables } from '../support/given.ts'

type Texts = Readonly<Record<string, string>>

const files: Texts = { npmrc: 'token=canary-file', 'certs/ca.pem': 'canary\n' }
const gitHubCache = { ACTIONS_RUNTIME_TOKEN: 'x', ACTIONS_RESULTS_URL: 'https://results' }

function reading(inputs: Texts, env: Texts = {}) {
  const reader = createReader({ ...env, ...givenVariables(inputs) }, (path) => files[path])
  return { image: readImage(reader), problems: reader.problems, warnings: reader.warnings }
}

/** What is read where nothing is wrong. */
function image(inputs: Texts, env: Texts = {}) {
  const { image: read, problems, warnings } = reading(inputs, env)
  expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
  return read
}

function problems(inputs: Texts, env: Texts = {}): readonly string[] {
  return reading(inputs, env).problems
}

test('without any input', () => {
  expect(image({})).toEqual(givenInputs().image)
})

describe('what is given is what is used', () => {
  test.each<[string, Texts, object]>([
    ['a builder', { builder: 'fast-1' }, { builder: { kind: 'named', name: 'fast-1' } }],
    ['a builder of our own', { builder: 'create' }, { builder: { kind: 'created' } }],
    [
      'labels',
      { labels: '# ours\na = {{branch}}, x\n"b=1\n2"' },
      { labels: ['a = {{branch}}, x', 'b=1\n2'] },
    ],
    ['annotations', { annotations: 'index:a=b, c' }, { annotations: ['index:a=b, c'] }],
    [
      'build contexts',
      { 'build-contexts': 'app=services/app\nbase=docker-image://debian:13@sha256:1\nself=target:build' },
      { buildContexts: ['app=services/app', 'base=docker-image://debian:13@sha256:1', 'self=target:build'] },
    ],
    ['build arguments', { 'build-args': 'A=1, 2\n"B=x\ny"' }, { buildArguments: ['A=1, 2', 'B=x\ny'] }],
    ['stages without a cache', { 'no-cache-filters': 'a, b\nc' }, { noCacheFilters: ['a', 'b', 'c'] }],
    ['a network', { network: 'none' }, { network: 'none' }],
    ['hosts', { 'add-hosts': 'a:10.0.0.1, b=::1' }, { addHosts: ['a:10.0.0.1', 'b=::1'] }],
    ['memory', { 'shm-size': '2.5g' }, { shmSize: '2.5g' }],
    ['limits', { ulimit: 'nofile=1024:2048\nnproc=3' }, { ulimit: ['nofile=1024:2048', 'nproc=3'] }],
    [
      'entitlements',
      { allow: 'network.host,security.insecure\ndevice=gpu' },
      { allow: ['network.host', 'security.insecure', 'device=gpu'] },
    ],
    ['an SBOM', { sbom: 'generator=acme/scanner:1' }, { sbom: 'generator=acme/scanner:1' }],
    ['attestations', { sbom: 'true', provenance: 'mode=max' }, { sbom: 'true', provenance: 'mode=max' }],
  ])('%s', (_, inputs, expected) => {
    expect(image(inputs)).toMatchObject(expected)
  })

  test.each([
    ['default', ['default']],
    ['default,git=/run/a.sock', ['default', 'git=/run/a.sock']],
    ['git=./a,~/b,/c\ndefault', ['git=./a,~/b,/c', 'default']],
    ['git=/a,raw=true', ['git=/a,raw=true']],
  ])('agents and keys: %s', (ssh, entries) => {
    expect(image({ ssh }, { SSH_AUTH_SOCK: '/agent' }).ssh).toEqual(entries)
  })

  test('caches', () => {
    const read = image(
      {
        'cache-from': 'type=gha\nacme/shop:cache',
        'cache-to': 'type=registry,ref=x:c,mode=max\ntype=inline',
      },
      gitHubCache,
    )
    expect(read.cacheFrom).toEqual(['type=gha', 'type=registry,ref=acme/shop:cache'])
    expect(read.cacheTo).toEqual([
      'type=registry,ref=x:c,mode=max,image-manifest=true,oci-mediatypes=true',
      'type=inline',
    ])
  })

  test('the keys of a cache in S3 leave its flag', () => {
    const cache =
      'type=s3,bucket=b,access_key_id=AKIA,secret_access_key=canary,session_token=t,region=eu-west-1'
    const read = image({ 'cache-from': cache, 'cache-to': `${cache},mode=max` })
    expect(read.cacheFrom).toEqual(['type=s3,bucket=b,region=eu-west-1'])
    expect(read.cacheTo).toEqual(['type=s3,bucket=b,region=eu-west-1,mode=max'])
    expect(read.secrets.cacheKeys).toEqual({
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_SECRET_ACCESS_KEY: 'canary',
      AWS_SESSION_TOKEN: 't',
    })
  })
})

describe('secrets', () => {
  test('are split at the first =, and nothing of the value is trimmed', () => {
    const secrets = 'npm=a=b \n  spaced= x\n"pgp=-----BEGIN\nline ""two""\n-----END"\nwith.dots/and-more=1'
    expect(image({ secrets }).secrets.values).toEqual([
      { id: 'npm', value: 'a=b ' },
      { id: 'spaced', value: ' x' },
      { id: 'pgp', value: '-----BEGIN\nline "two"\n-----END' },
      { id: 'with.dots/and-more', value: '1' },
    ])
  })

  test('come from variables and files too', () => {
    const inputs = { 'secret-envs': 'a=TOKEN, b=EMPTY', 'secret-files': 'npm=npmrc\nca=certs/ca.pem' }
    expect(image(inputs, { TOKEN: 'canary', EMPTY: '' }).secrets).toMatchObject({
      values: [
        { id: 'a', value: 'canary' },
        { id: 'b', value: '' },
      ],
      files: [
        { id: 'npm', path: 'npmrc', text: 'token=canary-file' },
        { id: 'ca', path: 'certs/ca.pem', text: 'canary\n' },
      ],
    })
  })

  test('that are empty are left out with a warning: forks have none', () => {
    const { image: read, problems: wrong, warnings } = reading({ secrets: 'npm=\nother=x' })
    expect(wrong).toEqual([])
    expect(warnings).toEqual([
      'secrets: line 1 has no value and was left out; is the secret that it comes from set?',
    ])
    expect(read.secrets.values).toEqual([{ id: 'other', value: 'x' }])
  })

  test.each<[string, Texts, string]>([
    [
      'a value of several lines without quotes',
      { secrets: 'key=first\nhunter2 and more' },
      'secrets: line 2 is not of the form id=value; a value of several lines is quoted together with its id ("id=…")',
    ],
    [
      'a quote that nothing closes',
      { secrets: 'a=1\n"key=hunter2\nmore' },
      'secrets: line 2 begins with a double quote that nothing closes; a value of several lines is quoted together with its id ("id=…")',
    ],
    [
      'a value that is too long',
      { secrets: `key=${'hunter2'.repeat(20_000)}` },
      "secrets: 'key' has more than 120000 bytes; use secret-files for it",
    ],
    [
      'a variable that is not set',
      { 'secret-envs': 'key=hunter2' },
      "secret-envs: the variable for 'key' is not set in the environment of this step",
    ],
    [
      'something that is no variable',
      { 'secret-envs': 'key=hunter2/+' },
      "secret-envs: the variable for 'key' is not set in the environment of this step",
    ],
    [
      'no variable at all',
      { 'secret-envs': 'hunter2' },
      'secret-envs: entry 1 is not of the form id=VARIABLE',
    ],
    ['no path', { 'secret-files': 'hunter2=' }, 'secret-files: entry 1 is not of the form id=path'],
    [
      'one id twice',
      { secrets: 'npm=hunter2', 'secret-files': 'npm=npmrc' },
      "secrets: the id 'npm' is given twice in secrets, secret-envs and secret-files",
    ],
  ])('are refused without being shown: %s', (_, inputs, problem) => {
    const found = problems(inputs)
    expect(found).toEqual([problem])
    expect(found.join()).not.toContain('hunter2')
  })

  test.each([
    'arn:aws:secretsmanager:eu-west-1:1:secret:x',
    'arn:aws-us-gov:ssm:us-gov-west-1:1:parameter/x',
  ])('of the running container belong elsewhere: %s', (value) => {
    expect(problems({ secrets: `db=${value}` })).toEqual([
      expect.stringMatching(/^secrets: 'db' holds an ARN, .*task definition.*task-secrets/),
    ])
  })

  test('a file that is not there is named', () => {
    expect(problems({ 'secret-files': 'npm=missing/npmrc' })).toEqual([
      "secret-files: 'missing/npmrc' (for 'npm') is no file that can be read",
    ])
  })
})

describe('what is wrong is said', () => {
  test.each<[string, string, string]>([
    ['context', '-', "'-' would be standard input"],
    ['file', '-', "'-' would be standard input"],
    ['labels', 'team', "'team' is not of the form key=value"],
    ['annotations', 'index:team', "'index:team' is not of the form key=value"],
    ['build-contexts', 'app', "'app' is not of the form name=folder"],
    ['build-contexts', '=app', "'=app' is not of the form name=folder"],
    ['builder', '--use', "'--use' is neither `create` nor the name of a builder"],
    ['network', 'bridge', "'bridge' is not one of default, none, host"],
    ['add-hosts', 'a', "'a' is not of the form host:address"],
    ['shm-size', 'much', "'much' is not a size such as 128m or 2g"],
    ['ulimit', 'nofile', "'nofile' is not of the form name=soft:hard"],
    ['allow', 'everything', "'everything' is not of the form network.host, security.insecure or device"],
    ['ssh', '--load', "'--load' is not of the form default, id=socket or id=key,key"],
    ['ssh', 'default', 'but SSH_AUTH_SOCK is not set'],
    ['sbom', 'yes', "'yes' is not one of true, false, generator=<image> or other attributes of --sbom"],
    [
      'cache-from',
      'type=redis',
      'entry 1 has a type that is not one of registry, gha, s3, local, inline, azblob',
    ],
    ['cache-from', 'acme/shop:c\ntype=gha,x', 'entry 2 has a part that is not of the form key=value'],
    ['cache-from', 'type=inline', 'type=inline is for cache-to'],
    ['cache-from', 'type=local', 'type=local needs src='],
    ['cache-to', 'type=local', 'type=local needs dest='],
    ['cache-to', 'type=registry,mode=max', 'type=registry needs ref='],
    ['cache-to', 'type=local,dest=x,mode=most', 'mode is not one of min, max'],
    ['cache-to', 'type=s3,bucket=b,access_key_id=x', 'needs both access_key_id and secret_access_key'],
    [
      'cache-to',
      'type=s3,bucket=b\ntype=s3,bucket=c,access_key_id=x,secret_access_key=y',
      'use the same keys',
    ],
    ['cache-to', 'type=azblob,name=x,secret_access_key=y', 'would stand on a command line'],
  ])('%s: %s', (name, value, words) => {
    const found = problems({ [name]: value })
    expect(found).toEqual([expect.stringContaining(`${name}: `)])
    expect(found[0]).toContain(words)
  })

  test('a filter contradicts no cache at all', () => {
    expect(problems({ 'no-cache': 'true', 'no-cache-filters': 'build' })).toEqual([
      'no-cache-filters: contradicts `no-cache: true`, which leaves no cache to filter',
    ])
  })

  test.each([{}, { ACTIONS_RUNTIME_TOKEN: 'x' }, { ACTIONS_RESULTS_URL: 'https://results' }])(
    'a cache of GitHub that the runner does not offer: %j',
    (env: Texts) => {
      expect(problems({ 'cache-to': 'type=gha' }, env)).toEqual([
        expect.stringContaining('cache-to: type=gha needs the cache of GitHub, but this runner names none'),
      ])
    },
  )

  test('a token of a cache would stand on a command line', () => {
    const found = problems({ 'cache-from': 'type=gha,token=hunter2' }, gitHubCache)
    expect(found).toEqual([expect.stringContaining('would stand on a command line')])
    expect(found.join()).not.toContain('hunter2')
  })
})
