import { warning } from '@actions/core'
import { type ECRClient, StartImageScanCommand } from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { errorMessage } from '../lib/error-text.ts'
import { errorName, explain, isAnswer } from '../lib/explain.ts'
import type { Repository } from '../registry/repository.ts'
import type { ScanTarget } from './read.ts'

/** What came of asking for a scan. */
export type Start =
  | Readonly<{ kind: 'started' }>
  /** `too-early`: the image was scanned within the last 24 hours, or its scan is on its way. */
  | Readonly<{ kind: 'refused' | 'too-early' | 'unsupported'; reason: string }>
  /** It could not be asked for this time. */
  | Readonly<{ kind: 'later'; reason: string }>
  /** The registry has enhanced scanning, where nobody can ask for a scan. */
  | Readonly<{ kind: 'enhanced' }>

/** Asks for a basic scan of one manifest. @throws the signal's reason, and nothing else */
export async function startScan(ecr: ECRClient, repository: Repository, target: ScanTarget): Promise<Start> {
  const { account: registryId, name: repositoryName } = repository
  const imageId = { imageDigest: target.digest }
  try {
    await ecr.send(withoutRetry(new StartImageScanCommand({ registryId, repositoryName, imageId })))
    return { kind: 'started' }
  } catch (error) {
    // The run was cancelled.
    if (error instanceof ActionError) throw error
    return readRefusal(error, `the image ${repository.name}@${target.digest}`)
  }
}

const scannedToday = 'ScannedToday'

/** ECR says "scanned already" by a name that the SDK takes for throttling and would ask again for. */
function withoutRetry(command: StartImageScanCommand): StartImageScanCommand {
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        if (error instanceof Error && error.name === 'LimitExceededException') error.name = scannedToday
        throw error
      }
    },
    { step: 'deserialize', priority: 'high', name: 'scannedToday' },
  )
  return command
}

function readRefusal(error: unknown, subject: string): Start {
  const name = errorName(error)
  const reason = errorMessage(error)
  if (name === scannedToday) return { kind: 'too-early', reason: 'ECR scans an image only once in 24 hours' }
  if (name === 'UnsupportedImageTypeException') return { kind: 'unsupported', reason }
  // Enhanced registries refuse to be asked for a basic scan (containers-roadmap 2656).
  if (name === 'ValidationException' && /disabled/.test(reason)) return { kind: 'enhanced' }
  const { code, message, hint } = explain(error, subject)
  const mayPass = name === 'ImageNotFoundException' || !isAnswer(error) || code === 'AWS_THROTTLED'
  if (mayPass) return { kind: 'later', reason: message }
  warning(`${message.replace(/\.?$/, '.')} ${hint} Waiting for a scan that something else starts.`)
  return { kind: 'refused', reason: message }
}

/** How often it is asked for again where it could not be asked for. */
export const mostStartTries = 5

export function refusedAtLast(
  answer: Exclude<Start, { kind: 'enhanced' }>,
): Exclude<Start, { kind: 'enhanced' | 'later' }> {
  return answer.kind === 'later' ? { kind: 'refused', reason: answer.reason } : answer
}
