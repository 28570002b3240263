import { ActionError } from '../errors.ts'
import type { GitEvent } from '../event.ts'

/** A role, and how it is to be assumed. */
export type Role = Readonly<{
  arn: string
  sessionName: string
  durationSeconds: number
  /** Of the OIDC token; means nothing where the role is assumed from other credentials. */
  audience: string
  /** Only sent with AssumeRole: a token's claims take its place elsewhere. */
  externalId: string | undefined
  policies: SessionPolicies
}>

/** What narrows a session below what its role may do. */
export type SessionPolicies = Readonly<{ inline: string | undefined; managed: readonly string[] }>

/** Whether the runner offers OIDC tokens: it does with `permissions: id-token: write`, and never to forks. */
export function hasTokenEndpoint(env: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
}

/** STS gives a role that was assumed from another role an hour at most. */
export const longestChainedSeconds = 3600

type Asked = Readonly<Omit<Role, 'sessionName'> & { sessionName: string | undefined }>

/** Names the session after repository and run, so that CloudTrail tells which run did what. */
export function roleOf(asked: Asked, event: Pick<GitEvent, 'repository' | 'run'>): Role {
  const repository = event.repository.fullName.replace(/[^\w+=,.@-]+/g, '-')
  const generated = `${repository.slice(0, 63 - event.run.id.length)}-${event.run.id}`
  return { ...asked, sessionName: asked.sessionName ?? generated }
}

/** The account in an IAM or STS ARN. */
export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? ''
}

/**
 * Refuses what needs no call to be known.
 * @throws ActionError ACCOUNT_NOT_ALLOWED or PARTITION_MISMATCH
 */
export function checkRole(arn: string, region: string, allowedAccounts: readonly string[]): void {
  checkAccount(accountOf(arn), arn, allowedAccounts)
  const partition = arn.split(':')[1] ?? ''
  const ofRegion = partitionOf(region)
  if (ofRegion === undefined || ofRegion === partition) return
  throw new ActionError({
    code: 'PARTITION_MISMATCH',
    sentence: `The role ${arn} is in the partition ${partition}, but the region ${region} is in ${ofRegion}: no role reaches from one into the other.`,
    hint: 'Correct the region or the role: aws is the commercial partition, aws-cn is China, aws-us-gov is GovCloud, aws-eusc the European Sovereign Cloud.',
  })
}

/** @throws ActionError ACCOUNT_NOT_ALLOWED; an empty list allows every account */
export function checkAccount(account: string, who: string, allowed: readonly string[]): void {
  if (allowed.length === 0 || allowed.includes(account)) return
  throw new ActionError({
    code: 'ACCOUNT_NOT_ALLOWED',
    sentence: `${who} is in the account ${account || 'that could not be read'}, which allowed-account-ids does not list (${allowed.join(', ')}).`,
    hint: 'Use a role or credentials of an allowed account, or add the account to allowed-account-ids.',
  })
}

/** Longest first: us-gov-west-1 also looks like a region of the commercial partition. */
const partitions: readonly (readonly [prefix: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^eusc-/, 'aws-eusc'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^(us|eu|ap|sa|ca|me|af|il|mx)-(north|south|east|west|central)/, 'aws'],
]

/** Undefined for regions of a kind that is not known here: those are left to STS. */
function partitionOf(region: string): string | undefined {
  return partitions.find(([prefix]) => prefix.test(region))?.[1]
}
