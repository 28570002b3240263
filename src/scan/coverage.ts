import { notice } from '@actions/core'
import {
  BatchGetRepositoryScanningConfigurationCommand,
  type ECRClient,
  GetRegistryScanningConfigurationCommand,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr'
import { ActionError } from '../errors.ts'
import { errorMessage } from '../lib/error-text.ts'
import { badAnswer, errorName, explain } from '../lib/explain.ts'
import type { Repository } from '../registry/repository.ts'
import type { ScanMode } from './findings.ts'
import { enhancedNeeds, type GatePolicy } from './policy.ts'

/** How the repository is scanned, as far as that may be read: the data decides later, this saves time. */
export type Scanning = Readonly<{
  mode: ScanMode | undefined
  frequency: 'on-push' | 'continuous' | 'manual' | undefined
  /** It is another account's, whose Inspector gives these credentials no answer. */
  isOthers?: boolean
}>

export const unknownScanning: Scanning = { mode: undefined, frequency: undefined }

/**
 * Reads how the repository is scanned, before the build. Fails where the findings that an enforcing gate waits for can
 * never come: enhanced scanning that does not cover the repository, or that is asked for across accounts
 * (containers-roadmap 2541). Scans that merely have to be started are no failure, and what may not be read is none.
 * @param isDryRun leaves the other account alone: nothing but an attempt to start a scan tells its mode
 * @throws ActionError SCANNING_NOT_COVERED, ENHANCED_SCANNING_NEEDED, or what the call failed with
 */
export async function readScanning(
  ecr: ECRClient,
  repository: Repository,
  policy: GatePolicy,
  isDryRun: boolean,
): Promise<Scanning> {
  const subject = `the scanning configuration of the registry of ${repository.name}`
  const isStrict = policy.mode === 'enforce'
  const answer = await optional(() => ecr.send(new GetRegistryScanningConfigurationCommand({})), subject)
  if (answer === undefined) return unknownScanning
  const { registryId, scanningConfiguration: configuration } = answer
  if (registryId === undefined && configuration === undefined)
    throw badAnswer(`ecr:GetRegistryScanningConfiguration for ${subject}`, 'empty')
  // The configuration is always that of the credentials' own account.
  if (registryId !== undefined && registryId !== repository.account) {
    const mode = !isDryRun && isStrict ? await checkOtherAccount(ecr, repository) : undefined
    return { mode, frequency: undefined, isOthers: true }
  }
  const mode = wordOf(modes, configuration?.scanType ?? 'BASIC')
  if (isStrict && mode === 'basic') checkNeeds(repository, policy)
  const frequency = await readFrequency(ecr, repository, mode)
  if (isStrict && mode === 'enhanced' && frequency === 'manual') throw leftOut(repository)
  return { mode, frequency }
}

const modes: Readonly<Record<string, ScanMode | undefined>> = { BASIC: 'basic', ENHANCED: 'enhanced' }

const frequencies: Readonly<Record<string, Scanning['frequency']>> = {
  SCAN_ON_PUSH: 'on-push',
  CONTINUOUS_SCAN: 'continuous',
  MANUAL: 'manual',
}

function wordOf<T>(words: Readonly<Record<string, T>>, text: string): T | undefined {
  return Object.hasOwn(words, text) ? words[text] : undefined
}

async function readFrequency(
  ecr: ECRClient,
  { name }: Repository,
  mode: ScanMode | undefined,
): Promise<Scanning['frequency']> {
  const command = new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames: [name] })
  const subject = `the scanning configuration of the repository ${name}`
  // With basic scanning it saves 15 s where scans are manual, and is worth no word where it may not be read.
  const answer = await optional(() => ecr.send(command), subject, mode === 'basic')
  return wordOf(frequencies, answer?.scanningConfigurations?.[0]?.scanFrequency ?? '')
}

const nobody = `sha256:${'0'.repeat(64)}`

/** Another account's mode cannot be read. A scan asked for an image that is not there is refused in words that tell. */
async function checkOtherAccount(
  ecr: ECRClient,
  { account, name }: Repository,
): Promise<ScanMode | undefined> {
  const imageId = { imageDigest: nobody }
  try {
    await ecr.send(new StartImageScanCommand({ registryId: account, repositoryName: name, imageId }))
    return undefined
  } catch (error) {
    if (errorName(error) === 'ImageNotFoundException') return 'basic'
    const isDenied = /^AccessDenied/.test(errorName(error))
    if (isDenied) noticeUnknown(error, `the mode of scanning in the account ${account}`)
    if (errorName(error) !== 'ValidationException' || !/disabled|enhanced/i.test(errorMessage(error)))
      return undefined
    throw notCovered(
      `The repository ${name} is in the account ${account}, which has enhanced scanning, and ECR gives its findings to no other account.`,
      'Assume a role in the account of the repository, or set `gate: off`.',
    )
  }
}

async function optional<T>(
  call: () => Promise<T>,
  subject: string,
  isSilent = false,
): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (!/^AccessDenied/.test(errorName(error))) throw explain(error, subject)
    if (!isSilent) noticeUnknown(error, subject)
    return undefined
  }
}

function noticeUnknown(error: unknown, subject: string): void {
  notice(`Whether scans cover the repository shows only after the push. ${explain(error, subject).message}`)
}

function leftOut({ name }: Repository): ActionError {
  return notCovered(
    `The registry has enhanced scanning, whose rules leave the repository ${name} out, so its images are never scanned.`,
    `Add a rule for ${name} to the scanning configuration of the registry, or set \`gate: off\`.`,
  )
}

function notCovered(sentence: string, hint: string): ActionError {
  return new ActionError({ code: 'SCANNING_NOT_COVERED', sentence: `${sentence} Nothing was built.`, hint })
}

function checkNeeds({ name }: Repository, policy: GatePolicy): void {
  const needs = enhancedNeeds(policy)
  if (needs.length > 0) throw enhancedNeeded(name, needs, 'Nothing was built.')
}

/** @param end what has been done by then */
export function enhancedNeeded(name: string, needs: readonly string[], end: string): ActionError {
  const [what, verb] = [needs.join(', '), needs.length === 1 ? 'needs' : 'need']
  return new ActionError({
    code: 'ENHANCED_SCANNING_NEEDED',
    sentence: `${what} ${verb} enhanced scanning, and ${name} has basic scanning, which knows nothing of exploits. ${end}`,
    hint: `Turn on enhanced scanning (Amazon Inspector) for the registry, or leave ${what} out.`,
  })
}
