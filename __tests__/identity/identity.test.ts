import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { roleOf } from '../../src/identity/identity.ts'
import { givenEvent } from '../support/given.ts'

const asked = {
  arn: 'arn:aws:iam::123456789012:role/release',
  sessionName: undefined,
  durationSeconds: 3600,
  audience: 'sts.amazonaws.com',
}

function nameFor(fullName: string, id = '19876543210'): string {
  const { repository, run } = givenEvent()
  return roleOf(asked, { repository: { ...repository, fullName }, run: { ...run, id } }).sessionName
}

describe('the name of a role session', () => {
  test('tells repository and run', () => {
    expect(nameFor('acme/shop')).toBe('acme-shop-19876543210')
  })

  test('is the given one where one is given', () => {
    expect(roleOf({ ...asked, sessionName: 'mine' }, givenEvent())).toEqual({ ...asked, sessionName: 'mine' })
  })

  test('keeps the run where the repository’s name is long', () => {
    const name = nameFor(`${'a'.repeat(39)}/${'b'.repeat(100)}`)
    expect(name).toHaveLength(64)
    expect(name).toMatch(/-19876543210$/)
  })

  test('is one that STS takes, whatever the repository is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 150 }),
        fc.integer({ min: 1, max: 1e12 }),
        (fullName, id) => {
          expect(nameFor(fullName, String(id))).toMatch(/^[\w+=,.@-]{2,64}$/)
        },
      ),
    )
  })
})
