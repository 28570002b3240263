import type { ECRClient } from '@aws-sdk/client-ecr'
import { ecrClient } from '../../src/lib/aws.ts'
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

/** What BatchGetImage answers when these tags name these digests. */
export function tagsNaming(tags: Readonly<Record<string, string>>): (call: Call) => Answer {
  return ({ input }) => {
    const asked = (input.imageIds as { imageTag: string }[]).map(({ imageTag }) => imageTag)
    return {
      body: {
        images: asked
          .filter((tag) => tags[tag] !== undefined)
          .map((tag) => ({ imageId: { imageTag: tag, imageDigest: tags[tag] }, imageManifest: '{}' })),
        failures: asked
          .filter((tag) => tags[tag] === undefined)
          .map((imageTag) => ({
            imageId: { imageTag },
            failureCode: 'ImageNotFound',
            failureReason: 'none',
          })),
      },
    }
  }
}
