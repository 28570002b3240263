import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../src/errors.ts'
import {
  badAnswer,
  errorName,
  explain,
  isExpiredToken,
  isUnknownKey,
  noteOperation,
} from '../../src/lib/explain.ts'

/** An error as the SDK throws it for a service's answer. */
function sdk(name: string, message: string, httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode }, $fault: 'client' })
}

/** An error as Node throws it for a connection. */
function network(code: string, message = `connect ${code} 127.0.0.1:1`): Error {
  return Object.assign(new Error(message), { code })
}

/** For the title of a test: neither a stack nor too many words. */
function titleOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return ['code' in error ? String(error.code) : error.name, error.message.slice(0, 60)].join(' ').trim()
}

function explained(error: unknown) {
  const { code, message, hint, cause } = explain(
    noteOperation(error, 'ecr:BatchGetImage'),
    'the repository shop',
  )
  return { code, sentence: message, hint, cause }
}

const both = Object.assign(
  new AggregateError([network('ECONNREFUSED', 'connect ECONNREFUSED ::1:443'), network('ECONNREFUSED')]),
  {
    code: 'ECONNREFUSED',
  },
)

describe('each way in which a call fails has its code', () => {
  const table: readonly (readonly [code: string, error: unknown])[] = [
    [
      'AWS_ACCESS_DENIED',
      sdk('AccessDeniedException', 'User: x is not authorized to perform: ecr:BatchGetImage on resource: y'),
    ],
    ['AWS_ACCESS_DENIED', sdk('AccessDenied', 'Not authorized to perform sts:AssumeRole', 403)],
    [
      'CREDENTIALS_REFUSED',
      sdk('ExpiredTokenException', 'The security token included in the request is expired'),
    ],
    [
      'CREDENTIALS_REFUSED',
      sdk('ExpiredToken', 'The security token included in the request is expired', 403),
    ],
    ['AWS_UNREACHABLE', Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' })],
    ['CREDENTIALS_REFUSED', sdk('RequestExpired', 'Request has expired')],
    [
      'CREDENTIALS_REFUSED',
      sdk('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    ],
    [
      'CREDENTIALS_REFUSED',
      sdk('InvalidClientTokenId', 'The security token included in the request is invalid', 403),
    ],
    [
      'CREDENTIALS_REFUSED',
      sdk('InvalidSignatureException', 'Signature expired: 20261120T093000Z is now earlier than'),
    ],
    [
      'CREDENTIALS_REFUSED',
      sdk('SignatureDoesNotMatch', 'The request signature we calculated does not match', 403),
    ],
    ['CREDENTIALS_REFUSED', sdk('IncompleteSignature', 'Authorization header requires')],
    ['CREDENTIALS_REFUSED', sdk('MissingAuthenticationTokenException', 'Missing Authentication Token')],
    ['AWS_THROTTLED', sdk('ThrottlingException', 'Rate exceeded')],
    ['AWS_THROTTLED', sdk('Throttling', 'Rate exceeded')],
    ['AWS_THROTTLED', sdk('TooManyRequestsException', 'Rate exceeded', 429)],
    [
      'AWS_BAD_ANSWER',
      Object.assign(new SyntaxError('Unexpected token < in JSON at position 0'), {
        $metadata: { httpStatusCode: 200 },
      }),
    ],
    ['AWS_BAD_ANSWER', new SyntaxError('Unexpected end of JSON input')],
    [
      'AWS_BAD_ANSWER',
      Object.assign(new TypeError("Cannot read properties of undefined (reading 'x')"), { $metadata: {} }),
    ],
    ['AWS_BAD_ANSWER', sdk('Unknown', 'UnknownError', 502)],
    ['AWS_BAD_ANSWER', sdk('UnknownError', 'UnknownError', 503)],
    ['AWS_BAD_ANSWER', sdk('Error', 'something', 200)],
    ['AWS_UNREACHABLE', network('ENOTFOUND', 'getaddrinfo ENOTFOUND api.ecr.eu-west-9.amazonaws.com')],
    ['AWS_UNREACHABLE', network('EAI_AGAIN')],
    ['AWS_UNREACHABLE', network('ECONNREFUSED')],
    ['AWS_UNREACHABLE', network('ECONNRESET', 'socket hang up')],
    ['AWS_UNREACHABLE', network('ETIMEDOUT')],
    ['AWS_UNREACHABLE', network('EHOSTUNREACH')],
    ['AWS_UNREACHABLE', network('ENETUNREACH')],
    ['AWS_UNREACHABLE', network('EPIPE', 'write EPIPE')],
    ['AWS_UNREACHABLE', network('CERT_HAS_EXPIRED', 'certificate has expired')],
    ['AWS_UNREACHABLE', network('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain')],
    ['AWS_UNREACHABLE', network('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate')],
    ['AWS_UNREACHABLE', network('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate')],
    [
      'AWS_UNREACHABLE',
      network('ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"),
    ],
    ['AWS_UNREACHABLE', network('EPROTO', 'write EPROTO: wrong version number')],
    [
      'AWS_UNREACHABLE',
      network('ERR_SSL_WRONG_VERSION_NUMBER', 'SSL routines:ssl3_get_record:wrong version number'),
    ],
    ['AWS_UNREACHABLE', both],
    [
      'AWS_UNREACHABLE',
      Object.assign(new Error('Connection timed out after 5000 ms'), { name: 'TimeoutError' }),
    ],
    [
      'AWS_UNREACHABLE',
      sdk('RequestTimeout', 'Your socket connection was not read from within the timeout period'),
    ],
    ['AWS_ERROR', sdk('InvalidParameterException', 'Invalid parameter at imageTag')],
    ['AWS_ERROR', sdk('ServerException', 'These errors are usually caused by a server-side issue.', 500)],
    ['AWS_ERROR', new Error('something else')],
    ['AWS_ERROR', 'a text'],
    ['AWS_ERROR', undefined],
    ['AWS_ERROR', null],
  ]
  const titled = table.map(([code, error]) => [code, titleOf(error), error] as const)

  test.each(titled)('%s: %s', (code, _, error) => {
    expect(explained(error).code).toBe(code)
  })
})

describe('the sentence stands alone', () => {
  const about = 'ecr:BatchGetImage for the repository shop'

  test.each([
    [
      'throttled',
      sdk('ThrottlingException', 'Rate exceeded'),
      `${about} was throttled in all 4 tries: Rate exceeded`,
    ],
    [
      'refused',
      sdk('InvalidParameterException', 'No tag'),
      `${about} failed: InvalidParameterException: No tag`,
    ],
    [
      'unreadable',
      sdk('Unknown', '<html>'),
      `The answer to ${about} was no AWS answer (HTTP status 400): <html>, so nothing was concluded from it.`,
    ],
    [
      'unreachable by both address families',
      both,
      `${about} failed because the endpoint does not answer: connect ECONNREFUSED ::1:443, connect ECONNREFUSED 127.0.0.1:1`,
    ],
    ['silent', new Error(''), `${about} failed: Error: no reason given`],
  ])('%s', (_, error, sentence) => {
    expect(explained(error).sentence).toBe(sentence)
  })

  test('on one line of bounded length', () => {
    const { sentence } = explained(sdk('ServerException', `a\n\n b\t${'x'.repeat(5_000)}`, 500))
    expect(sentence).toContain('a b x')
    expect(sentence.length).toBeLessThan(800)
  })

  test('and the cause is kept', () => {
    const error = sdk('InvalidParameterException', 'x')
    expect(explained(error).cause).toBe(error)
  })

  test('without a note of the operation', () => {
    expect(explain(new Error('x'), 'the repository shop').message).toMatch(
      /^an AWS call for the repository shop failed/,
    )
  })

  test('what is explained already stays as it is', () => {
    const error = new ActionError({ code: 'NO_TAGS', sentence: 's', hint: 'h' })
    expect(explain(error, 'x')).toBe(error)
  })
})

describe('a denied call names the statement that is missing', () => {
  const arn = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop'
  const user = 'User: arn:aws:sts::123456789012:assumed-role/build/shop-42 is not authorized to perform:'

  test.each([
    [
      'with the reason after it',
      `${user} ecr:PutImage on resource: ${arn} because no identity-based policy allows the ecr:PutImage action`,
      'ecr:PutImage',
      arn,
    ],
    ['at the end', `${user} ecr:PutImage on resource: ${arn}`, 'ecr:PutImage', arn],
    ['of another service', `${user} inspector2:ListFindings on resource: *`, 'inspector2:ListFindings', '*'],
    ['of no resource', `${user} sts:GetCallerIdentity`, 'sts:GetCallerIdentity', '*'],
    ['in no words', 'Access denied', 'ecr:BatchGetImage', '*'],
  ])('%s', (_, message, action, resource) => {
    const { hint } = explained(sdk('AccessDeniedException', message))
    expect(hint).toContain(JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource }))
  })
})

describe('what to do', () => {
  test.each([
    ['about a fault of the service', sdk('ServerException', 'x', 500), /run the job again/],
    ['about a refusal', sdk('InvalidParameterException', 'x'), /refused the call for the reason/],
    ['about throttling', sdk('ThrottlingException', 'x'), /quota/],
    ['about the network', network('ENOTFOUND'), /aws-region.*HTTPS_PROXY.*AWS_ENDPOINT_URL/],
    ['with old credentials', sdk('ExpiredTokenException', 'x'), /clock.*aws-region.*keys/],
  ])('%s', (_, error, hint) => {
    expect(explained(error).hint).toMatch(hint)
  })
})

test('the first note of an operation stays, and the error with it', () => {
  const error = sdk('InvalidParameterException', 'x')
  expect(noteOperation(noteOperation(error, 'ecr:PutImage'), 'ecr:Other')).toBe(error)
  expect(explain(error, 'y').message).toMatch(/^ecr:PutImage for y/)
  expect(noteOperation('text', 'ecr:PutImage')).toBe('text')
})

test('an answer that makes no sense', () => {
  expect(badAnswer('ecr:PutImage for shop', 'empty')).toMatchObject({
    code: 'AWS_BAD_ANSWER',
    message: 'The answer to ecr:PutImage for shop was empty, so nothing was concluded from it.',
  })
})

test.each([
  ['ExpiredTokenException', true],
  ['ExpiredToken', true],
  ['RequestExpired', true],
  ['UnrecognizedClientException', false],
])('keys are expired: %s %s', (name, expired) => {
  expect(isExpiredToken(sdk(name, 'x'))).toBe(expired)
  expect(isExpiredToken(name)).toBe(false)
})

test.each([
  ['UnrecognizedClientException', true],
  ['InvalidClientTokenId', true],
  ['InvalidSignatureException', false],
  ['ExpiredTokenException', false],
  ['AccessDeniedException', false],
])('keys are not known: %s %s', (name, unknown) => {
  expect(isUnknownKey(sdk(name, 'x'))).toBe(unknown)
  expect(isUnknownKey(name)).toBe(false)
})

test('only an error has a name', () => {
  expect([errorName(sdk('A', '')), errorName('A'), errorName(undefined)]).toEqual(['A', '', ''])
})
