import { describe, expect, test } from '@jest/globals'
import type { Source } from '../../src/inputs/source.ts'
import { digest } from '../support/given.ts'
import { notices, read, refusal } from './reading.ts'

const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'

function source(inputs: Readonly<Record<string, string>> = {}): Source {
  return read(inputs).inputs.source
}

function stored(image: string, repository = 'shop') {
  const found = source({ image, repository })
  if (found.kind !== 'stored') throw new Error(`It is ${found.kind}.`)
  return found.image
}

/** The value of the one rule of a tag. */
function tagOf(image: string, repository?: string): unknown {
  const found = stored(image, repository)
  if (found.kind !== 'tag') throw new Error('It is a digest.')
  expect(found.rules).toHaveLength(1)
  expect(found.rules[0]).toMatchObject({ type: 'raw' })
  return found.rules.map((rule) => 'value' in rule && rule.value)[0]
}

describe('without an image there is a build', () => {
  test.each([
    [{}, true],
    [{ reuse: 'auto' }, true],
    [{ reuse: 'never' }, false],
    [{ image: '', 'local-image': ' \n' }, true],
  ])('%j', (inputs, reuse) => {
    expect(source(inputs)).toEqual({ kind: 'build', reuse })
    expect(notices(inputs)).toEqual([])
  })
})

describe('an image of ECR', () => {
  test.each([
    ['by its digest alone', `@${digest}`, undefined],
    ['by name and digest', `shop@${digest}`, undefined],
    ['by its full URI', `${host}/shop@${digest}`, host],
    ['of a registry on a loopback address', `127.0.0.1:5000/shop@${digest}`, '127.0.0.1:5000'],
  ])('%s', (_, image, expected) => {
    expect(stored(image)).toEqual({ kind: 'digest', digest, host: expected })
  })

  test.each([
    ['by its tag alone', ':v1', 'v1', undefined],
    ['by name and tag', 'shop:v1', 'v1', undefined],
    ['by its full URI and tag', `${host}/shop:v1`, 'v1', host],
    ['of a registry with a port', '127.0.0.1:5000/shop:v1', 'v1', '127.0.0.1:5000'],
    ['by a tag with an expression', ':sha-{{sha}}', 'sha-{{sha}}', undefined],
    ['by name and a tag with an expression', 'shop:{{branch}}-x', '{{branch}}-x', undefined],
    [
      'by a tag with a time of day and an address in its expression',
      ":{{date 'HH:mm' tz='Europe/Berlin'}}",
      "{{date 'HH:mm' tz='Europe/Berlin'}}",
      undefined,
    ],
    ['by a tag with an @ in its expression', ":{{date '[@]YYYY'}}", "{{date '[@]YYYY'}}", undefined],
    ['by a tag with double quotes in its expression', ':{{date "YYYY"}}', '{{date "YYYY"}}', undefined],
  ])('%s', (_, image, value, expected) => {
    expect(tagOf(image)).toBe(value)
    expect(stored(image).host).toBe(expected)
  })

  test('of a repository with a path', () => {
    expect(tagOf('team/shop:v1', 'team/shop')).toBe('v1')
    expect(stored(`${host}/team/shop@${digest}`, 'team/shop')).toMatchObject({ digest, host })
  })

  test('whose tag is no rule: commas and equals signs in it are of its expression', () => {
    expect(tagOf(":{{date 'YYYY,MM' tz='UTC'}}")).toBe("{{date 'YYYY,MM' tz='UTC'}}")
  })

  test('that is what the service runs', () => {
    const { inputs, notices: told } = read({ image: 'deployed', service: 'shop', deploy: 'false' })
    expect(inputs.source).toEqual({ kind: 'stored', image: { kind: 'deployed', host: undefined } })
    expect(inputs).toMatchObject({ tags: { rules: [] }, deploy: { kind: 'none' } })
    expect(told).toEqual([])
  })

  test('named deployed is still one with a tag of that name', () => {
    expect(tagOf(':deployed')).toBe('deployed')
    expect(tagOf('deployed:v1', 'deployed')).toBe('v1')
  })

  test('has no tags of its own accord', () => {
    expect(read({ image: ':v1' }).inputs.tags.rules).toEqual([])
    expect(read({ image: ':v1', tags: 'latest' }).inputs.tags.rules).toHaveLength(1)
  })
})

describe('an image of ECR that is refused', () => {
  test.each<[string, string, string]>([
    [
      'without a digest or a tag',
      'shop',
      "'shop' names neither a digest (repository@sha256:…) nor a tag (:tag)",
    ],
    [
      'with a digest that is none',
      '@sha256:abc',
      "'sha256:abc' is no digest (sha256: and 64 hexadecimal digits)",
    ],
    [
      'with a digest in capitals',
      `@sha256:${'A'.repeat(64)}`,
      `'sha256:${'A'.repeat(64)}' is no digest (sha256: and 64 hexadecimal digits)`,
    ],
    [
      'of another repository',
      'web:v1',
      "'web' is not the repository 'shop': an image is tagged in its own repository",
    ],
    [
      'of another repository by its digest',
      `${host}/web@${digest}`,
      `'${host}/web' is not the repository 'shop': an image is tagged in its own repository`,
    ],
    [
      'of a host that is none of ECR',
      'docker.io/shop:v1',
      "'docker.io/shop' is on 'docker.io', which is no host of ECR (account.dkr.ecr.region.amazonaws.com or public.ecr.aws)",
    ],
    ['with a scheme', 'https://docker.io/shop:v1', "'https://docker.io/shop' has a scheme; leave it out"],
    [
      'that is what a service runs, without a service',
      'deployed',
      '`deployed` is what a service runs, and the input service is not given',
    ],
  ])('%s', async (_, image, complaint) => {
    expect(await refusal({ image })).toBe(`An input is wrong: image: ${complaint}.`)
  })

  test.each([
    ['an empty tag', 'shop:'],
    ['an empty tag alone', ':'],
    ['an expression that is not closed', ':{{sha'],
    ['an expression that is closed by half', ':{{shaa}'],
    ['a block', ':{{#if x}}a{{/if}}'],
    ['two lines', ':v1\n:v2'],
    ['a path in a tag, which would name another image', ':feature/x'],
    ['white space in a tag', ':v 1'],
    ['a tag that is too long', `:${'x'.repeat(129)}`],
    ['a tag that begins with a hyphen', ':-v1'],
    ['a host with a port and no tag', '127.0.0.1:5000/shop'],
    ['an empty digest', 'shop@'],
  ])('for %s', async (_, image) => {
    expect(await refusal({ image })).toMatch(/^An input is wrong: image: /)
  })

  test('with ECR Public, which hands out no manifests', async () => {
    const inputs = { repository: 'public.ecr.aws/acme/shop', gate: 'off', image: `@${digest}` }
    expect(await refusal(inputs)).toBe(
      'An input is wrong: image: is offered for private repositories only: ECR Public hands out no manifests.',
    )
  })

  test.each(['image', 'local-image'])('on one line, and cut: %s', async (name) => {
    const sentence = await refusal({ [name]: `\u001b[2J\r\n::error::${'x'.repeat(10_000)}` })
    expect({ isShort: sentence.length < 1_000, hasControls: /\p{Cc}/u.test(sentence) }).toEqual({
      isShort: true,
      hasControls: false,
    })
  })
})

describe('an image of the engine', () => {
  test.each([
    'shop',
    'shop:dev',
    'registry.example.com:5000/team/shop:dev',
    `sha256:${'1'.repeat(64)}`,
    '0123abcd',
  ])('%s', (reference) => {
    expect(source({ 'local-image': reference })).toEqual({ kind: 'local', reference })
  })

  test.each(['--all', '-x', 'a b', 'a;b', '$(id)', '@sha256:1', 'a\nb', `${'x'.repeat(502)}`])(
    'is refused: %j',
    async (reference) => {
      expect(await refusal({ 'local-image': reference })).toMatch(
        /^An input is wrong: local-image: '.*' is no reference or id of an image\.$/,
      )
    },
  )

  test('is tagged by the default rules', () => {
    expect(read({ 'local-image': 'shop' }).inputs.tags.rules).toEqual(read().inputs.tags.rules)
  })

  test('may go to ECR Public', () => {
    const inputs = { repository: 'public.ecr.aws/acme/shop', gate: 'off', 'local-image': 'shop' }
    expect(source(inputs)).toMatchObject({ kind: 'local' })
  })
})

test('an image of ECR and one of the engine contradict each other', async () => {
  expect(await refusal({ image: ':v1', 'local-image': 'shop' })).toBe(
    'An input is wrong: image: contradicts local-image; give one of them.',
  )
})

describe('inputs of a build have nothing to act on', () => {
  test.each([
    [{ image: ':v1', context: 'app' }, 'context has nothing to act on: with image nothing is built.'],
    [
      { 'local-image': 'shop', target: 'x', 'build-args': 'A=1', reuse: 'never' },
      'target, build-args, reuse have nothing to act on: with local-image nothing is built.',
    ],
    [{ image: ':v1', labels: 'a=b' }, 'labels has nothing to act on: with image nothing is built.'],
  ])('%j', (inputs, told) => {
    expect(notices(inputs)).toEqual([told])
  })

  test('and neither has an image where nothing is pushed', () => {
    expect(notices({ image: ':v1', push: 'false' })).toEqual([
      'Nothing is pushed in this run, and nothing is built: an image that is there already needs no build.',
    ])
  })
})

test('a wrong way of reuse is named', async () => {
  expect(await refusal({ reuse: 'always' })).toBe(
    "An input is wrong: reuse: 'always' is not one of auto, never.",
  )
})
