import { describe, expect, test } from '@jest/globals'
import { parseTagRules } from '../src/image/tag-rules.ts'
import type { Inputs } from '../src/inputs/inputs.ts'
import { makePlan } from '../src/plan.ts'
import { failing } from './support/failure.ts'
import { givenEvent, givenInputs, sha } from './support/given.ts'

const circumstances = {
  nonce: 'beef',
  sourceDateEpoch: undefined,
  resolve: (path: string) => `/workspace/${path}`,
}

function plan(inputs: Partial<Inputs> = {}, event = givenEvent()) {
  return makePlan(givenInputs(inputs), event, circumstances)
}

function rules(text: string, candidatePrefix = 'candidate-') {
  return { rules: parseTagRules(text).rules, candidatePrefix }
}

function image(overrides: Partial<Inputs['image']>): Pick<Inputs, 'image'> {
  return { image: { ...givenInputs().image, ...overrides } }
}

describe('paths', () => {
  test.each([
    [
      'context and Dockerfile are relative to the workspace',
      { context: { kind: 'folder', path: 'app' }, file: 'docker/Dockerfile' },
      { context: '/workspace/app', file: '/workspace/docker/Dockerfile' },
      '/workspace/app',
    ],
    [
      'the Dockerfile of a folder is found by docker',
      { context: { kind: 'folder', path: '.' } },
      { context: '/workspace/.', file: undefined },
      '/workspace/.',
    ],
    [
      'a Git URL stays as it is, and so does a Dockerfile in it',
      { context: { kind: 'remote', url: 'https://github.com/acme/shop.git' }, file: 'docker/Dockerfile' },
      { context: 'https://github.com/acme/shop.git', file: 'docker/Dockerfile' },
      undefined,
    ],
  ] as const)('%s', (_, overrides, build, contextFolder) => {
    expect(plan(image(overrides))).toMatchObject({ build, contextFolder })
  })
})

describe('tags', () => {
  test('of a branch: listed by priority, put by how specific they are', () => {
    expect(plan({ tags: rules('type=ref,event=branch\ntype=sha') })).toMatchObject({
      tags: ['main', 'sha-5f3c0e9'],
      putOrder: ['sha-5f3c0e9', 'main'],
      version: 'main',
    })
  })

  test('of the commit that is released, which need not be the event’s', () => {
    const made = plan({ sha: 'a'.repeat(40), tags: rules('type=sha') })
    expect(made.tags).toEqual(['sha-aaaaaaa'])
    expect(made.labels).toMatchObject({ 'org.opencontainers.image.revision': 'a'.repeat(40) })
  })

  test('that rules do not give are an error of a release, which names the event', async () => {
    const failure = await failing(() => plan({ tags: rules('type=ref,event=tag') }))
    expect(failure).toEqual({
      code: 'NO_TAGS',
      sentence: "The input tags gives no tag for the event push on branch 'main'.",
      hint: expect.stringContaining('type=sha'),
    })
  })

  test.each([
    ['tags: none', { tags: { rules: [], candidatePrefix: 'candidate-' } }],
    ['a build without pushing', { intent: 'build', tags: rules('type=ref,event=tag') }],
    ['a candidate', { intent: 'candidate', tags: rules('type=ref,event=tag') }],
  ] as const)('need not be there for %s', (_, inputs) => {
    expect(plan(inputs)).toMatchObject({ tags: [], putOrder: [], version: undefined })
  })
})

describe('the candidate tag', () => {
  test('tells run and attempt, and differs at every push', () => {
    expect(plan({ tags: rules('type=sha', 'waiting_') }).candidateTag).toBe('waiting_42-1-beef')
  })

  test('is a valid tag, also with the longest prefix and numbers', () => {
    const event = givenEvent({ run: { id: '9'.repeat(20), attempt: '999', url: '' } })
    const { candidateTag } = plan({ tags: rules('type=sha', 'x'.repeat(80)) }, event)
    expect(candidateTag).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/)
  })
})

test('what the build is given', () => {
  const given = {
    target: 'runtime',
    platforms: ['linux/arm64'],
    buildArguments: ['A=1'],
    provenance: 'mode=max',
    noCache: true,
    pull: true,
  }
  const { build, labels } = plan(image({ ...given, labels: { team: 'checkout' } }))
  expect(build).toMatchObject(given)
  expect(build.labels).toBe(labels)
  expect(labels).toMatchObject({ team: 'checkout', 'org.opencontainers.image.revision': sha })
})

test('the same commit gives the same plan', () => {
  expect(plan({ tags: rules('') })).toEqual(plan({ tags: rules('') }))
})
