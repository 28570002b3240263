import { requestId } from '../random.ts'
import { AwsError, type Codes, named } from './error.ts'
import type { Answer, Request } from './http.ts'

export type Input = Readonly<Record<string, unknown>>

const codes: Codes = {
  'missing-token': ['MissingAuthenticationTokenException', 400],
  'incomplete-signature': ['IncompleteSignatureException', 400],
  'unknown-key': ['UnrecognizedClientException', 400],
  'expired-token': ['ExpiredTokenException', 400],
  'bad-signature': ['InvalidSignatureException', 400],
  'access-denied': ['AccessDeniedException', 400],
  throttled: ['ThrottlingException', 400],
  failed: ['ServerException', 500],
}

/** The input of an AWS JSON 1.1 call; empty when it cannot be read, so that it can be recorded at any rate. */
export function jsonInput(request: Request): Input {
  try {
    return parseInput(request)
  } catch {
    return {}
  }
}

export function parseInput(request: Request): Input {
  try {
    const value: unknown = JSON.parse(request.body.toString() || '{}')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input
  } catch {
    // answered below, as any other body that is no object
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.')
}

export function jsonAnswer(output: unknown): Answer {
  return json(200, output)
}

export function jsonError(error: AwsError): Answer {
  const [code, status] = named(error, codes)
  return json(status, { __type: code, message: error.message, ...error.members })
}

function json(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId() },
    body: JSON.stringify(value),
  }
}
