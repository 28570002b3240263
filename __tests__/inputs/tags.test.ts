import { describe, expect, test } from '@jest/globals'
import { plainFlavor } from '../../src/image/flavor.ts'
import { parseTagRules } from '../../src/image/tag-rules.ts'
import { createReader } from '../../src/inputs/reader.ts'
import { readTags, type TagInputs } from '../../src/inputs/tags.ts'
import type { Intent } from '../../src/intent.ts'
import { givenVariables } from '../support/given.ts'

type Texts = Readonly<Record<string, string>>

function reading(inputs: Texts, intent: Intent = 'release', hasImage = false) {
  const reader = createReader(givenVariables(inputs), () => undefined)
  const tags: TagInputs = readTags(reader, intent, hasImage)
  return { tags, problems: reader.problems, notices: reader.notices }
}

test('defaults', () => {
  expect(reading({})).toEqual({
    tags: {
      rules: parseTagRules('').rules,
      flavor: plainFlavor,
      shaLength: 7,
      prHeadSha: false,
      candidatePrefix: 'candidate-',
      tagAfter: 'gate',
      deployedTag: undefined,
      allowOlder: false,
    },
    problems: [],
    notices: [],
  })
})

test('what is given is what is used', () => {
  const { tags, problems, notices } = reading({
    tags: 'type=sha\ntype=edge',
    flavor: 'latest=false\nprefix=x-',
    'sha-length': '12',
    'pr-head-sha': 'true',
    'candidate-tag-prefix': 'waiting_',
    'tag-after': 'deploy',
    'deployed-tag': 'production',
    'allow-older': 'true',
    service: 'shop',
  })
  expect({ problems, notices }).toEqual({ problems: [], notices: [] })
  expect(tags).toMatchObject({
    rules: [{ type: 'sha' }, { type: 'edge' }],
    flavor: { latest: 'false', prefix: 'x-' },
    shaLength: 12,
    prHeadSha: true,
    candidatePrefix: 'waiting_',
    tagAfter: 'deploy',
    deployedTag: 'production',
    allowOlder: true,
  })
})

describe('rules', () => {
  test.each([
    ['none', { tags: 'none' }, false, 0],
    ['an image that is there already', {}, true, 0],
    ['none of an image that is there already', { tags: 'none' }, true, 0],
    ['asked for of an image that is there already', { tags: 'type=sha' }, true, 1],
    ['none said', {}, false, 4],
    ['comments alone', { tags: '# later' }, false, 4],
  ])('%s', (_, inputs, hasImage, count) => {
    expect(reading(inputs as Texts, 'release', hasImage).tags.rules).toHaveLength(count)
  })
})

describe('what is wrong is said', () => {
  test.each([
    [
      'tags',
      'type=x\n\ntype=raw',
      "tags: type 'x' is not one of schedule, semver, pep440, match, edge, ref, raw, sha (line 1, 'type=x')",
    ],
    [
      'flavor',
      'latest=yes',
      "flavor: latest is 'yes', which is not one of auto, true, false (line 1, 'latest=yes')",
    ],
    ['sha-length', '0', "sha-length: '0' is not a whole number of digits from 1 to 64"],
    ['sha-length', '65', "sha-length: '65' is not a whole number of digits from 1 to 64"],
    ['sha-length', 'short', "sha-length: 'short' is not a whole number of digits from 1 to 64"],
    ['pr-head-sha', 'yes', "pr-head-sha: 'yes' is not one of true, false"],
    [
      'candidate-tag-prefix',
      '.x',
      "candidate-tag-prefix: '.x' is not the start of a tag (up to 80 letters, digits and _.-)",
    ],
    ['tag-after', 'scan', "tag-after: 'scan' is not one of gate, push, deploy"],
    ['allow-older', '1', "allow-older: '1' is not one of true, false"],
    ...['{{branch}}', 'a b', '-x', 'x'.repeat(129), 'a,b', 'shop:live', 'ä'].map((tag) => [
      'deployed-tag',
      tag,
      `deployed-tag: '${tag.length > 80 ? `${tag.slice(0, 80)}…` : tag}' is not one tag (up to 128 letters, digits and _.-, without expressions)`,
    ]),
  ])('%s: %s', (name = '', value = '', said = '') => {
    expect(reading({ [name]: value, service: 'shop' }).problems[0]).toBe(said)
  })

  test('all of a list', () => {
    expect(reading({ tags: 'type=x\ntype=raw', flavor: 'a=b\nc' }).problems).toHaveLength(4)
  })

  test('a tag of 128 characters is none too long', () => {
    expect(reading({ 'deployed-tag': 'x'.repeat(128), service: 'shop' })).toMatchObject({
      problems: [],
      notices: [],
    })
  })
})

describe('what has nothing to act on', () => {
  const all = {
    tags: 'type=sha',
    'candidate-tag-prefix': 'c-',
    'tag-after': 'gate',
    'deployed-tag': 'live',
    'allow-older': 'true',
  }

  test.each<[string, Texts, Intent, readonly string[]]>([
    [
      'where nothing is pushed',
      all,
      'build',
      ['candidate-tag-prefix', 'tag-after', 'deployed-tag', 'allow-older'],
    ],
    [
      'where only a candidate is pushed',
      all,
      'candidate',
      ['tags', 'tag-after', 'deployed-tag', 'allow-older'],
    ],
    ['where no service is given', all, 'release', ['deployed-tag']],
    ['where no service is given to wait for', { 'tag-after': 'deploy' }, 'release', ['tag-after: deploy']],
    ['where a service is given', { ...all, 'tag-after': 'deploy', service: 'shop' }, 'release', []],
    [
      'where there are no rules',
      { tags: 'none', flavor: 'prefix=x', 'tag-after': 'push' },
      'release',
      ['flavor', 'tag-after'],
    ],
  ])('%s', (_, inputs, intent, names) => {
    expect(
      reading(inputs, intent).notices.map((notice) => notice.split(' has nothing to act on: ')[0]),
    ).toEqual(names)
  })
})

test('tags after the deploy, and no waiting for its end, contradict each other', () => {
  const inputs = { 'tag-after': 'deploy', service: 'shop', wait: 'false' }
  expect(reading(inputs).problems).toEqual([
    expect.stringMatching(/^tag-after: `deploy` contradicts `wait: false`/),
  ])
  expect(reading({ ...inputs, wait: 'true' }).problems).toEqual([])
  expect(reading({ ...inputs, 'tag-after': 'gate' }).problems).toEqual([])
})
