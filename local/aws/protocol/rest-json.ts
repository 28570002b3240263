import { requestId } from '../random.ts'
import { type AwsError, type Codes, named } from './error.ts'
import type { Answer } from './http.ts'

const codes: Codes = {
  'missing-token': ['MissingAuthenticationTokenException', 403],
  'incomplete-signature': ['IncompleteSignatureException', 403],
  'unknown-key': ['UnrecognizedClientException', 403],
  'expired-token': ['ExpiredTokenException', 403],
  'bad-signature': ['InvalidSignatureException', 403],
  'access-denied': ['AccessDeniedException', 403],
  throttled: ['ThrottlingException', 429],
  failed: ['InternalServerException', 500],
}

export function restAnswer(output: unknown): Answer {
  return json(200, output)
}

/** The exception's name stands in a header, beside the message in the body. */
export function restError(error: AwsError): Answer {
  const [code, status] = named(error, codes)
  return json(status, { message: error.message, ...error.members }, { 'x-amzn-errortype': code })
}

function json(status: number, value: unknown, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId(), ...headers },
    body: JSON.stringify(value),
  }
}
