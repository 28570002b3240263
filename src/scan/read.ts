import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsResponse,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { badAnswer, errorName, explain, isAnswer } from '../lib/explain.ts'
import type { Digest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import { type BasicFinding, type EnhancedFinding, fromBasic, fromEnhanced } from './convert.ts'
import { short } from './findings.ts'
import type { Look } from './look.ts'
import { readError, readStatus } from './states.ts'

/** A manifest whose findings are asked for. */
export type ScanTarget = Readonly<{ digest: Digest; platform: string }>

const pageSize = 1000
/** Inspector's own pages have 100 findings at most, so this is 200,000 of them. */
const mostPages = 2_000
const mostFindings = 100_000

/**
 * Looks at the scan of one manifest and, where there may be findings, reads all pages of them.
 * @param isLate whether the time is over: no further page is read then
 * @throws ActionError where the call is refused; what may pass by itself is a look of the kind `fault`
 */
export async function lookAt(
  ecr: ECRClient,
  repository: Repository,
  target: ScanTarget,
  isLate: () => boolean = () => false,
): Promise<Look> {
  const subject = `the image ${repository.name}@${target.digest}`
  try {
    const first = await page(ecr, repository, target.digest, undefined)
    const status = first.imageScanStatus?.status
    if (status === undefined) throw badAnswer(`${operation} for ${subject}`, 'without a scan status')
    const state = stateOf(first)
    const reading = readStatus(status, first.imageScanStatus?.description ?? '')
    if (reading.kind === 'wait') return { ...reading, state }
    if (reading.kind === 'unavailable') return { ...reading, detail: state }
    // A continuous scan is called so before it has shown anything.
    if (reading.continuous && first.imageScanFindings === undefined)
      return { kind: 'wait', why: 'running', state: `${state}, but without findings` }
    const found = await readFindings(ecr, repository, { ...target, isLate }, first)
    return 'changed' in found
      ? { kind: 'wait', why: 'running', state: found.changed }
      : { ...reading, state, ...found }
  } catch (error) {
    return readFailure(error, subject)
  }
}

const operation = 'ecr:DescribeImageScanFindings'

/** As the log and the error name it. */
function stateOf({ imageScanStatus }: DescribeImageScanFindingsResponse): string {
  const status = short(imageScanStatus?.status) ?? 'without a status'
  const description = short(imageScanStatus?.description, 200)
  return description === undefined ? status : `${status} (${description})`
}

/** What says that something is refused for good is thrown: to ask again would change nothing. */
function readFailure(error: unknown, subject: string): Look {
  const name = errorName(error)
  const reading = readError(name)
  if (reading !== undefined)
    return { ...reading, state: reading.why in words ? words[reading.why as keyof typeof words] : name }
  const explained = explain(error, subject)
  if (explained.code === 'AWS_THROTTLED') return { kind: 'wait', why: 'throttled', state: words.throttled }
  const mayPass = ['AWS_BAD_ANSWER', 'AWS_UNREACHABLE'].includes(explained.code)
  const isServers = explained.code === 'AWS_ERROR' && !(error instanceof ActionError) && !isAnswer(error)
  if (mayPass || isServers) return { kind: 'fault', state: 'no answer that can be read', error: explained }
  throw explained
}

const words = {
  absent: 'no scan yet',
  hidden: 'image not visible yet',
  throttled: 'ECR throttles the calls',
}

type Found = Pick<Extract<Look, { kind: 'findings' }>, 'mode' | 'findings' | 'completedAt'>

async function readFindings(
  ecr: ECRClient,
  repository: Repository,
  { digest, platform, isLate }: ScanTarget & Readonly<{ isLate: () => boolean }>,
  first: DescribeImageScanFindingsResponse,
): Promise<Found | Readonly<{ changed: string }>> {
  const about = `${operation} for the image ${repository.name}@${digest}`
  const basic: BasicFinding[] = []
  const enhanced: EnhancedFinding[] = []
  let isInspectors = false
  const tokens = new Set<string>()
  for (let current = first; ; ) {
    const list = current.imageScanFindings
    // Without a list it is not clean: it is an answer that lacks what it is asked for.
    if (list?.findings === undefined && list?.enhancedFindings === undefined)
      throw badAnswer(about, `${first.imageScanStatus?.status} without any findings list`)
    isInspectors ||= list.enhancedFindings !== undefined && list.findings === undefined
    basic.push(...(list.findings ?? []))
    enhanced.push(...(list.enhancedFindings ?? []))
    const token = current.nextToken
    if (!token) break
    const isEndless = tokens.has(token) || tokens.size >= mostPages
    if (isEndless || basic.length + enhanced.length > mostFindings || isLate())
      throw badAnswer(about, `a list that does not end after ${tokens.size + 1} pages`)
    tokens.add(token)
    current = await page(ecr, repository, digest, token).catch((error: unknown) => {
      // A list that changes may take its tokens along.
      const isGone = /^(InvalidParameter|Validation)Exception$/.test(errorName(error))
      throw isGone ? badAnswer(about, 'a page that is gone', error) : error
    })
    // A scan that begins again in between leaves nothing of the pages before.
    const { status } = current.imageScanStatus ?? {}
    if (status !== undefined && status !== first.imageScanStatus?.status) return { changed: stateOf(current) }
  }
  const isEnhanced = enhanced.length > 0 || (isInspectors && basic.length === 0)
  return {
    // Two empty lists tell nothing of the mode: enhanced scanning shows them before the first result.
    mode: isEnhanced ? 'enhanced' : basic.length > 0 ? 'basic' : undefined,
    findings: [
      ...basic.map((one) => fromBasic(one, platform)),
      ...enhanced.flatMap((one) => fromEnhanced(one, platform)),
    ],
    completedAt: first.imageScanFindings?.imageScanCompletedAt,
  }
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
