import type { Coverage } from '../ecr/scanning-rules.ts'
import { asEnhanced } from './enhanced.ts'
import type { EnhancedFinding, Finding } from './finding.ts'
import { realLists } from './outcome.ts'
import type { ScanResult } from './scanner.ts'
import type { ScanStep } from './timeline.ts'

/** A step as of now: its lists in the shape that is shown, its times in real milliseconds since 1970. */
export type Shown = Omit<ScanStep, 'completedAt' | 'completedAgoMs' | 'ms'> &
  Readonly<{ beganAt: number; completedAt: number | undefined }>

type Circumstances = Readonly<{
  beganAt: number
  pace: number
  covered: Coverage
  result: ScanResult | undefined
}>

export function show(step: ScanStep, { beganAt, pace, covered, result }: Circumstances): Shown {
  const lists = shapedLists(filled(step, covered, result), covered)
  return { ...lists, beganAt, completedAt: completion(step, beganAt, pace) }
}

function completion(step: ScanStep, beganAt: number, pace: number): number | undefined {
  if (step.completedAgoMs !== undefined) return beganAt - step.completedAgoMs / pace
  return 'completedAt' in step || step.status !== 'COMPLETE' ? step.completedAt : beganAt
}

// What a step does not mention is as AWS has it; what it gives as undefined is mentioned.
function filled(step: ScanStep, covered: Coverage, result: ScanResult | undefined): ScanStep {
  const isTold = 'findings' in step || 'enhanced' in step
  if (step.status === 'COMPLETE' && !isTold) return { ...realLists(result, covered), ...step }
  if (step.status !== 'PENDING' || covered.scanType === 'BASIC') return step
  const empty = isTold ? {} : { findings: [], enhanced: [] }
  return { description: 'Pending start of the image scan.', ...empty, ...step }
}

function shapedLists(step: ScanStep, { scanType }: Coverage): ScanStep {
  if (scanType === 'BASIC' || 'enhanced' in step || !step.findings) return step
  return { ...step, findings: undefined, enhanced: converted(step.findings) }
}

// The same list gives the same list, so that what is made of it can be kept.
const conversions = new WeakMap<readonly Finding[], readonly EnhancedFinding[]>()

function converted(findings: readonly Finding[]): readonly EnhancedFinding[] {
  const list = conversions.get(findings) ?? findings.map(asEnhanced)
  conversions.set(findings, list)
  return list
}
