/**
 * What AWS would refuse. `code` is the exception's name, or one of the kebab-case reasons that each protocol
 * has its own name for (see `codes` in json.ts, query.ts and registry/errors.ts).
 */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  readonly members: Readonly<Record<string, unknown>> // what the exception carries besides its message

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'AwsError'
    this.code = code
    this.status = status
    this.members = members
  }
}

export type Reason =
  | 'missing-token'
  | 'incomplete-signature'
  | 'unknown-key'
  | 'expired-token'
  | 'bad-signature'
  | 'access-denied'
  | 'throttled'
  | 'failed'

export type Codes = Readonly<Record<Reason, readonly [code: string, status: number]>>

export function named(error: AwsError, codes: Codes): readonly [code: string, status: number] {
  return isReason(error.code, codes) ? codes[error.code] : [error.code, error.status]
}

function isReason(code: string, codes: Codes): code is Reason {
  return Object.hasOwn(codes, code)
}

export function refuse(reason: Reason, message: string): AwsError {
  return new AwsError(reason, message)
}
