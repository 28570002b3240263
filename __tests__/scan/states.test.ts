import { ScanStatus } from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import { type Reading, readStatus } from '../../src/scan/states.ts'

const wait: Reading = { kind: 'wait' }
const failed: Reading = { kind: 'unavailable', reason: 'failed' }

const table: Readonly<Record<ScanStatus, Reading>> = {
  PENDING: wait,
  IN_PROGRESS: wait,
  COMPLETE: { kind: 'complete' },
  FAILED: failed,
  UNSUPPORTED_IMAGE: { kind: 'unavailable', reason: 'unsupported' },
  ACTIVE: { kind: 'unavailable', reason: 'enhanced' },
  SCAN_ELIGIBILITY_EXPIRED: failed,
  FINDINGS_UNAVAILABLE: wait,
  LIMIT_EXCEEDED: failed,
  IMAGE_ARCHIVED: failed,
}

describe('every status that ECR has', () => {
  test.each(Object.values(ScanStatus))('%s', (status) => {
    expect(readStatus(status, 'some words')).toEqual(table[status])
  })

  test('there are ten of them', () => {
    expect(Object.values(ScanStatus).sort((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(table).sort((a, b) => a.localeCompare(b)),
    )
    expect(Object.keys(table)).toHaveLength(10)
  })
})

test.each(['SOMETHING_NEW', '', 'complete', 'constructor', '__proto__'])(
  'a status that nobody knows is no end: %j',
  (status) => {
    expect(readStatus(status, '')).toEqual({ kind: 'unknown' })
  },
)

describe('a failure of basic scanning', () => {
  test.each([
    "UnsupportedImageError: The operating system 'alpine' version 'v3.11' is not supported.",
    'UnsupportedImageError: The operating system and/or package manager are not supported.',
  ])('that means an unsupported system: %s', (description) => {
    expect(readStatus('FAILED', description)).toEqual({ kind: 'unavailable', reason: 'unsupported' })
  })

  test.each(['InternalError: try again', ''])('that does not: %j', (description) => {
    expect(readStatus('FAILED', description)).toEqual(failed)
  })
})
