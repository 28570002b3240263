import { createHash } from 'node:crypto'
import { docker } from '../lib/docker.ts'
import { badAnswer } from '../lib/explain.ts'
import { pause } from '../lib/poll.ts'
import type { Digest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import type { Access } from './builder.ts'
import { manifestTypes, readContent } from './manifest.ts'
import type { Pushed } from './pushed.ts'

const limitMs = 20_000
const tries = 5
const pauseMs = 3_000

/**
 * Reads back what was pushed to ECR Public, whose API does not hand out manifests: buildx gets it from the registry.
 * @throws ActionError AWS_BAD_ANSWER where the bytes of this digest do not come
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
    if (left === 1) {
      const said = result.kind === 'ended' ? result.lines.slice(-1).join('') : result.kind
      throw badAnswer(`the request for the manifest ${reference}`, `not that manifest: ${said.slice(0, 300)}`)
    }
    await pause(pauseMs / access.pace, access.signal)
  }
}

function pushedOf(
  text: string,
  { digest, platform }: Readonly<{ digest: Digest; platform: string }>,
): Pushed {
  const mediaType = /"mediaType"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? manifestTypes[2]
  const content = readContent({ text, mediaType })
  const platforms = content.kind === 'index' ? content.images : [{ digest, platform }]
  return { manifest: { digest, mediaType, text }, platforms }
}

function digestOf(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
