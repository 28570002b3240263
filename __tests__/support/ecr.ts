import { createHash } from 'node:crypto'
import type { ECRClient } from '@aws-sdk/client-ecr'
import { ecrClient } from '../../src/lib/aws.ts'
import type { StoredManifest } from '../../src/registry/reference.ts'
import { type Answer, type Call, scriptedAws } from './scripted-aws.ts'

export type ScriptedEcr = Readonly<{ ecr: ECRClient; calls: readonly Call[] }>

/** A client of an ECR that answers each operation as the test says; any other operation is a fault of the test. */
export async function scriptedEcr(
  answers: Readonly<Record<string, (call: Call, all: readonly Call[]) => Answer>>,
  signal: AbortSignal = new AbortController().signal,
): Promise<ScriptedEcr> {
  const { calls } = await scriptedAws((call, all) => {
    const answer = answers[call.operation]
    return answer?.(call, all) ?? { status: 400, body: { __type: 'Unexpected', message: call.operation } }
  })
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  return { ecr: ecrClient({ region: 'eu-west-1', credentials, signal, pace: 10 }), calls }
}

const oci = 'application/vnd.oci.image'

/** Bytes as a registry holds them, under the digest that is theirs. */
export function storing(text: string, mediaType = `${oci}.manifest.v1+json`): StoredManifest {
  return { digest: `sha256:${createHash('sha256').update(text).digest('hex')}`, mediaType, text }
}

/** An image of one platform; another name makes another image of it. */
export function imageNamed(name: string): StoredManifest {
  const config = { mediaType: `${oci}.config.v1+json`, digest: `sha256:config-of-${name}` }
  return storing(
    JSON.stringify({ schemaVersion: 2, mediaType: `${oci}.manifest.v1+json`, config, layers: [] }),
  )
}

/** An index of these images, by platform. */
export function indexOf(images: Readonly<Record<string, StoredManifest>>): StoredManifest {
  const mediaType = `${oci}.index.v1+json`
  const manifests = Object.entries(images).map(([platform, image]) => {
    const [os, architecture] = platform.split('/')
    return { mediaType: image.mediaType, digest: image.digest, platform: { os, architecture } }
  })
  return storing(JSON.stringify({ schemaVersion: 2, mediaType, manifests }), mediaType)
}

type Id = Readonly<{ imageTag?: string; imageDigest?: string }>

/** What BatchGetImage answers when these tags name these images, and these others have no tag. */
export function tagsNaming(
  tags: Readonly<Record<string, StoredManifest>>,
  others: readonly StoredManifest[] = [],
): (call: Call) => Answer {
  const all = [...Object.values(tags), ...others]
  const find = ({ imageTag, imageDigest }: Id) =>
    imageTag === undefined ? all.find(({ digest }) => digest === imageDigest) : tags[imageTag]
  return ({ input }) => {
    const asked = input.imageIds as readonly Id[]
    const missing = asked.filter((id) => find(id) === undefined)
    return {
      body: {
        images: asked.flatMap((id) => {
          const image = find(id)
          if (image === undefined) return []
          const { digest: imageDigest, text: imageManifest, mediaType: imageManifestMediaType } = image
          return [{ imageId: { ...id, imageDigest }, imageManifest, imageManifestMediaType }]
        }),
        failures: missing.map((imageId) => ({
          imageId,
          failureCode: 'ImageNotFound',
          failureReason: 'none',
        })),
      },
    }
  }
}

/** An image whose configuration holds these labels. */
export type Labelled = StoredManifest & Readonly<{ labels: unknown }>

export function labelled(name: string, labels: unknown): Labelled {
  return { ...imageNamed(name), labels }
}

type Tags = Readonly<Record<string, StoredManifest>>

/** An ECR that has these images, and hands out their configurations from a signed address. */
export function labellingEcr(
  tags: Tags,
  others: readonly StoredManifest[] = [],
): Readonly<Record<string, (call: Call) => Answer>> {
  const all = [...Object.values(tags), ...others]
  let asked: unknown
  return {
    BatchGetImage: tagsNaming(tags, others),
    GetDownloadUrlForLayer: ({ input }) => {
      asked = input.layerDigest
      return { body: { downloadUrl: `${process.env.AWS_ENDPOINT_URL}/layer?signature=canary` } }
    },
    '': () => {
      const image = all.find(({ text }) => JSON.parse(text).config?.digest === asked)
      const labels = image !== undefined && 'labels' in image ? image.labels : undefined
      return { type: 'application/json', body: { config: { Labels: labels } } }
    },
  }
}
