import type { Caller } from './context.ts'
import { type IdentityOptions, identify, wayOf } from './identity/identity.ts'
import { checkRole, hasTokenEndpoint, type Role, roleOf } from './identity/role.ts'
import type { CredentialSource } from './lib/aws.ts'

// Which role serves what: the first one the registry, the deploy role ECS. What the inputs say of one and of the other
// is decided here, and nowhere else.

/** Whether a role, a region and the runner's token endpoint are all there. */
export function canAssumeRole({ inputs: { identity }, env }: Caller): boolean {
  const { role, region } = identity
  return (
    identity.identity !== 'ambient' && role !== undefined && region !== undefined && hasTokenEndpoint(env)
  )
}

/**
 * The credentials for everything but the deploy. What forbids the deploy role without any call forbids the run before
 * anything is done with the first one.
 */
export function registryIdentity(run: Caller): Promise<CredentialSource> {
  const { identity } = run.inputs
  if (looksAtServices(run) && identity.deploy.role !== undefined)
    checkRole(identity.deploy.role, identity.deploy.region ?? '', identity.allowedAccounts)
  const role = identity.role === undefined ? undefined : roleFor(run, identity.role)
  return identify(wayOf(role, identity.identity, run.env), optionsOf(run, identity.region))
}

function looksAtServices({ inputs: { deploy, gate, source } }: Caller): boolean {
  const isDeployed = source.kind === 'stored' && source.image.kind === 'deployed'
  return deploy.kind !== 'none' || gate.baseline.kind === 'deployed' || isDeployed
}

/**
 * The credentials for the deploy: the first ones where no other role is named.
 * Session policies narrow the first role, which is why they are left out here.
 */
export async function deployIdentity(run: Caller, first: CredentialSource): Promise<CredentialSource> {
  const { identity } = run.inputs
  const { deploy } = identity
  if (deploy.role === undefined) return first
  const role: Role = { ...roleFor(run, deploy.role), policies: { inline: undefined, managed: [] } }
  const options = optionsOf(run, deploy.region)
  if (!deploy.isChained) return identify(wayOf(role, identity.identity, run.env), options)
  const who = identity.role ?? 'the credentials of the environment'
  return identify({ kind: 'chained', role, from: first, who }, options)
}

function roleFor({ inputs, event }: Caller, arn: string): Role {
  return roleOf({ arn, ...inputs.identity.assume }, event)
}

function optionsOf(run: Caller, region: string | undefined): IdentityOptions {
  return { ...run, region: region ?? '', allowedAccounts: run.inputs.identity.allowedAccounts }
}
