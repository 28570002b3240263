import { describe, expect, test } from '@jest/globals'
import type { BuildPlan } from '../../src/image/arguments.ts'
import { buildArguments } from '../../src/image/arguments.ts'
import { givenBuild } from '../support/given.ts'

const reference = '127.0.0.1:5000/shop:candidate-42-1-beef'

function args(plan: Partial<BuildPlan> = {}, push: string | undefined = reference): readonly string[] {
  return buildArguments(givenBuild(plan), push, '/private/metadata.json')
}

test('the least, pushed: provenance and SBOM are said, since their defaults differ by builder', () => {
  expect(args()).toEqual([
    ...['buildx', 'build', '--progress', 'plain', '--metadata-file', '/private/metadata.json'],
    ...['--provenance', 'false', '--sbom', 'false'],
    ...['--tag', reference, '--push'],
    ...['--', '/workspace'],
  ])
})

test('without pushing the result is thrown away', () => {
  const built = buildArguments(givenBuild(), undefined, '/private/metadata.json')
  expect(built.join(' ')).toContain('--output type=cacheonly -- /workspace')
  expect(built).not.toContain('--push')
  expect(built).not.toContain('--tag')
})

describe('each part of a plan', () => {
  test.each<[string, Partial<BuildPlan>, readonly string[]]>([
    ['file', { file: '/workspace/docker/Dockerfile' }, ['--file', '/workspace/docker/Dockerfile']],
    ['target', { target: 'runtime' }, ['--target', 'runtime']],
    ['platforms', { platforms: ['linux/amd64', 'linux/arm64'] }, ['--platform', 'linux/amd64,linux/arm64']],
    [
      'build arguments',
      { buildArguments: ['A=1', 'B=x y=z'] },
      ['--build-arg', 'A=1', '--build-arg', 'B=x y=z'],
    ],
    ['labels', { labels: { a: '1', b: 'x=y z' } }, ['--label', 'a=1', '--label', 'b=x=y z']],
    ['no cache', { noCache: true }, ['--no-cache']],
    ['pull', { pull: true }, ['--pull']],
    ['provenance', { provenance: 'mode=max' }, ['--provenance', 'mode=max']],
    ['an SBOM', { sbom: 'generator=acme/scanner' }, ['--sbom', 'generator=acme/scanner']],
    ['a builder', { builder: 'fast' }, ['--builder', 'fast']],
    [
      'build contexts',
      { buildContexts: ['app=services/app', 'base=docker-image://debian:13'] },
      ['--build-context', 'app=services/app', '--build-context', 'base=docker-image://debian:13'],
    ],
    [
      'secrets, and where they are',
      { secrets: ['id=a,env=SLIPWAY_SECRET_1', 'id=b,src=/b'], secretEnvironment: { SLIPWAY_SECRET_1: 'x' } },
      ['--secret', 'id=a,env=SLIPWAY_SECRET_1', '--secret', 'id=b,src=/b'],
    ],
    ['agents', { ssh: ['default', 'git=/a,/b'] }, ['--ssh', 'default', '--ssh', 'git=/a,/b']],
    ['annotations', { annotations: ['index:a=b c'] }, ['--annotation', 'index:a=b c']],
    [
      'caches',
      { cacheFrom: ['type=gha', 'type=inline'], cacheTo: ['type=gha,mode=max'] },
      ['--cache-from', 'type=gha', '--cache-from', 'type=inline', '--cache-to', 'type=gha,mode=max'],
    ],
    [
      'stages without a cache',
      { noCacheFilters: ['a', 'b'] },
      ['--no-cache-filter', 'a', '--no-cache-filter', 'b'],
    ],
    ['a network', { network: 'host' }, ['--network', 'host']],
    ['hosts', { addHosts: ['a:10.0.0.1'] }, ['--add-host', 'a:10.0.0.1']],
    ['memory', { shmSize: '2g', ulimit: ['nofile=1:2'] }, ['--shm-size', '2g', '--ulimit', 'nofile=1:2']],
    ['entitlements', { allow: ['network.host'] }, ['--allow', 'network.host']],
    [
      'a Git URL',
      { context: 'https://github.com/acme/shop.git#main' },
      ['--', 'https://github.com/acme/shop.git#main'],
    ],
  ])('%s', (_, plan, part) => {
    expect(args(plan).join('\n')).toContain(part.join('\n'))
  })
})

test('annotations are kept in a manifest that has a place for them', () => {
  const built = args({ annotations: ['manifest:a=b'] })
  expect(built).toContain('type=registry,oci-mediatypes=true,unpack=false')
  expect(built).not.toContain('--push')
  expect(built).toContain('--annotation')
})

test('no secret stands on the command line', () => {
  const secretEnvironment = { SLIPWAY_SECRET_1: 'canary' }
  expect(args({ secrets: ['id=a,env=SLIPWAY_SECRET_1'], secretEnvironment }).join(' ')).not.toContain(
    'canary',
  )
})

test('nothing that a user gives can become an option', () => {
  const hostile = args({
    context: '--output=type=local,dest=/',
    file: '--push',
    target: '--load',
    buildArguments: ['--load'],
    labels: { '--load': '$(id)' },
    ssh: ['--load'],
    noCacheFilters: ['--load'],
    addHosts: ['--load'],
  })
  const after = (option: string) => hostile[hostile.indexOf(option) + 1]
  expect(hostile.at(-2)).toBe('--')
  expect(hostile.at(-1)).toBe('--output=type=local,dest=/')
  expect(after('--file')).toBe('--push')
  expect(after('--target')).toBe('--load')
  expect(after('--build-arg')).toBe('--load')
  expect(after('--label')).toBe('--load=$(id)')
  for (const option of ['--ssh', '--no-cache-filter', '--add-host']) expect(after(option)).toBe('--load')
})
