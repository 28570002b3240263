import { describe, expect, test } from '@jest/globals'
import { lackOf } from '../../src/image/features.ts'

const plain = { platforms: [], provenance: 'false' }
const several = { platforms: ['linux/amd64', 'linux/arm64'] }

describe('the classic image store', () => {
  test.each([
    ['a plain image', plain],
    ['one foreign platform', { ...plain, platforms: ['linux/arm64'] }],
  ])('can build %s', (_, plan) => {
    expect(lackOf('classic', plan)).toBeUndefined()
  })

  test.each([
    ['several platforms', { ...plain, ...several }, 'build 2 platforms into one image'],
    ['provenance', { ...plain, provenance: 'true' }, 'attach provenance (`provenance: true`)'],
    [
      'provenance by its mode',
      { ...plain, provenance: 'mode=max' },
      'attach provenance (`provenance: mode=max`)',
    ],
  ])('cannot do %s, and the way out is named', (_, plan, what) => {
    const lack = lackOf('classic', plan)
    expect(lack?.code).toBe('BUILDER_LACKS_FEATURE')
    expect(lack?.message).toContain(`cannot ${what}`)
    expect(lack?.hint).toContain('docker buildx create --use')
    expect(lack?.hint).toContain('containerd image store')
  })
})

test('the containerd store can do all of it', () => {
  expect(lackOf('containerd', { ...several, provenance: 'mode=max' })).toBeUndefined()
})
