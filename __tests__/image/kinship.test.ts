import { describe, expect, test } from '@jest/globals'
import { createdLabel, fingerprintLabel, revisionLabel } from '../../src/image/fingerprint.ts'
import { type Existing, newerOnes, takenBy, twinOf } from '../../src/image/kinship.ts'
import type { Labels } from '../../src/image/labels.ts'
import { digest, sha } from '../support/given.ts'

const ours: Labels = {
  [createdLabel]: '2026-11-20T08:30:00.000Z',
  [revisionLabel]: sha,
  [fingerprintLabel]: 'f'.repeat(32),
  team: 'checkout',
}
const another = 'a'.repeat(40)
const { [fingerprintLabel]: _, ...withoutFingerprint } = ours

function naming(tag: string, labels: Labels | undefined = ours, overrides: Partial<Existing> = {}): Existing {
  return { tag, digest, isImage: true, labels, ...overrides }
}

const unread: Existing = { tag: 'v1', digest, isImage: true, labels: undefined }

describe('an image makes a build needless', () => {
  const putOrder = ['sha-1', 'v1', 'main']
  const none = () => false

  function twin(
    existing: readonly Existing[],
    isImmutable: (tag: string) => boolean = none,
    own = ours,
  ): string | undefined {
    return twinOf(existing, own, { putOrder, isImmutable })?.tag
  }

  test('that has our commit and our fingerprint, whatever its other labels are', () => {
    const labels = { ...ours, team: 'x', [createdLabel]: 'y', more: 'z' }
    expect(twin([naming('main', labels)])).toBe('main')
  })

  test.each<[string, Existing]>([
    ['of another commit', naming('main', { ...ours, [revisionLabel]: another })],
    ['built from other inputs', naming('main', { ...ours, [fingerprintLabel]: 'e'.repeat(32) })],
    ['without a fingerprint', naming('main', withoutFingerprint)],
    ['without a commit', naming('main', { [fingerprintLabel]: 'f'.repeat(32) })],
    ['without labels', naming('main', {})],
    ['whose labels could not be read', { ...unread, tag: 'main' }],
    ['that is none', naming('main', ours, { isImage: false })],
    ['whose commit is ours in upper case', naming('main', { ...ours, [revisionLabel]: sha.toUpperCase() })],
    ['of a tag that is not in the plan', naming('latest')],
  ])('but not one %s', (_, existing) => {
    expect(twin([existing])).toBeUndefined()
  })

  test('but none where ours will have no fingerprint, as with a Git URL', () => {
    expect(twin([naming('main', withoutFingerprint)], none, withoutFingerprint)).toBeUndefined()
  })

  test('but none where ours will have no commit: there is nothing that two of them would prove', () => {
    const { [revisionLabel]: __, ...nameless } = ours
    expect(twin([naming('main', nameless)], none, nameless)).toBeUndefined()
  })

  test('of several, the one of the most specific tag', () => {
    expect(twin([naming('main'), naming('v1'), naming('sha-1', {})])).toBe('v1')
  })

  test('of several, the one under an immutable tag, since no other could have that tag', () => {
    const isImmutable = (tag: string) => tag === 'main'
    expect(twin([naming('v1'), naming('sha-1'), naming('main')], isImmutable)).toBe('main')
  })

  test('though an immutable tag names something else: that is for others to refuse', () => {
    const isImmutable = (tag: string) => tag === 'main'
    expect(twin([naming('v1'), naming('main', {})], isImmutable)).toBe('v1')
  })
})

describe('an immutable tag is taken', () => {
  const isImmutable = (tag: string) => tag.startsWith('v')

  function taken(existing: readonly Existing[], own = ours): string | undefined {
    return takenBy(existing, own, isImmutable)?.tag
  }

  test.each<[string, Existing]>([
    ['another commit', naming('v1', { ...ours, [revisionLabel]: another })],
    ['nothing of a commit, though its labels are like ours', naming('v1', { team: 'checkout' })],
    ['our commit, and other inputs', naming('v1', { ...ours, [fingerprintLabel]: 'e'.repeat(32) })],
    ['no commit, and other inputs', naming('v1', { [fingerprintLabel]: 'e'.repeat(32) })],
    ['no image but an artifact', naming('v1', {}, { isImage: false })],
  ])('that names %s', (_, existing) => {
    expect(taken([existing])).toBe('v1')
  })

  test.each<[string, Existing]>([
    ['our commit and our fingerprint', naming('v1')],
    ['our commit, from before there were fingerprints', naming('v1', withoutFingerprint)],
    ['our commit, and other labels that changed since', naming('v1', { ...ours, team: 'x' })],
    ['no labels at all, as of a frontend that takes none', naming('v1', {})],
    ['labels of other tools only', naming('v1', { maintainer: 'x' })],
    ['labels that could not be read', unread],
  ])('not where it has %s: the digests decide after the push', (_, existing) => {
    expect(taken([existing])).toBeUndefined()
  })

  test('not where ours will have no labels', () => {
    expect(taken([naming('v1', {})], {})).toBeUndefined()
  })

  test('not for its fingerprint alone where ours will have none', () => {
    expect(taken([naming('v1')], withoutFingerprint)).toBeUndefined()
  })

  test('only where it is immutable, and the first of them is named', () => {
    const foreign = { ...ours, [revisionLabel]: another }
    expect(taken([naming('main', foreign)])).toBeUndefined()
    expect(taken([naming('main', foreign), naming('v1'), naming('v2', foreign), naming('v3', foreign)])).toBe(
      'v2',
    )
    expect(taken([])).toBeUndefined()
  })
})

describe('a tag names a later commit', () => {
  const later = { ...ours, [revisionLabel]: another, [createdLabel]: '2026-11-20T08:30:01.000Z' }

  function newer(existing: readonly Existing[], own = ours): readonly string[] {
    return newerOnes(existing, own).map(({ tag }) => tag)
  }

  test('whose time is later than ours, also in another zone', () => {
    expect(newer([naming('main', later), naming('sha-1')])).toEqual(['main'])
    const written = '2026-11-20T09:30:01+01:00'
    expect(newer([naming('main', { ...later, [createdLabel]: written })])).toEqual(['main'])
    expect(newer([naming('main', later), naming('latest', later)])).toEqual(['main', 'latest'])
  })

  test.each<[string, Labels | undefined]>([
    ['of an earlier commit', { ...later, [createdLabel]: '2026-11-20T08:29:59.000Z' }],
    ['of the same time, which tells nothing', { ...later, [createdLabel]: ours[createdLabel] ?? '' }],
    ['of our own commit, at whatever time', { ...later, [revisionLabel]: sha }],
    ['without a time', { [revisionLabel]: another }],
    ['of a time that is none', { ...later, [createdLabel]: 'tomorrow' }],
    [
      'that says nothing of its commit, as a base image that was tagged',
      { [createdLabel]: '2099-01-01T00:00:00Z' },
    ],
    ['whose labels could not be read', undefined],
  ])('but not an image %s', (_, labels) => {
    expect(newer([{ ...naming('main'), labels }])).toEqual([])
  })

  test('but none where our own time is not known', () => {
    const { [createdLabel]: __, ...timeless } = ours
    expect(newer([naming('main', later)], timeless)).toEqual([])
    expect(newer([naming('main', later)], {})).toEqual([])
  })
})
