import { notice } from '@actions/core'
import {
  BatchGetFindingDetailsCommand,
  type Inspector2Client,
  ListCoverageCommand,
  type Finding as Listed,
  ListFindingsCommand,
} from '@aws-sdk/client-inspector2'
import { ActionError } from '../errors.ts'
import { badAnswer, explain } from '../lib/explain.ts'
import type { Digest } from '../registry/reference.ts'
import type { Repository } from '../registry/repository.ts'
import { type Finding, type PlatformScan, unnamedId } from './findings.ts'
import type { GatePolicy } from './policy.ts'
import { readWitness, type Witness } from './witness.ts'

// What ECR does not tell of enhanced scans: Inspector's own word on the scan of an image, and on exploits.

const equals = (value: string) => [{ comparison: 'EQUALS' as const, value }]

/**
 * Asks what Inspector says of the scan of one manifest. It helps where it is allowed; where it is not, or does not
 * answer, the findings alone decide, which takes nothing but time.
 * @returns undefined where nothing is known
 */
export async function readCoverage(
  inspector: Inspector2Client,
  { name, arn }: Repository,
  digest: Digest,
): Promise<Witness | 'denied' | undefined> {
  const filterCriteria = {
    resourceType: equals('AWS_ECR_CONTAINER_IMAGE'),
    resourceId: equals(`${arn}/${digest}`),
  }
  try {
    const { coveredResources = [] } = await inspector.send(new ListCoverageCommand({ filterCriteria }))
    const [found] = coveredResources
    const reason = found?.scanStatus?.reason
    return reason === undefined ? undefined : readWitness(reason, found?.lastScannedAt)
  } catch (error) {
    const { message, code } = explain(error, `the image ${name}@${digest}`)
    if (code === 'CANCELLED') throw error
    if (code === 'AWS_ACCESS_DENIED') return 'denied'
    notice(`Inspector could not be asked about the scan. ${message}`)
    return undefined
  }
}

/** Whether the policy asks for what only Inspector's own API tells. */
export function needsExploits({ minEpss, failOnKnownExploited }: GatePolicy): boolean {
  return minEpss !== undefined || failOnKnownExploited
}

/**
 * Adds to the findings of enhanced scans what Inspector knows of exploits, as far as the policy asks for it.
 * @throws ActionError where Inspector refuses or does not answer: what was asked for could not be judged
 */
export async function withExploits(
  inspector: Inspector2Client,
  repository: Repository,
  scan: PlatformScan,
  policy: GatePolicy,
): Promise<PlatformScan> {
  if (scan.kind !== 'complete' || scan.mode !== 'enhanced' || scan.findings.length === 0) return scan
  const subject = `the image ${repository.name}@${scan.digest}`
  try {
    const scores = policy.minEpss === undefined ? undefined : await readScores(inspector, repository, scan)
    const exploited = policy.failOnKnownExploited
      ? await readExploited(inspector, scan.findings, subject)
      : undefined
    const findings = scan.findings.map((one) => ({
      ...one,
      epss: scores?.get(one.arn ?? ''),
      knownExploited: exploited?.has(one.arn ?? ''),
    }))
    return { ...scan, findings }
  } catch (error) {
    throw explain(error, subject)
  }
}

const mostPages = 2_000

type Complete = Extract<PlatformScan, { kind: 'complete' }>

const mostReads = 3

/** @returns EPSS scores by the ARN of the finding; not every vulnerability has one, but every finding must be told of */
async function readScores(
  inspector: Inspector2Client,
  repository: Repository,
  { digest, findings }: Complete,
): Promise<ReadonlyMap<string, number>> {
  const arns = findings.filter(isActive).map(({ arn }) => arn ?? '')
  for (let left = mostReads; ; left--) {
    const listed = await listFindings(inspector, repository, digest)
    const unknown = arns.filter((arn) => !listed.has(arn)).length
    if (unknown === 0)
      return new Map([...listed].flatMap(([arn, score]) => (score === undefined ? [] : [[arn, score]])))
    // A list that changes while its pages are read lacks some.
    if (left === 1) throw incomplete(`${repository.name}@${digest}`, unknown)
  }
}

/** @returns every finding that Inspector has for the image, with its score if it has one */
async function listFindings(
  inspector: Inspector2Client,
  { name }: Repository,
  digest: Digest,
): Promise<ReadonlyMap<string, number | undefined>> {
  const filterCriteria = { ecrImageHash: equals(digest), ecrImageRepositoryName: equals(name) }
  const about = `inspector2:ListFindings for the image ${name}@${digest}`
  const listed = new Map<string, number | undefined>()
  const tokens = new Set<string>()
  for (let nextToken: string | undefined; ; ) {
    const answer = await inspector.send(
      new ListFindingsCommand({ filterCriteria, maxResults: 100, nextToken }),
    )
    if (answer.findings === undefined) throw badAnswer(about, 'without a list of findings')
    for (const { findingArn = '', epss } of answer.findings as readonly Listed[])
      listed.set(findingArn, epss?.score)
    nextToken = answer.nextToken
    if (!nextToken) return listed
    if (tokens.has(nextToken) || tokens.size >= mostPages)
      throw badAnswer(about, `a list that does not end after ${tokens.size + 1} pages`)
    tokens.add(nextToken)
  }
}

function incomplete(image: string, unknown: number): ActionError {
  return new ActionError({
    code: 'AWS_BAD_ANSWER',
    sentence: `The answer to inspector2:ListFindings for the image ${image} lacks ${unknown} of the findings that ECR gives, in ${mostReads} reads, so how likely their exploits are is not known.`,
    hint: 'Findings may still be on their way: run the job again.',
  })
}

function isActive({ standing }: Finding): boolean {
  return standing === 'active'
}

const detailsAtOnce = 10
const mostAsked = 5_000

/** @returns the findings whose vulnerability is in CISA's catalogue, by their ARNs */
async function readExploited(
  inspector: Inspector2Client,
  findings: readonly Finding[],
  subject: string,
): Promise<ReadonlySet<string>> {
  const active = findings.filter(isActive)
  if (active.some(({ arn }) => arn === undefined))
    throw badAnswer(`ecr:DescribeImageScanFindings for ${subject}`, 'a finding without an ARN')
  const asked = [...new Set(active.map(({ arn }) => arn ?? ''))]
  if (asked.length > mostAsked) throw tooMany(subject, asked.length)
  const listed = new Set<string>()
  for (let at = 0; at < asked.length; at += detailsAtOnce) {
    const findingArns = asked.slice(at, at + detailsAtOnce)
    for (const arn of await readDetails(inspector, findingArns, subject)) listed.add(arn)
  }
  // What is listed is the vulnerability, whichever finding has the details of it.
  const ids = new Set(
    active.filter(({ arn = '', id }) => listed.has(arn) && id !== unnamedId).map(({ id }) => id),
  )
  return new Set(active.flatMap(({ arn = '', id }) => (listed.has(arn) || ids.has(id) ? [arn] : [])))
}

/** @returns those of the findings that CISA lists */
async function readDetails(
  inspector: Inspector2Client,
  findingArns: string[],
  subject: string,
): Promise<readonly string[]> {
  const { findingDetails = [], errors = [] } = await inspector.send(
    new BatchGetFindingDetailsCommand({ findingArns }),
  )
  const about = `inspector2:BatchGetFindingDetails for ${subject}`
  // Not every finding has details; everything else that is not told is not known.
  const refused = errors.find(({ errorCode }) => errorCode !== 'FINDING_DETAILS_NOT_FOUND')
  if (refused !== undefined)
    throw badAnswer(about, `a refusal: ${refused.errorCode}: ${refused.errorMessage}`)
  const told = new Set([...findingDetails, ...errors].map(({ findingArn }) => findingArn))
  if (findingArns.some((arn) => !told.has(arn))) throw badAnswer(about, 'without all of the findings')
  return findingDetails.flatMap(({ findingArn, cisaData }) =>
    findingArn !== undefined && cisaData !== undefined ? [findingArn] : [],
  )
}

function tooMany(subject: string, count: number): ActionError {
  return new ActionError({
    code: 'AWS_ERROR',
    sentence: `${subject} has ${count} findings, and Inspector is asked about ${mostAsked} at most, so which of them are exploited is not known.`,
    hint: 'Start from a smaller or newer base image, or leave fail-on-known-exploited out.',
  })
}
