import type { Intent } from '../intent.ts'
import type { BaselineSource } from '../scan/baseline-source.ts'
import type { GatePolicy } from '../scan/policy.ts'
import { readBaseline, readIgnoreFiles } from './exceptions.ts'
import { type GateFiles, readGateFiles } from './gate-files.ts'
import { readMaxFindings, readMinEpss } from './limits.ts'
import { readOverride } from './override.ts'
import type { Reader } from './reader.ts'

export type GateInputs = GatePolicy &
  GateFiles &
  Readonly<{
    scanTimeoutMinutes: number
    /** From which age on a scan counts no more; undefined where every age is good. */
    maxScanAgeHours: number | undefined
    /** As given, or where they are by default. */
    ignoreFiles: readonly string[]
    /** A file that was named must exist. */
    ignoreFilesGiven: boolean
    baseline: BaselineSource
  }>

const always = ['severity-threshold', 'max-findings', 'only-fixable'] as const
const escalators = ['fail-on-exploitable', 'fail-on-known-exploited', 'min-epss'] as const
const closers = ['on-unscanned', 'on-unsupported', 'gate-override'] as const
const all = [
  ...always,
  ...escalators,
  ...closers,
  ...['ignore-file', 'baseline', 'max-scan-age-hours', 'scan-timeout-minutes', 'sarif-file'],
]

/** @param registry ECR Public scans nothing, so a gate there would have to pass everything or nothing */
export function readGate(reader: Reader, intent: Intent, registry: 'private' | 'public'): GateInputs {
  const inputs: GateInputs = {
    ...readPolicy(reader),
    ...readIgnoreFiles(reader),
    ...readGateFiles(reader),
    baseline: readBaseline(reader),
    maxScanAgeHours: readMaxAge(reader),
    scanTimeoutMinutes: reader.integer('scan-timeout-minutes', { from: 1, to: 360, unit: 'minutes' }, 15),
  }
  if (registry === 'public' && inputs.mode !== 'off' && intent !== 'build') {
    reader.problem(
      'gate',
      `\`${inputs.mode}\` cannot be kept for ECR Public, which scans no images; say \`gate: off\` to publish without a gate`,
    )
  }
  const reason = idleReason(inputs, intent)
  if (reason !== undefined) noteIdle(reader, all, reason)
  else if (inputs.mode === 'report') noteIdle(reader, closers, 'the gate only reports')
  else warnOfNothing(reader, inputs)
  return inputs
}

function readPolicy(reader: Reader): GatePolicy {
  return {
    mode: reader.choice('gate', ['enforce', 'report', 'off'], 'enforce'),
    threshold: reader.choice(
      'severity-threshold',
      ['critical', 'high', 'medium', 'low', 'any', 'none'],
      'high',
    ),
    maxFindings: readMaxFindings(reader),
    onlyFixable: reader.flag('only-fixable', false),
    failOnExploitable: reader.flag('fail-on-exploitable', false),
    failOnKnownExploited: reader.flag('fail-on-known-exploited', false),
    minEpss: readMinEpss(reader),
    onUnscanned: reader.choice('on-unscanned', ['fail', 'warn'], 'fail'),
    onUnsupported: reader.choice('on-unsupported', ['fail', 'warn'], 'fail'),
    override: readOverride(reader),
  }
}

function readMaxAge(reader: Reader): number | undefined {
  const hours = reader.integer('max-scan-age-hours', { from: 1, to: 8760, unit: 'hours' }, 0)
  return hours === 0 ? undefined : hours
}

/** An enforced gate that no finding can close is legal, and hardly what anybody means. */
function warnOfNothing(reader: Reader, inputs: GateInputs): void {
  const escalates = inputs.failOnExploitable || inputs.failOnKnownExploited || inputs.minEpss !== undefined
  if (inputs.threshold !== 'none' || reader.given('max-findings') || escalates) return
  reader.warning(
    `severity-threshold: \`none\` without max-findings, ${escalators.join(', ')} lets no finding block. If that is meant, \`gate: report\` says so.`,
  )
}

function noteIdle(reader: Reader, names: readonly string[], reason: string): void {
  for (const name of names.filter(reader.given)) reader.notice(`${name} has nothing to act on: ${reason}.`)
}

function idleReason(inputs: GateInputs, intent: Intent): string | undefined {
  if (inputs.mode === 'off') return 'the gate is off'
  return intent === 'build' ? 'nothing is pushed in this run' : undefined
}
