import { describe, expect, test } from '@jest/globals'
import type { BuildPlan } from '../../src/image/arguments.ts'
import { fingerprintOf } from '../../src/image/fingerprint.ts'
import { givenBuild } from '../support/given.ts'

const dockerfile = 'FROM scratch\nCOPY . /\n'

const asked = {
  ...{ dockerfile, ignoreFile: '', context: '.' },
  ...{ labels: [], annotations: [], secrets: [] },
}

function fingerprint(
  overrides: Partial<BuildPlan> = {},
  given: Partial<Parameters<typeof fingerprintOf>[1]> = {},
): string {
  return fingerprintOf(givenBuild(overrides), { ...asked, ...given })
}

test('is short, and the same for the same build', () => {
  expect(fingerprint()).toMatch(/^[0-9a-f]{32}$/)
  expect(fingerprint()).toBe(fingerprint())
})

describe('is another one for', () => {
  test.each<[string, string]>([
    ['another Dockerfile', fingerprint({}, { dockerfile: `${dockerfile}\n` })],
    ['another context', fingerprint({}, { context: 'app' })],
    ['a label that was given', fingerprint({}, { labels: ['a=b'] })],
    ['an annotation that was given', fingerprint({}, { annotations: ['a=b'] })],
    ['another .dockerignore', fingerprint({}, { ignoreFile: 'docs' })],
    ['a secret', fingerprint({}, { secrets: ['npm'] })],
    ['a target', fingerprint({ target: 'runtime' })],
    ['a platform', fingerprint({ platforms: ['linux/arm64'] })],
    ['an argument', fingerprint({ buildArguments: ['A=1'] })],
    ['a context by name', fingerprint({ buildContexts: ['base=../base'] })],
    ['provenance', fingerprint({ provenance: 'mode=max' })],
    ['an SBOM', fingerprint({ sbom: 'true' })],
  ])('%s', (_, other) => {
    expect(other).not.toBe(fingerprint())
  })

  test.each<[string, Partial<BuildPlan>, Partial<BuildPlan>]>([
    ['an argument of another value', { buildArguments: ['A=1'] }, { buildArguments: ['A=2'] }],
    ['one entry and two', { buildArguments: ['A=1,B=2'] }, { buildArguments: ['A=1', 'B=2'] }],
    ['an argument and a context', { buildArguments: ['a=b'] }, { buildContexts: ['a=b'] }],
    ['a target and a platform', { target: 'linux/arm64' }, { platforms: ['linux/arm64'] }],
    ['provenance and an SBOM', { provenance: 'true' }, { sbom: 'true' }],
    [
      'an argument that is given twice, since the last one counts',
      { buildArguments: ['A=1', 'A=2'] },
      { buildArguments: ['A=2', 'A=1'] },
    ],
    [
      'a context that is given twice, since the last one counts',
      { buildContexts: ['base=a', 'base=b'] },
      { buildContexts: ['base=b', 'base=a'] },
    ],
  ])('%s', (_, one, another) => {
    expect(fingerprint(one)).not.toBe(fingerprint(another))
  })
})

describe('is the same for', () => {
  test.each<[string, Partial<BuildPlan>, Partial<BuildPlan>]>([
    ['another workspace', { context: '/a/shop', file: '/a/shop/Dockerfile' }, { context: '/b/shop' }],
    ['computed labels', { labels: { 'org.opencontainers.image.version': 'main' } }, {}],
    ['what changes no image', { cacheFrom: ['type=gha'], builder: 'mine', noCache: true }, {}],
  ])('%s', (_, one, another) => {
    expect(fingerprint(one)).toBe(fingerprint(another))
  })
})

test('leaves the plan as it is', () => {
  const plan = givenBuild({ platforms: ['b/b', 'a/a'], buildArguments: ['B=1', 'A=1'] })
  fingerprintOf(plan, asked)
  expect(plan).toMatchObject({ platforms: ['b/b', 'a/a'], buildArguments: ['B=1', 'A=1'] })
})
