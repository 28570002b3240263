import type { RolloutTimes } from './ecs/rollout.ts'
import type { Fault } from './faults.ts'
import type { Role } from './iam/policy.ts'
import type { ScanTimeline } from './scan/timeline.ts'

export type AwsOptions = Readonly<{
  port?: number // 0 = any free one
  pace?: number // 1 to 60: divides the times of scans, rollouts and session lives
  account?: string
  region?: string
  issuers?: readonly string[] // OIDC issuers that the account has an identity provider for
  audience?: string // the client id of these providers
  roles?: readonly Role[]
  scan?: Partial<ScanTimeline>
  ecs?: Partial<RolloutTimes>
  faults?: readonly Fault[]
}>

export type Settings = Readonly<Required<Omit<AwsOptions, 'port' | 'scan' | 'ecs' | 'faults'>>> &
  Readonly<{ scan: ScanTimeline; ecs: RolloutTimes }>

export function settle(options: AwsOptions): Settings {
  const account = options.account ?? '123456789012'
  const issuers = options.issuers ?? []
  const audience = options.audience ?? 'sts.amazonaws.com'
  return {
    pace: pace(options.pace ?? 1),
    account,
    region: options.region ?? 'eu-west-1',
    issuers,
    audience,
    roles: options.roles ?? [trustingRole(account, issuers, audience)],
    scan: { registerMs: 500, pendingMs: 1000, inProgressMs: 2000, ...options.scan },
    ecs: { listedMs: 1500, currentMs: 3000, ...options.ecs },
  }
}

/** An issuer as AWS names it in provider ARNs and condition keys: without the scheme. */
export function issuerHost(issuer: string): string {
  return issuer.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

function pace(value: number): number {
  if (value >= 1 && value <= 60) return value
  throw new RangeError(`pace must be 1 to 60, not ${value}`)
}

// Without roles of one's own there is one that any token of the issuers may assume: enough for a first trial.
function trustingRole(account: string, issuers: readonly string[], audience: string): Role {
  return {
    name: 'slipway',
    trust: {
      Version: '2012-10-17',
      Statement: issuers.map(issuerHost).map((host) => ({
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${host}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${host}:aud`]: audience } },
      })),
    },
  }
}
