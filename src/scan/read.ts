import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsResponse,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import { badAnswer, errorName, explain } from '../lib/explain.ts'
import type { Digest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import type { BasicFinding, UnavailableReason } from './findings.ts'
import { readStatus } from './states.ts'

/** What one look at a scan gives. `state` names it for the log and for the message of a wait that ran out. */
export type Look =
  | Readonly<{ kind: 'wait'; state: string; scanMissing: boolean }>
  | Readonly<{ kind: 'unavailable'; reason: UnavailableReason; detail: string }>
  | Readonly<{ kind: 'complete'; findings: readonly BasicFinding[]; completedAt: Date | undefined }>

const pageSize = 1000
const mostPages = 200

/**
 * Looks at the scan of one manifest and, where it is complete, reads all pages of its findings.
 * @throws ActionError for what the call failed with, and for answers that make no sense
 */
export async function lookAt(ecr: ECRClient, repository: Repository, digest: Digest): Promise<Look> {
  const subject = `the image ${repository.name}@${digest}`
  const first = await page(ecr, repository, digest, undefined).catch((error: unknown) => {
    const name = errorName(error)
    if (name === 'ScanNotFoundException') return 'no scan yet'
    if (name === 'ImageNotFoundException') return 'image not visible yet'
    throw explain(error, subject)
  })
  if (typeof first === 'string') return { kind: 'wait', state: first, scanMissing: first === 'no scan yet' }
  const status = first.imageScanStatus?.status
  if (status === undefined)
    throw badAnswer(`ecr:DescribeImageScanFindings for ${subject}`, 'without a scan status')
  const description = first.imageScanStatus?.description ?? ''
  const state = description === '' ? status : `${status} (${oneLine(description)})`
  const reading = readStatus(status, description)
  switch (reading.kind) {
    case 'wait':
    case 'unknown':
      return { kind: 'wait', state, scanMissing: false }
    case 'unavailable':
      return { ...reading, detail: state }
    case 'complete':
      return complete(ecr, repository, digest, first)
  }
}

async function complete(
  ecr: ECRClient,
  repository: Repository,
  digest: Digest,
  first: DescribeImageScanFindingsResponse,
): Promise<Look> {
  const about = `ecr:DescribeImageScanFindings for the image ${repository.name}@${digest}`
  const findings: BasicFinding[] = []
  const tokens = new Set<string>()
  for (let current = first; ; ) {
    const list = current.imageScanFindings
    // A complete scan without a list is not a clean one: it is an answer that lacks what it is asked for.
    if (list === undefined) throw badAnswer(about, 'COMPLETE without any findings list')
    if (list.enhancedFindings !== undefined) return enhanced()
    if (list.findings === undefined) throw badAnswer(about, 'COMPLETE without any findings list')
    findings.push(...list.findings)
    const token = current.nextToken
    if (!token) return settled(findings, first.imageScanFindings?.imageScanCompletedAt)
    if (tokens.has(token) || tokens.size >= mostPages)
      throw badAnswer(about, `a list that does not end after ${tokens.size + 1} pages`)
    tokens.add(token)
    current = await page(ecr, repository, digest, token).catch((error: unknown) => {
      throw explain(error, `the image ${repository.name}@${digest}`)
    })
  }
}

/** Descriptions are free text of whoever scans. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, 200)
}

/** Registries with enhanced scanning are seen to say COMPLETE before findings and time are there (aws-sdk 289). */
function settled(findings: readonly BasicFinding[], completedAt: Date | undefined): Look {
  if (findings.length > 0 || completedAt !== undefined) return { kind: 'complete', findings, completedAt }
  return { kind: 'wait', state: 'COMPLETE, but without a time and without findings', scanMissing: false }
}

function enhanced(): Look {
  return { kind: 'unavailable', reason: 'enhanced', detail: 'COMPLETE with findings of enhanced scanning' }
}

function page(
  ecr: ECRClient,
  repository: Repository,
  imageDigest: Digest,
  nextToken: string | undefined,
): Promise<DescribeImageScanFindingsResponse> {
  return ecr.send(
    new DescribeImageScanFindingsCommand({
      registryId: repository.account,
      repositoryName: repository.name,
      imageId: { imageDigest },
      maxResults: pageSize,
      nextToken,
    }),
  )
}
