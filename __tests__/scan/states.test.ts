import { ScanStatus } from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import { type Reading, readError, readStatus } from '../../src/scan/states.ts'

const running: Reading = { kind: 'wait', why: 'running' }
const failed: Reading = { kind: 'unavailable', reason: 'failed' }

const table: Readonly<Record<ScanStatus, Reading>> = {
  PENDING: running,
  IN_PROGRESS: running,
  COMPLETE: { kind: 'findings', continuous: false },
  ACTIVE: { kind: 'findings', continuous: true },
  FAILED: failed,
  UNSUPPORTED_IMAGE: { kind: 'unavailable', reason: 'unsupported' },
  SCAN_ELIGIBILITY_EXPIRED: { kind: 'unavailable', reason: 'stale' },
  FINDINGS_UNAVAILABLE: { kind: 'wait', why: 'unreadable' },
  LIMIT_EXCEEDED: failed,
  IMAGE_ARCHIVED: failed,
}

/** What every object has, and no table of states may be asked for. */
const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']

describe('every status that ECR has', () => {
  test.each(Object.values(ScanStatus))('%s', (status) => {
    expect(readStatus(status, 'some words')).toEqual(table[status])
  })

  test('there are ten of them', () => {
    expect(new Set<string>(Object.values(ScanStatus))).toEqual(new Set(Object.keys(table)))
    expect(Object.keys(table)).toHaveLength(10)
  })
})

test.each(['SOMETHING_NEW', '', 'complete', 'COMPLETE ', 'COMPLETED', ...inherited])(
  'a status that nobody knows is waited for, and no end: %j',
  (status) => {
    expect(readStatus(status, '')).toEqual(running)
  },
)

test.each(['ScanNotFoundException', 'ThrottlingException', 'ImageNotFoundException'])(
  'the name of an error is no status: %s',
  (name) => {
    expect(readStatus(name, '').kind).toBe('wait')
  },
)

describe('a failure of basic scanning', () => {
  test.each([
    "UnsupportedImageError: The operating system 'alpine' version 'v3.11' is not supported.",
    'UnsupportedImageError: The operating system and/or package manager are not supported.',
  ])('that means an unsupported system: %s', (description) => {
    expect(readStatus('FAILED', description)).toEqual({ kind: 'unavailable', reason: 'unsupported' })
  })

  test.each(['InternalError: try again', 'The operating system is fine.', ''])(
    'that does not: %j',
    (description) => {
      expect(readStatus('FAILED', description)).toEqual(failed)
    },
  )

  test.each(['COMPLETE', 'PENDING', 'ACTIVE'] as const)('is read from no other status: %s', (status) => {
    expect(readStatus(status, 'UnsupportedImageError: x')).toEqual(table[status])
  })
})

describe('an error of the call', () => {
  test.each([
    ['ScanNotFoundException', 'absent'],
    ['ImageNotFoundException', 'hidden'],
    ['ThrottlingException', 'throttled'],
    ['TooManyRequestsException', 'throttled'],
  ])('that may pass: %s', (name, why) => {
    expect(readError(name)).toEqual({ kind: 'wait', why })
  })

  test.each([
    'RepositoryNotFoundException',
    'InvalidParameterException',
    'ValidationException',
    'ServerException',
    'AccessDeniedException',
    'ExpiredTokenException',
    'SomethingNewException',
    'Exception',
    '',
    ...inherited,
  ])('that is none of the states of a scan: %j', (name) => {
    expect(readError(name)).toBeUndefined()
  })

  test.each(Object.values(ScanStatus))('is never the name of a status: %s', (status) => {
    expect(readError(status)).toBeUndefined()
  })
})
