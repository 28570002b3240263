import { matches } from './iam/wildcard.ts'

export type FaultKind =
  | 'throttle'
  | 'server-error'
  | 'html'
  | 'reset'
  | 'slow'
  | 'empty'
  | 'expired-token'
  | 'access-denied'

export type Fault = Readonly<{
  operation: string // 'ecr:PutImage', 'sts:AssumeRole', 'registry:PUT manifest'; wildcards as in IAM
  times: number | 'always'
  kind: FaultKind
  skip?: number // so many calls go well first
  ms?: number // of `slow`: 5000 by default, not divided by the pace: a client's time limits are real too
}>

export type FaultPlan = { readonly fault: Fault; seen: number }[]

/** The fault that this call is to meet, if any. Faults on one operation take turns: the first is used up first. */
export function nextFault(plan: FaultPlan, operation: string): Fault | undefined {
  const open = plan.filter(
    (entry) => matches(entry.fault.operation, operation) && entry.seen < limit(entry.fault),
  )
  for (const entry of open) {
    entry.seen += 1
    if (entry.seen > (entry.fault.skip ?? 0)) return entry.fault
  }
  return undefined
}

function limit({ times, skip = 0 }: Fault): number {
  return times === 'always' ? Number.POSITIVE_INFINITY : skip + times
}
