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
    [
      'a Git URL',
      { context: 'https://github.com/acme/shop.git#main' },
      ['--', 'https://github.com/acme/shop.git#main'],
    ],
  ])('%s', (_, plan, part) => {
    expect(args(plan).join('\n')).toContain(part.join('\n'))
  })
})

test('nothing that a user gives can become an option', () => {
  const hostile = args({
    context: '--output=type=local,dest=/',
    file: '--push',
    target: '--load',
    buildArguments: ['--load'],
    labels: { '--load': '$(id)' },
  })
  const after = (option: string) => hostile[hostile.indexOf(option) + 1]
  expect(hostile.at(-2)).toBe('--')
  expect(hostile.at(-1)).toBe('--output=type=local,dest=/')
  expect(after('--file')).toBe('--push')
  expect(after('--target')).toBe('--load')
  expect(after('--build-arg')).toBe('--load')
  expect(after('--label')).toBe('--load=$(id)')
})
