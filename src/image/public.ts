import { createHash } from 'node:crypto'
import { ActionError } from '../errors.ts'
import { docker } from '../lib/docker.ts'
import { mediaTypeIn } from '../lib/images.ts'
import { pause } from '../lib/poll.ts'
import type { Digest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import type { Access } from './builder.ts'
import { readContent } from './manifest.ts'
import type { Pushed } from './pushed.ts'

const limitMs = 20_000
const tries = 3
const pauseMs = 3_000

/**
 * Reads back what was pushed to ECR Public, whose API does not hand out manifests: buildx gets it from the registry.
 * @throws ActionError IMAGE_NOT_FOUND, or REGISTRY_UNREACHABLE where the bytes of this digest do not come
 */
export async function readPublicPushed(
  repository: Repository,
  image: Readonly<{ digest: Digest; platform: string }>,
  access: Access & Readonly<{ pace: number }>,
): Promise<Pushed> {
  const reference = `${repository.uri}@${image.digest}`
  for (let left = tries; ; left--) {
    const result = await docker(['buildx', 'imagetools', 'inspect', '--raw', reference], {
      ...access,
      limitMs,
    })
    const stdout = result.kind === 'ended' ? result.stdout : ''
    // Lines are collected with an end each, and a manifest's last one has none.
    const text = [stdout.slice(0, -1), stdout].find((one) => digestOf(one) === image.digest)
    if (text !== undefined) return pushedOf(text, image)
    if (left === 1) throw unread(reference, result.kind === 'ended' ? result.lines : [result.kind])
    await pause(pauseMs / access.pace, access.signal)
  }
}

function unread(reference: string, lines: readonly string[]): ActionError {
  const said = lines.slice(-1).join('').slice(0, 300) || 'buildx said nothing'
  const isMissing = /not found|manifest unknown/i.test(said)
  return new ActionError({
    code: isMissing ? 'IMAGE_NOT_FOUND' : 'REGISTRY_UNREACHABLE',
    sentence: `The image was pushed, but its manifest ${reference} could not be read back: ${said}`,
    hint: 'No release tag was put. Look at the network between runner and registry, and run the job again.',
  })
}

function pushedOf(
  text: string,
  { digest, platform }: Readonly<{ digest: Digest; platform: string }>,
): Pushed {
  const mediaType = mediaTypeIn(text)
  const content = readContent({ text, mediaType })
  const platforms = content.kind === 'index' ? content.images : [{ digest, platform }]
  return { manifest: { digest, mediaType, text }, platforms }
}

function digestOf(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
