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

/**
 * Fails before the build where the findings that the gate waits for can never come: enhanced scanning that does not cover
 * the repository, or that is asked for across accounts (containers-roadmap 2541). Scans that merely have to be started
 * are no failure. What may not be read is a notice: the wait for the findings decides then.
 * @param isDryRun leaves the other account alone: nothing but an attempt to start a scan tells its mode
 * @throws ActionError SCANNING_NOT_COVERED, or what the call failed with
 */
export async function checkCoverage(
  ecr: ECRClient,
  repository: Repository,
  isDryRun: boolean,
): Promise<void> {
  const subject = `the scanning configuration of the registry of ${repository.name}`
  const answer = await optional(() => ecr.send(new GetRegistryScanningConfigurationCommand({})), subject)
  if (answer === undefined) return
  const { registryId, scanningConfiguration: configuration } = answer
  if (registryId === undefined && configuration === undefined)
    throw badAnswer(`ecr:GetRegistryScanningConfiguration for ${subject}`, 'empty')
  // The configuration is always that of the credentials' own account.
  const isOther = registryId !== undefined && registryId !== repository.account
  if (isOther) return isDryRun ? undefined : checkOtherAccount(ecr, repository)
  if (configuration?.scanType === 'ENHANCED') await checkEnhanced(ecr, repository)
}

async function checkEnhanced(ecr: ECRClient, { name }: Repository): Promise<void> {
  const answer = await optional(
    () => ecr.send(new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames: [name] })),
    `the scanning configuration of the repository ${name}`,
  )
  const [configuration] = answer?.scanningConfigurations ?? []
  if (configuration?.scanFrequency !== 'MANUAL') return
  throw notCovered(
    `The registry has enhanced scanning, whose rules leave the repository ${name} out, so its images are never scanned.`,
    `Add a rule for ${name} to the scanning configuration of the registry, or set \`gate: off\`.`,
  )
}

const nobody = `sha256:${'0'.repeat(64)}`

/** Another account's mode cannot be read. A scan asked for an image that is not there is refused in words that tell. */
async function checkOtherAccount(ecr: ECRClient, { account, name }: Repository): Promise<void> {
  const imageId = { imageDigest: nobody }
  try {
    await ecr.send(new StartImageScanCommand({ registryId: account, repositoryName: name, imageId }))
  } catch (error) {
    const isDenied = /^AccessDenied/.test(errorName(error))
    if (isDenied) noticeUnknown(error, `the mode of scanning in the account ${account}`)
    if (errorName(error) !== 'ValidationException' || !/disabled|enhanced/i.test(errorMessage(error))) return
    throw notCovered(
      `The repository ${name} is in the account ${account}, which has enhanced scanning, and ECR gives its findings to no other account.`,
      'Assume a role in the account of the repository, or set `gate: off`.',
    )
  }
}

async function optional<T>(call: () => Promise<T>, subject: string): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (!/^AccessDenied/.test(errorName(error))) throw explain(error, subject)
    noticeUnknown(error, subject)
    return undefined
  }
}

function noticeUnknown(error: unknown, subject: string): void {
  notice(`Whether scans cover the repository shows only after the push. ${explain(error, subject).message}`)
}

function notCovered(sentence: string, hint: string): ActionError {
  return new ActionError({ code: 'SCANNING_NOT_COVERED', sentence: `${sentence} Nothing was built.`, hint })
}
