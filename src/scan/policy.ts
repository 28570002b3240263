import type { Severity } from './findings.ts'

/** The severity from which on a finding is counted; `any` means all of them, those that nobody rated included. */
export type Threshold = 'critical' | 'high' | 'medium' | 'low' | 'any' | 'none'

/** What the gate goes by. */
export type GatePolicy = Readonly<{
  mode: 'enforce' | 'report' | 'off'
  threshold: Threshold
  /** How many counted findings a severity may have; a severity named here is counted below the threshold, too. */
  maxFindings: Readonly<Partial<Record<Severity, number>>>
  onlyFixable: boolean
  failOnExploitable: boolean
  failOnKnownExploited: boolean
  /** A probability, 0 to 1: findings at or above it are violations whatever their severity. */
  minEpss: number | undefined
  onUnscanned: 'fail' | 'warn'
  onUnsupported: 'fail' | 'warn'
  /** Why a closed gate is to open all the same, and who says so. */
  override: Override | undefined
}>

export type Override = Readonly<{ reason: string; actor: string }>

/** What only Inspector knows: without enhanced scanning such a policy cannot be kept. */
export function enhancedNeeds(policy: GatePolicy): readonly string[] {
  const needs: readonly (readonly [string, boolean])[] = [
    ['fail-on-exploitable', policy.failOnExploitable],
    ['fail-on-known-exploited', policy.failOnKnownExploited],
    ['min-epss', policy.minEpss !== undefined],
  ]
  return needs.flatMap(([name, isAsked]) => (isAsked ? [name] : []))
}
