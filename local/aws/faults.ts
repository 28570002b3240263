import { regionDisabled } from './iam/caller.ts'
import { matches } from './iam/wildcard.ts'
import { AwsError, refuse } from './protocol/error.ts'
import type { Answer, Request } from './protocol/http.ts'
import { expiredLogin } from './registry/login.ts'
import type { Service } from './service.ts'

export type FaultKind =
  | 'throttle'
  | 'server-error'
  | 'html' // with status 503
  | 'html-200'
  | 'not-json'
  | 'empty'
  | 'expired-token'
  | 'access-denied'
  | 'idp-communication'
  | 'region-disabled'
  | 'kms'
  | 'concurrent-revision' // of RegisterTaskDefinition
  | 'slow'
  | 'stall' // no answer at all, on a connection that stays open
  | 'reset' // cut before the call is done
  | 'after-reset' // cut after the call is done
  | 'half' // the call is done, and half of its answer sent
  | 'mid-blob' // cut while the body still comes in

export type Fault = Readonly<{
  operation: string // 'ecr:PutImage', 'sts:AssumeRole', 'registry:PUT manifest'; wildcards as in IAM
  times: number | 'always'
  kind: FaultKind
  skip?: number // so many calls go well first
  bytes?: number // of `mid-blob`: how much of the body comes in, 1 by default; shorter ones are not counted
  status?: number // of `server-error`: 500 by default
  ms?: number // of `slow`: 5000 by default, not divided by the pace: a client's time limits are real too
}>

export type FaultPlan = { readonly fault: Fault; seen: number }[]

/** The fault that this call is to meet, if any. Faults on one operation take turns: the first is used up first. */
export function nextFault(plan: FaultPlan, operation: string): Fault | undefined {
  return draw(plan, operation, ({ kind }) => kind !== 'mid-blob')
}

/** Whether a body is cut off here: so many bytes had come before, and so many have come now. */
export function cutsBody(plan: FaultPlan, operation: string, before: number, now: number): boolean {
  const reached = ({ kind, bytes = 1 }: Fault) => kind === 'mid-blob' && before < bytes && bytes <= now
  return draw(plan, operation, reached) !== undefined
}

function draw(plan: FaultPlan, operation: string, fits: (fault: Fault) => boolean): Fault | undefined {
  const open = plan.filter(
    ({ fault, seen }) => fits(fault) && matches(fault.operation, operation) && seen < limit(fault),
  )
  for (const entry of open) {
    entry.seen += 1
    if (entry.seen > (entry.fault.skip ?? 0)) return entry.fault
  }
  return undefined
}

/** Ends the faults that were added for this operation, written as it was then; all of them without one. */
export function removeFaults(plan: FaultPlan, operation?: string): void {
  const kept = plan.filter(({ fault }) => operation !== undefined && fault.operation !== operation)
  plan.splice(0, plan.length, ...kept)
}

/** What is answered in place of the service; nothing for the kinds that let it answer. */
export function faultAnswer(
  service: Service,
  request: Request,
  { kind, status }: Fault,
  account: string,
): Answer | undefined {
  const page = pages[kind]
  if (page) return page
  const error = errorOf(service, kind, account)
  const answer = error && service.refuse(error, request)
  return answer && kind === 'server-error' && status !== undefined ? { ...answer, status } : answer
}

const html = (status: number, title: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
})

const pages: Readonly<Partial<Record<FaultKind, Answer>>> = {
  html: html(503, '503 Service Unavailable'),
  'html-200': html(200, 'Welcome to the network. Please sign in'),
  'not-json': { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: '{"oops' },
  empty: { status: 200 },
}

const errors: Readonly<Partial<Record<FaultKind, AwsError>>> = {
  throttle: refuse('throttled', 'Rate exceeded'),
  'server-error': refuse('failed', 'The request processing has failed because of an unknown error.'),
  'expired-token': refuse('expired-token', 'The security token included in the request is expired'),
  'access-denied': refuse('access-denied', 'Access denied on demand by the fault plan'),
  'idp-communication': new AwsError('IDPCommunicationError', 'The identity provider could not be reached'),
  kms: new AwsError('KmsException', 'The key of the repository is disabled.', 400, {
    kmsError: 'DisabledException',
  }),
  'concurrent-revision': new AwsError(
    'ClientException',
    'Too many concurrent attempts to create a new revision of the specified family.',
  ),
}

function errorOf(service: Service, kind: FaultKind, account: string): AwsError | undefined {
  // What expires at a registry is the login, not the keys.
  if (kind === 'expired-token' && service.name.endsWith('registry')) return expiredLogin()
  if (kind !== 'region-disabled') return errors[kind]
  return service.name === 'sts'
    ? regionDisabled(account)
    : refuse('unknown-key', 'The security token included in the request is invalid.')
}

function limit({ times, skip = 0 }: Fault): number {
  return times === 'always' ? Number.POSITIVE_INFINITY : skip + times
}
