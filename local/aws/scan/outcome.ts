import type { Coverage } from '../ecr/scanning-rules.ts'
import type { EnhancedFinding, Finding } from './finding.ts'
import type { ScanResult } from './scanner.ts'
import type { ScanScript, ScanStep } from './timeline.ts'

type Lists = Readonly<{ findings?: readonly Finding[]; enhanced?: readonly EnhancedFinding[] }>

/** How a scan without steps of its own ends. In Inspector's words a continuous one never does. */
export function usualOutcome(
  result: ScanResult | undefined,
  script: ScanScript | undefined,
  covered: Coverage,
): ScanStep {
  const step = ended(result, script, covered)
  if (covered.scanType === 'BASIC') return step
  if (step.status === 'FAILED') return { ...step, status: 'UNSUPPORTED_IMAGE' }
  if (step.status !== 'COMPLETE' || covered.scanFrequency !== 'CONTINUOUS_SCAN') return step
  return { ...step, status: 'ACTIVE', description: 'Continuous scan is selected for image.' }
}

function ended(result: ScanResult | undefined, script: ScanScript | undefined, covered: Coverage): ScanStep {
  const complete = {
    status: 'COMPLETE',
    description: 'The scan was completed successfully.',
    completedAgoMs: 0,
  }
  const { findings, enhanced } = script ?? {}
  if (findings || enhanced) {
    return { ...complete, ...(findings ? { findings } : {}), ...(enhanced ? { enhanced } : {}) }
  }
  if (!result) return { status: 'IN_PROGRESS' }
  return result.status === 'COMPLETE' ? { ...complete, ...realLists(result, covered) } : result
}

/** What is in the image, in the shape of the registry's own kind of scanning. */
export function realLists(result: ScanResult | undefined, { scanType }: Coverage): Lists {
  const { findings = [], enhanced = [] } = result?.status === 'COMPLETE' ? result : {}
  return scanType === 'BASIC' ? { findings } : { enhanced }
}
