import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { readPublicPushed } from '../../src/image/public.ts'
import { failing } from '../support/failure.ts'
import { givenDocker } from '../support/fake-docker.ts'
import { account } from '../support/given.ts'

const uri = 'public.ecr.aws/acme/shop'
const repository = { name: 'shop', uri, host: 'public.ecr.aws', account }
const never = new AbortController().signal
const type = 'application/vnd.oci.image.manifest.v1+json'
const indexType = 'application/vnd.oci.image.index.v1+json'
const image = JSON.stringify({ schemaVersion: 2, mediaType: type, config: { digest: 'sha256:c0' } })

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** Reads back an image of this text with a docker that does this, `$FOLDER/manifest` holding the text. */
async function reading(text: string, script = 'cat "$FOLDER/manifest"', signal = never) {
  const env = givenDocker(`echo "$@" >> "$FOLDER/asked"\n${script}`)
  writeFileSync(join(env.FOLDER, 'manifest'), text)
  const digest = digestOf(text)
  const pushed = readPublicPushed(repository, { digest, platform: 'linux/amd64' }, { env, signal, pace: 60 })
  const asked = () => readFileSync(join(env.FOLDER, 'asked'), 'utf8').trimEnd().split('\n')
  return { pushed, asked, digest }
}

test('an image is read by its digest, byte by byte', async () => {
  const { pushed, asked, digest } = await reading(image)
  expect(await pushed).toEqual({
    manifest: { digest, mediaType: type, text: image },
    platforms: [{ digest, platform: 'linux/amd64' }],
  })
  expect(asked()).toEqual([`buildx imagetools inspect --raw ${uri}@${digest}`])
})

test.each([
  ['over several lines', JSON.stringify(JSON.parse(image), undefined, 2)],
  ['with an end of its last line', `${image}\n`],
  ['with letters of all kinds', image.replace('c0', 'größe—✓')],
])('a manifest %s keeps its bytes', async (_, text) => {
  expect((await (await reading(text)).pushed).manifest.text).toBe(text)
})

test('words of docker on the other stream are no part of it', async () => {
  const { pushed } = await reading(image, 'echo WARN: something >&2; cat "$FOLDER/manifest"')
  expect((await pushed).manifest.text).toBe(image)
})

test('an index has its platforms, without attestations', async () => {
  const child = (number: string, platform: object, more: object = {}) => ({
    mediaType: type,
    digest: `sha256:${number.repeat(64)}`,
    platform,
    ...more,
  })
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: indexType,
    manifests: [
      child('3', { os: 'linux', architecture: 'amd64' }),
      child('4', { os: 'linux', architecture: 'arm64' }),
      child('5', { os: 'unknown', architecture: 'unknown' }),
    ],
  })
  const { pushed, digest } = await reading(text)
  expect(await pushed).toEqual({
    manifest: { digest, mediaType: indexType, text },
    platforms: [
      { digest: `sha256:${'3'.repeat(64)}`, platform: 'linux/amd64' },
      { digest: `sha256:${'4'.repeat(64)}`, platform: 'linux/arm64' },
    ],
  })
})

test('a registry that does not have it yet is asked again', async () => {
  const script =
    'if [ "$(wc -l < "$FOLDER/asked")" -lt 3 ]; then echo "ERROR: not found" >&2; exit 1; fi; cat "$FOLDER/manifest"'
  const { pushed, asked } = await reading(image, script)
  expect((await pushed).manifest.text).toBe(image)
  expect(asked()).toHaveLength(3)
})

describe('an image that does not come is an error, after three tries', () => {
  test.each([
    [
      'it is not there',
      'echo "ERROR: public.ecr.aws/acme/shop: not found" >&2; exit 1',
      'IMAGE_NOT_FOUND',
      /shop: not found/,
    ],
    [
      'docker is refused',
      'echo "ERROR: unexpected status from HEAD request: 401 Unauthorized" >&2; exit 1',
      'REGISTRY_UNREACHABLE',
      /401 Unauthorized/,
    ],
    ['docker gives other bytes', `echo '{"schemaVersion":2}'`, 'REGISTRY_UNREACHABLE', /schemaVersion/],
    ['docker says nothing', 'exit 0', 'REGISTRY_UNREACHABLE', /buildx said nothing/],
  ])('%s', async (_, script, code, words) => {
    const { pushed, asked, digest } = await reading(image, script)
    const failure = await failing(() => pushed)
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain(`its manifest ${uri}@${digest}`)
    expect(failure.sentence).toMatch(words)
    expect(asked()).toHaveLength(3)
  })

  test('whatever docker says, on one line', async () => {
    const script = `printf '\\033[2J::error::%s\\n' "$(head -c 5000 /dev/zero | tr '\\0' x)" >&2; exit 1`
    const { pushed } = await reading(image, script)
    const { sentence } = await failing(() => pushed)
    expect(/\p{Cc}/u.test(sentence)).toBe(false)
    expect(sentence.length).toBeLessThan(700)
  })
})

test('a cancelled run does not wait', async () => {
  const controller = new AbortController()
  const { pushed } = await reading(image, 'sleep 20', controller.signal)
  const failure = failing(() => pushed)
  setTimeout(() => controller.abort(cancelled()), 100)
  const began = performance.now()
  expect((await failure).code).toBe('CANCELLED')
  expect(performance.now() - began).toBeLessThan(5_000)
}, 15_000)
