import { type EcsBehaviour, usualBehaviour } from './ecs/behaviour.ts'
import type { Fault } from './faults.ts'
import type { PolicyDocument, Role } from './iam/policy.ts'
import type { ScanTimeline } from './scan/timeline.ts'

/** An OIDC identity provider of IAM: whose tokens an account takes, and for which audiences. */
export type Provider = Readonly<{ issuer: string; account?: string; audiences?: readonly string[] }>

export type AwsOptions = Readonly<{
  port?: number // 0 = any free one
  pace?: number // 1 to 60: divides the times of scans, rollouts and session lives
  account?: string
  region?: string
  regions?: readonly string[] // enabled beside `region` and us-east-1, which is always
  disabledRegions?: readonly string[] // not enabled even so
  issuers?: readonly string[] // OIDC issuers that the home account has an identity provider for
  audience?: string // the client id of these providers
  audiences?: readonly string[] // further ones
  providers?: readonly Provider[] // further providers, of any account; `audience` is their default
  roles?: readonly Role[]
  managedPolicies?: Readonly<Record<string, PolicyDocument>> // by ARN, for session policies
  newKeysMs?: number // how long new session keys are known to STS only; real milliseconds
  scan?: Partial<ScanTimeline>
  ecs?: Partial<EcsBehaviour>
  faults?: readonly Fault[]
}>

export type Settings = Readonly<{
  pace: number
  account: string
  region: string
  regions: readonly string[] // all that are enabled
  providers: readonly Required<Provider>[]
  roles: readonly Role[]
  managedPolicies: Readonly<Record<string, PolicyDocument>>
  newKeysMs: number
  scan: ScanTimeline
  ecs: EcsBehaviour
}>

export function settle(options: AwsOptions): Settings {
  const account = options.account ?? '123456789012'
  const region = options.region ?? 'eu-west-1'
  const providers = allProviders(options, account)
  return {
    pace: pace(options.pace ?? 1),
    account,
    region,
    regions: enabled([region, 'us-east-1', ...(options.regions ?? [])], options.disabledRegions ?? []),
    providers,
    roles: options.roles ?? [trustingRole(providers.filter((one) => one.account === account))],
    managedPolicies: options.managedPolicies ?? {},
    newKeysMs: options.newKeysMs ?? 0,
    scan: { registerMs: 500, pendingMs: 1000, inProgressMs: 2000, ...options.scan },
    ecs: { ...usualBehaviour, ...options.ecs },
  }
}

/** An issuer as AWS names it in provider ARNs and condition keys: without the scheme, with its path. */
export function issuerHost(issuer: string): string {
  return issuer.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

export function providerArn({ account, issuer }: Pick<Required<Provider>, 'account' | 'issuer'>): string {
  return `arn:aws:iam::${account}:oidc-provider/${issuerHost(issuer)}`
}

function pace(value: number): number {
  if (value >= 1 && value <= 60) return value
  throw new RangeError(`pace must be 1 to 60, not ${value}`)
}

function enabled(regions: readonly string[], disabled: readonly string[]): readonly string[] {
  return regions.filter((region) => !disabled.includes(region))
}

function allProviders(options: AwsOptions, account: string): readonly Required<Provider>[] {
  const { issuers = [], audience = 'sts.amazonaws.com', providers = [] } = options
  const audiences = [audience, ...(options.audiences ?? [])]
  return [
    ...issuers.map((issuer) => ({ issuer, account, audiences })),
    ...providers.map((one) => ({ account, audiences: [audience], ...one })),
  ]
}

// Without roles of one's own there is one that any token of the issuers may assume: enough for a first trial.
function trustingRole(providers: readonly Required<Provider>[]): Role {
  return {
    name: 'slipway',
    trust: {
      Version: '2012-10-17',
      Statement: providers.map((provider) => ({
        Effect: 'Allow',
        Principal: { Federated: providerArn(provider) },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${issuerHost(provider.issuer)}:aud`]: provider.audiences } },
      })),
    },
  }
}
