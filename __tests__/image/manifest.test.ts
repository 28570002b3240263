import { describe, expect, test } from '@jest/globals'
import { readContent } from '../../src/image/manifest.ts'

const types = {
  index: 'application/vnd.oci.image.index.v1+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  docker: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.oci.image.config.v1+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
}

function digest(digit: string): string {
  return `sha256:${digit.repeat(64)}`
}

function content(manifest: unknown, mediaType = types.manifest) {
  return readContent({ mediaType, text: typeof manifest === 'string' ? manifest : JSON.stringify(manifest) })
}

function image(digit: string, platform: unknown, more: object = {}) {
  return { mediaType: types.manifest, digest: digest(digit), size: 481, platform, ...more }
}

const amd64 = { architecture: 'amd64', os: 'linux' }
const arm64 = { architecture: 'arm64', os: 'linux' }
const layers = [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: digest('9'), size: 1 }]

describe('a single image', () => {
  test.each([
    ['OCI', { schemaVersion: 2, mediaType: types.manifest, config: { mediaType: types.config }, layers }],
    ['OCI without a media type', { schemaVersion: 2, config: { mediaType: types.config }, layers }],
    [
      'Docker',
      { schemaVersion: 2, mediaType: types.docker, config: { mediaType: types.dockerConfig }, layers },
    ],
  ])('%s', (_, manifest) => {
    expect(content(manifest)).toEqual({ kind: 'image' })
  })
})

describe('an index', () => {
  test('of two platforms, with their variant', () => {
    const manifests = [image('1', amd64), image('2', { ...arm64, variant: 'v8' })]
    expect(content({ schemaVersion: 2, mediaType: types.index, manifests }, types.index)).toEqual({
      kind: 'index',
      images: [
        { digest: digest('1'), platform: 'linux/amd64' },
        { digest: digest('2'), platform: 'linux/arm64/v8' },
      ],
      indexes: [],
    })
  })

  test('as Docker writes it', () => {
    const manifests = [{ ...image('1', amd64), mediaType: types.docker }]
    expect(content({ schemaVersion: 2, mediaType: types.list, manifests }, types.list)).toMatchObject({
      images: [{ digest: digest('1'), platform: 'linux/amd64' }],
    })
  })

  const unknown = { architecture: 'unknown', os: 'unknown' }
  const attestation = {
    'vnd.docker.reference.digest': digest('1'),
    'vnd.docker.reference.type': 'attestation-manifest',
  }

  test.each([
    ['an attestation of BuildKit', image('3', unknown, { annotations: attestation })],
    ['an attestation known by its annotation alone', image('3', amd64, { annotations: attestation })],
    ['an attestation known by its platform alone', image('3', unknown)],
    [
      'an attestation as an OCI artifact',
      image('3', undefined, { artifactType: 'application/vnd.docker.attestation.manifest.v1+json' }),
    ],
    [
      'a signature',
      image('3', undefined, { artifactType: 'application/vnd.dev.cosign.artifact.sig.v1+json' }),
    ],
    ['a SOCI index', image('3', undefined, { artifactType: 'application/vnd.amazon.soci.index.v2+json' })],
  ])('without %s', (_, attachment) => {
    const manifests = [image('1', amd64), attachment]
    expect(content({ schemaVersion: 2, manifests }, types.index)).toEqual({
      kind: 'index',
      images: [{ digest: digest('1'), platform: 'linux/amd64' }],
      indexes: [],
    })
  })

  test('of an index', () => {
    const inner = { mediaType: types.index, digest: digest('4'), size: 1 }
    const list = { mediaType: types.list, digest: digest('5'), size: 1 }
    expect(content({ schemaVersion: 2, manifests: [inner, image('1', amd64), list] }, types.index)).toEqual({
      kind: 'index',
      images: [{ digest: digest('1'), platform: 'linux/amd64' }],
      indexes: [digest('4'), digest('5')],
    })
  })

  test.each([
    ['nothing', []],
    ['attestations only', [image('3', unknown)]],
  ])('of %s', (_, manifests) => {
    expect(content({ schemaVersion: 2, manifests })).toEqual({ kind: 'index', images: [], indexes: [] })
  })

  test.each([undefined, null, {}, [], 'linux/amd64', { os: '', architecture: 1 }])(
    'of an image that does not say for what: %j',
    (platform) => {
      expect(content({ manifests: [image('1', platform)] })).toMatchObject({
        images: [{ platform: 'unnamed platform' }],
      })
    },
  )
})

describe('what is no image', () => {
  const helm = 'application/vnd.cncf.helm.config.v1+json'
  const empty = 'application/vnd.oci.empty.v1+json'
  const sbom = 'application/spdx+json'

  test.each([
    ['a Helm chart', { config: { mediaType: helm } }, `an artifact of type ${helm}`],
    ['an artifact', { artifactType: sbom, config: { mediaType: empty } }, `an artifact of type ${sbom}`],
    [
      'an artifact with an image’s config',
      { artifactType: sbom, config: { mediaType: types.config } },
      `an artifact of type ${sbom}`,
    ],
    [
      'a manifest without a config',
      { schemaVersion: 1, fsLayers: [] },
      `an artifact of type ${types.manifest}`,
    ],
    ['an empty object', {}, `an artifact of type ${types.manifest}`],
    ['an array', [], `an artifact of type ${types.manifest}`],
    ['null', null, `an artifact of type ${types.manifest}`],
    ['nothing at all', '', 'text that is not JSON'],
    ['an HTML page', '<html></html>', 'text that is not JSON'],
    ['half a manifest', '{"schemaVersion": 2,', 'text that is not JSON'],
  ])('%s', (_, manifest, what) => {
    expect(content(manifest)).toEqual({ kind: 'other', what })
  })
})
