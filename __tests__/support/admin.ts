import {
  CreateRepositoryCommand,
  CreateRepositoryCreationTemplateCommand,
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  PutLifecyclePolicyCommand,
  PutRegistryScanningConfigurationCommand,
  type Repository,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import type { LocalPlace, PolicyDocument, Role } from '../../local/aws/aws.ts'
import { ecrClient, type Keys, stsClient } from '../local/aws/support.ts'

// What the administrator of an account does by hand before a run, and sees after it.

/** Everything that can be set of a repository. */
export type Whole = Readonly<{
  settings: Repository
  tags: Readonly<Record<string, string>>
  policy: unknown
  lifecycle: unknown
}>

/** The repository as it is; undefined where there is none. */
export async function wholeOf(aws: LocalPlace, repositoryName: string): Promise<Whole | undefined> {
  const ecr = ecrClient(aws)
  const about = { repositoryName }
  const described = await ecr
    .send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
    .catch(() => undefined)
  const settings = described?.repositories?.[0]
  if (settings === undefined) return undefined
  const { tags = [] } = await ecr.send(
    new ListTagsForResourceCommand({ resourceArn: settings.repositoryArn }),
  )
  const policy = await ecr.send(new GetRepositoryPolicyCommand(about)).catch(() => undefined)
  const lifecycle = await ecr.send(new GetLifecyclePolicyCommand(about)).catch(() => undefined)
  return {
    settings,
    tags: Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    policy: policy?.policyText && JSON.parse(policy.policyText),
    lifecycle: lifecycle?.lifecyclePolicyText && JSON.parse(lifecycle.lifecyclePolicyText),
  }
}

export async function setPolicies(
  aws: LocalPlace,
  repositoryName: string,
  { policy, lifecycle }: Readonly<{ policy?: unknown; lifecycle?: unknown }>,
): Promise<void> {
  const ecr = ecrClient(aws)
  const policyText = JSON.stringify(policy)
  if (policy) await ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText }))
  const lifecyclePolicyText = JSON.stringify(lifecycle)
  if (lifecycle) await ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText }))
}

export async function createEncrypted(
  aws: LocalPlace,
  repositoryName: string,
  kmsKey: string,
): Promise<void> {
  const encryptionConfiguration = { encryptionType: 'KMS', kmsKey } as const
  await ecrClient(aws).send(new CreateRepositoryCommand({ repositoryName, encryptionConfiguration }))
}

export async function createTemplate(
  aws: LocalPlace,
  prefix: string,
  ...appliedFor: ('CREATE_ON_PUSH' | 'PULL_THROUGH_CACHE' | 'REPLICATION')[]
): Promise<void> {
  const imageTagMutability = 'IMMUTABLE' as const
  const given = { prefix, appliedFor, imageTagMutability }
  await ecrClient(aws).send(new CreateRepositoryCreationTemplateCommand(given))
}

/** Enhanced scanning, for repositories whose names match. */
export async function scanEnhanced(aws: LocalPlace, ...filters: readonly string[]): Promise<void> {
  const repositoryFilters = filters.map((filter) => ({ filter, filterType: 'WILDCARD' as const }))
  const rules = filters.length === 0 ? [] : [{ scanFrequency: 'SCAN_ON_PUSH' as const, repositoryFilters }]
  await ecrClient(aws).send(new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED', rules }))
}

/** Whoever has a token or keys may assume it. */
export const open: PolicyDocument = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: '*',
    Action: ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole'],
  },
}

/** A role that may do everything but this. */
export function roleWithout(name: string, ...NotAction: readonly string[]): Role {
  return { name, trust: open, policy: { Statement: { Effect: 'Allow', NotAction, Resource: '*' } } }
}

/** The ARN of a role of the home account. */
export function roleArn(aws: LocalPlace, name: string): string {
  return `arn:aws:iam::${aws.account}:role/${name}`
}

/** Keys of a session of this role, which has to trust everybody. */
export async function assumed(aws: LocalPlace, RoleArn: string): Promise<Keys> {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' })
  const { Credentials: given } = await stsClient(aws).send(command)
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
}
