import { describe, expect, test } from '@jest/globals'
import { lackOf, type Wanted } from '../../src/image/features.ts'
import { givenBuild } from '../support/given.ts'

const several = { platforms: ['linux/amd64', 'linux/arm64'] }

function lack(wanted: Partial<Wanted>, store: 'classic' | 'containerd' = 'classic') {
  return lackOf(store, givenBuild(wanted))
}

describe('the classic image store', () => {
  test.each<[string, Partial<Wanted>]>([
    ['a plain image', {}],
    ['one foreign platform', { platforms: ['linux/arm64'] }],
    ['a cache within the image', { cacheTo: ['type=inline'], cacheFrom: ['acme/shop:main'] }],
    ['a cache that it reads', { cacheFrom: ['type=registry,ref=acme/shop:cache', 'type=local,src=cache'] }],
  ])('can build %s', (_, wanted) => {
    expect(lack(wanted)).toBeUndefined()
  })

  test.each<[string, Partial<Wanted>, string]>([
    ['several platforms', several, 'build 2 platforms into one image'],
    ['provenance', { provenance: 'true' }, 'attach provenance (`provenance: true`)'],
    ['provenance by its mode', { provenance: 'mode=max' }, 'attach provenance (`provenance: mode=max`)'],
    ['an SBOM', { sbom: 'true' }, 'attach an SBOM (`sbom: true`)'],
    ['annotations', { annotations: ['manifest:a=b'] }, 'keep annotations'],
    ['a cache in a registry', { cacheTo: ['type=registry,ref=x:c'] }, 'export a cache of type registry'],
    ['a cache in a folder', { cacheTo: ['type=local,dest=c'] }, 'export a cache of type local'],
    [
      'the caches of GitHub and S3',
      { cacheFrom: ['type=gha', 'type=s3,bucket=b', 'type=gha,scope=x'] },
      'import a cache of type gha, s3',
    ],
  ])('cannot do %s, and the way out is named', (_, wanted, what) => {
    const error = lack(wanted)
    expect(error?.code).toBe('BUILDER_LACKS_FEATURE')
    expect(error?.message).toBe(
      `The builder at hand cannot ${what}: the engine uses the classic image store.`,
    )
    expect(error?.hint).toMatch(
      /^Give `builder: create`, .*docker\/setup-buildx-action.*containerd image store/,
    )
  })

  test('is told of all that it lacks at once', () => {
    const all = {
      ...several,
      provenance: 'mode=max',
      cacheFrom: ['type=gha'],
      cacheTo: ['type=gha,mode=max'],
    }
    expect(lack(all)?.message).toBe(
      'The builder at hand cannot build 2 platforms into one image, nor attach provenance (`provenance: mode=max`), nor import a cache of type gha, nor export a cache of type gha: the engine uses the classic image store.',
    )
  })
})

test('the containerd store can do all of it', () => {
  const all = { ...several, provenance: 'mode=max', sbom: 'true', cacheTo: ['type=gha'] }
  expect(lack(all, 'containerd')).toBeUndefined()
})

test('but for caches in the stores of clouds, which the engine does not know', () => {
  const error = lack({ cacheFrom: ['type=s3,bucket=b'], cacheTo: ['type=azblob,name=n'] }, 'containerd')
  expect(error?.message).toBe(
    'The builder at hand cannot import a cache of type s3, nor export a cache of type azblob: the engine uses the containerd image store.',
  )
  expect(error?.hint).not.toContain('switch the engine')
})
