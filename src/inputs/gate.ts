import type { Intent } from '../intent.ts'
import type { GatePolicy } from '../scan/gate.ts'
import type { Reader } from './reader.ts'

export type GateInputs = GatePolicy & Readonly<{ scanTimeoutMinutes: number }>

const all = ['severity-threshold', 'on-unscanned', 'on-unsupported', 'scan-timeout-minutes'] as const

/** @param registry ECR Public scans nothing, so a gate there would have to pass everything or nothing */
export function readGate(reader: Reader, intent: Intent, registry: 'private' | 'public'): GateInputs {
  const inputs: GateInputs = {
    mode: reader.choice('gate', ['enforce', 'report', 'off'], 'enforce'),
    threshold: reader.choice(
      'severity-threshold',
      ['critical', 'high', 'medium', 'low', 'any', 'none'],
      'high',
    ),
    onUnscanned: reader.choice('on-unscanned', ['fail', 'warn'], 'fail'),
    onUnsupported: reader.choice('on-unsupported', ['fail', 'warn'], 'fail'),
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
  else if (inputs.mode === 'report')
    noteIdle(reader, ['on-unscanned', 'on-unsupported'], 'the gate only reports')
  return inputs
}

function noteIdle(reader: Reader, names: readonly string[], reason: string): void {
  for (const name of names.filter(reader.given)) reader.notice(`${name} has nothing to act on: ${reason}.`)
}

function idleReason(inputs: GateInputs, intent: Intent): string | undefined {
  if (inputs.mode === 'off') return 'the gate is off'
  return intent === 'build' ? 'nothing is pushed in this run' : undefined
}
