import { ActionError } from '../errors.ts'
import { errorMessage } from './error-text.ts'

const operations = new WeakMap<object, string>()

/** Remembers which operation an SDK error came from; the error itself stays as it is, so that stages can match it. */
export function noteOperation(error: unknown, operation: string): unknown {
  if (typeof error === 'object' && error !== null && !operations.has(error)) operations.set(error, operation)
  return error
}

/** The SDK's name of an error, which is the service's error code. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : ''
}

/** Whether the service itself refused: then nothing was changed. */
export function isAnswer(error: unknown): boolean {
  const status = statusOf(error)
  return status >= 400 && status < 500
}

export function isExpiredToken(error: unknown): boolean {
  return ['ExpiredTokenException', 'ExpiredToken', 'RequestExpired'].includes(errorName(error))
}

/** Whether the service does not know the keys: for some seconds that is so of keys that were just made. */
export function isUnknownKey(error: unknown): boolean {
  return ['UnrecognizedClientException', 'InvalidClientTokenId'].includes(errorName(error))
}

/**
 * Turns whatever an AWS call threw into an error that stands alone.
 * @param subject what the call was about, such as "the repository shop in eu-west-1"
 */
export function explain(error: unknown, subject: string): ActionError {
  if (error instanceof ActionError) return error
  const operation = (typeof error === 'object' && error !== null && operations.get(error)) || 'an AWS call'
  const about = `${operation} for ${subject}`
  const name = errorName(error)
  if (/^AccessDenied/.test(name)) return accessDenied(error, about, operation)
  if (isExpiredToken(error) || refusals.has(name)) return refused(error, about)
  if (/Throttl|TooManyRequests/.test(name)) return throttled(error, about)
  if (isUnreadable(error)) return badAnswer(about, unreadable(error), error)
  if (isUnreachable(error)) return unreachable(error, about)
  return new ActionError(
    {
      code: 'AWS_ERROR',
      sentence: `${about} failed: ${name || 'unknown error'}: ${errorMessage(error)}`,
      hint:
        statusOf(error) >= 500
          ? 'The service failed on its side after 4 tries; run the job again.'
          : 'The service refused the call for the reason it names.',
    },
    { cause: error },
  )
}

/** For an answer that arrived and makes no sense: empty, or without what it must hold. */
export function badAnswer(about: string, what: string, cause?: unknown): ActionError {
  return new ActionError(
    {
      code: 'AWS_BAD_ANSWER',
      sentence: `The answer to ${about} was ${what}, so nothing was concluded from it.`,
      hint: 'A proxy in between, or a wrong AWS_ENDPOINT_URL, answers in place of AWS; if neither is there, run the job again.',
    },
    { cause },
  )
}

const refusals = new Set([
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'MissingAuthenticationTokenException',
])

function accessDenied(error: unknown, about: string, operation: string): ActionError {
  const message = errorMessage(error)
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? operation
  // Inspector names resources in its answers and takes none in policies.
  const named = action.startsWith('inspector2:') ? undefined : /on resource: (\S+)/.exec(message)?.[1]
  const resource = named ?? '*'
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource })
  return new ActionError(
    {
      code: 'AWS_ACCESS_DENIED',
      sentence: `${about} was denied: ${message}`,
      hint: `Add this statement to the ${policyIn(message)} (or remove what denies it): ${statement}`,
    },
    { cause: error },
  )
}

/** Several policies must allow a call, and AWS names the one that does not. */
function policyIn(message: string): string {
  if (message.includes('resource-based policy')) return "resource's own policy, in its account"
  if (message.includes('session policy'))
    return 'session policy, in inline-session-policy or managed-session-policies'
  return "role's policy"
}

function refused(error: unknown, about: string): ActionError {
  return new ActionError(
    {
      code: 'CREDENTIALS_REFUSED',
      sentence: `${about} was refused because of the credentials: ${errorName(error)}: ${errorMessage(error)}`,
      hint: "Run the job again; if it stays, check the runner's clock, aws-region, and that the keys still exist.",
    },
    { cause: error },
  )
}

function throttled(error: unknown, about: string): ActionError {
  return new ActionError(
    {
      code: 'AWS_THROTTLED',
      sentence: `${about} was throttled in all 4 tries: ${errorMessage(error)}`,
      hint: 'Too many jobs ask this account at once; run the job again, or raise the quota.',
    },
    { cause: error },
  )
}

function unreachable(error: unknown, about: string): ActionError {
  return new ActionError(
    {
      code: 'AWS_UNREACHABLE',
      sentence: `${about} failed because the endpoint does not answer: ${errorMessage(error)}`,
      hint: isUntrusted(error)
        ? 'Node.js does not trust the certificate: where a proxy inspects TLS, name its CA in NODE_EXTRA_CA_CERTS of the step.'
        : 'Check aws-region, the network of the runner, HTTPS_PROXY and AWS_ENDPOINT_URL.',
    },
    { cause: error },
  )
}

/** HTML, half an answer or none: the SDK then throws a SyntaxError, or an error it calls Unknown. */
function isUnreadable(error: unknown): boolean {
  if (error instanceof SyntaxError || (error instanceof TypeError && '$metadata' in error)) return true
  const name = errorName(error)
  return (name === 'Unknown' || name === 'UnknownError' || name === 'Error') && statusOf(error) > 0
}

function unreadable(error: unknown): string {
  const status = statusOf(error)
  return `no AWS answer${status > 0 ? ` (HTTP status ${status})` : ''}: ${errorMessage(error).slice(0, 120)}`
}

const networkCodes =
  /^(ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ETIMEDOUT|EPIPE|EPROTO|ERR_SSL|ERR_PROXY|ERR_INVALID_URL|HPE_|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_TLS)/

function isUntrusted(error: unknown): boolean {
  return /^(CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT)/.test(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function isUnreachable(error: unknown): boolean {
  return networkCodes.test(codeOf(error)) || ['TimeoutError', 'RequestTimeout'].includes(errorName(error))
}

function statusOf(error: unknown): number {
  const metadata =
    typeof error === 'object' && error !== null && '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : 0
  return typeof status === 'number' ? status : 0
}
