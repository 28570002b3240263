import { requestId } from '../random.ts'
import { type AwsError, type Codes, named } from './error.ts'
import type { Answer, Request } from './http.ts'

export type XmlValue =
  | string
  | number
  | undefined
  | { readonly [name: string]: XmlValue | readonly XmlValue[] } // a list: the element so many times

const codes: Codes = {
  'missing-token': ['MissingAuthenticationToken', 403],
  'incomplete-signature': ['IncompleteSignature', 400],
  'unknown-key': ['InvalidClientTokenId', 403],
  'expired-token': ['ExpiredToken', 403],
  'bad-signature': ['SignatureDoesNotMatch', 403],
  'access-denied': ['AccessDenied', 403],
  throttled: ['Throttling', 400],
  failed: ['InternalFailure', 500],
}

export function formInput(request: Request): URLSearchParams {
  return new URLSearchParams(request.method === 'GET' ? request.query : request.body.toString())
}

export function queryAnswer(operation: string, namespace: string, result: XmlValue): Answer {
  const id = requestId()
  return xml(200, id, `${operation}Response`, namespace, {
    [`${operation}Result`]: result,
    ResponseMetadata: { RequestId: id },
  })
}

export function queryError(error: AwsError, namespace: string): Answer {
  const [code, status] = named(error, codes)
  const id = requestId()
  const type = status >= 500 ? 'Receiver' : 'Sender'
  return xml(status, id, 'ErrorResponse', namespace, {
    Error: { Type: type, Code: code, Message: error.message },
    RequestId: id,
  })
}

function xml(status: number, id: string, root: string, namespace: string, content: XmlValue): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id },
    body: `<${root} xmlns="${namespace}">\n${render(content, '  ')}</${root}>\n`,
  }
}

function render(value: XmlValue, indent: string): string {
  if (typeof value !== 'object') return escapeXml(String(value))
  return Object.entries(value)
    .flatMap(([name, child]) => elements(child).map((one) => [name, one] as const))
    .filter(([, child]) => child !== undefined)
    .map(([name, child]) => `${indent}<${name}>${inner(child, indent)}</${name}>\n`)
    .join('')
}

function elements(child: XmlValue | readonly XmlValue[]): readonly XmlValue[] {
  return Array.isArray(child) ? (child as readonly XmlValue[]) : [child as XmlValue]
}

function inner(value: XmlValue, indent: string): string {
  return typeof value === 'object' ? `\n${render(value, `${indent}  `)}${indent}` : render(value, '')
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
}
