import { ScanStatusReason } from '@aws-sdk/client-inspector2'
import { describe, expect, test } from '@jest/globals'
import { readWitness } from '../../src/scan/witness.ts'

const scanned = new Date('2026-11-20T12:00:00Z')

describe('a scan that is not done', () => {
  test.each(['PENDING_INITIAL_SCAN', 'PENDING_REVIVAL_SCAN', 'SCAN_IN_PROGRESS'])(
    'is pending, also one that was scanned before: %s',
    (reason) => {
      expect(readWitness(reason, undefined)).toEqual({ kind: 'pending', reason })
      expect(readWitness(reason, scanned)).toEqual({ kind: 'pending', reason })
    },
  )

  test('is one that Inspector calls successful without a time', () => {
    expect(readWitness('SUCCESSFUL', undefined)).toEqual({ kind: 'pending', reason: 'SUCCESSFUL' })
  })
})

test('a scan with a time is done', () => {
  expect(readWitness('SUCCESSFUL', scanned)).toEqual({ kind: 'done', reason: 'SUCCESSFUL' })
})

describe('no findings will come', () => {
  test.each([
    ['UNSUPPORTED_OS', 'unsupported'],
    ['UNSUPPORTED_MEDIA_TYPE', 'unsupported'],
    ['IMAGE_SIZE_EXCEEDED', 'unsupported'],
    ['ACCESS_DENIED', 'denied'],
    ['ACCESS_DENIED_TO_ENCRYPTION_KEY', 'denied'],
    ['SCAN_ELIGIBILITY_EXPIRED', 'stale'],
    ['IMAGE_ARCHIVED', 'failed'],
    ['RESOURCE_TERMINATED', 'failed'],
  ])('%s: %s', (reason, because) => {
    expect(readWitness(reason, undefined)).toEqual({ kind: 'unavailable', reason, because })
    // What was scanned once and is not any more has no findings that count.
    expect(readWitness(reason, scanned)).toEqual({ kind: 'unavailable', reason, because })
  })
})

describe('no other word makes a pass', () => {
  const others = Object.values(ScanStatusReason).filter((reason) => reason !== 'SUCCESSFUL')

  test.each([...others, 'SOMETHING_NEW', '', 'successful', 'constructor', '__proto__', 'toString'])(
    '%j',
    (reason) => {
      const kinds = [undefined, scanned].map((time) => readWitness(reason, time).kind)
      expect(kinds).not.toContain('done')
    },
  )

  test.each(['SOMETHING_NEW', '', 'constructor', '__proto__', 'SCAN_FREQUENCY_SCAN_ON_PUSH'])(
    'and one that names no state of this scan says nothing: %j',
    (reason) => {
      expect(readWitness(reason, scanned)).toEqual({ kind: 'silent', reason })
    },
  )
})
