import { hasTokenEndpoint } from '../identity/role.ts'
import { quoted } from '../quoted.ts'
import { checkAccount } from './account.ts'
import type { Reader } from './reader.ts'
import { type AssumeInputs, readAssumeInputs } from './session.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type IdentityInputs = Readonly<{
  /** Missing only where nothing of AWS is needed. */
  region: string | undefined
  identity: 'auto' | 'oidc' | 'ambient'
  /** ARN of the role for the registry; without one the environment's credentials are used. */
  role: string | undefined
  assume: AssumeInputs
  allowedAccounts: readonly string[]
  deploy: Readonly<{
    /** ARN of the role for the deploy, where it is another one. */
    role: string | undefined
    isChained: boolean
    region: string | undefined
  }>
}>

/** @param writes whether this run goes to AWS for certain, so that a region must be known */
export function readIdentity(reader: Reader, env: Environment, writes: boolean): IdentityInputs {
  const region = reader.text('aws-region') ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined)
  if (region === undefined && writes) {
    reader.problem(
      'aws-region',
      'not given, and neither AWS_REGION nor AWS_DEFAULT_REGION is set (for example eu-west-1)',
    )
  }
  checkRegion(reader, 'aws-region', region)
  const inputs: IdentityInputs = {
    region,
    identity: reader.choice('identity', ['auto', 'oidc', 'ambient'], 'auto'),
    role: readRoleArn(reader, 'role-to-assume'),
    assume: readAssumeInputs(reader),
    allowedAccounts: readAccounts(reader),
    deploy: readDeployRole(reader, region),
  }
  checkTogether(reader, inputs, env)
  return inputs
}

function readDeployRole(reader: Reader, region: string | undefined): IdentityInputs['deploy'] {
  const deployRegion = reader.text('deploy-region')
  checkRegion(reader, 'deploy-region', deployRegion)
  return {
    role: readRoleArn(reader, 'deploy-role-to-assume'),
    isChained: reader.flag('deploy-role-chaining', false),
    region: deployRegion ?? region,
  }
}

/** Contradictions are errors; what merely has nothing to act on is a notice. */
function checkTogether(reader: Reader, inputs: IdentityInputs, env: Environment): void {
  const { role, deploy, identity } = inputs
  if (identity === 'oidc' && role === undefined && deploy.role === undefined)
    reader.problem('identity', '`oidc` needs role-to-assume, which is not given')
  if (deploy.isChained && deploy.role === undefined)
    reader.problem('deploy-role-chaining', '`true` needs deploy-role-to-assume, which is not given')
  const byToken = identity === 'oidc' || (identity === 'auto' && hasTokenEndpoint(env))
  const idle = (names: readonly string[], reason: string) => {
    for (const name of names.filter(reader.given)) reader.notice(`${name} has nothing to act on: ${reason}.`)
  }
  if (role === undefined)
    idle(['inline-session-policy', 'managed-session-policies'], 'no role-to-assume is given')
  if (role === undefined && deploy.role === undefined) {
    idle(['role-session-name', 'role-duration-seconds', 'audience', 'role-external-id'], 'no role is given')
  } else {
    if (!byToken) idle(['audience'], 'no role is assumed through OIDC')
    if (byToken && !deploy.isChained)
      idle(['role-external-id'], 'it is for a role that is assumed from other credentials, and OIDC is used')
  }
}

function checkRegion(reader: Reader, name: 'aws-region' | 'deploy-region', region: string | undefined): void {
  if (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region))
    reader.problem(name, `${quoted(region)} is not a region's name such as eu-west-1`)
}

function readRoleArn(reader: Reader, name: 'role-to-assume' | 'deploy-role-to-assume'): string | undefined {
  const arn = reader.text(name)
  if (arn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/.test(arn)) {
    reader.problem(name, `${quoted(arn)} is not a role's ARN such as arn:aws:iam::123456789012:role/release`)
  }
  return arn
}

function readAccounts(reader: Reader): readonly string[] {
  const accounts = reader.list('allowed-account-ids')
  for (const account of accounts) checkAccount(reader, 'allowed-account-ids', account)
  return accounts
}
