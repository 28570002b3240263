import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { accountOf, checkAccount, checkRole, hasTokenEndpoint, roleOf } from '../../src/identity/role.ts'
import { failing } from '../support/failure.ts'
import { givenEvent } from '../support/given.ts'
import { givenRole } from '../support/sts.ts'

const asked = { ...givenRole(), sessionName: undefined }

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

describe('a role that needs no call to be refused', () => {
  const arn = 'arn:aws:iam::123456789012:role/release'

  test.each([[[]], [['123456789012']], [['210987654321', '123456789012']]])(
    'is none of an allowed account: %j',
    (allowed) => {
      expect(() => checkRole(arn, 'eu-west-1', allowed)).not.toThrow()
    },
  )

  test('is one of another account', async () => {
    const failure = await failing(() => checkRole(arn, 'eu-west-1', ['210987654321', '000000000001']))
    expect(failure).toEqual({
      code: 'ACCOUNT_NOT_ALLOWED',
      sentence: `${arn} is in the account 123456789012, which allowed-account-ids does not list (210987654321, 000000000001).`,
      hint: expect.stringContaining('allowed-account-ids'),
    })
  })

  test.each([
    ['aws', 'eu-west-1'],
    ['aws', 'us-east-1'],
    ['aws', 'af-south-1'],
    ['aws', 'ap-northeast-3'],
    ['aws', 'mx-central-1'],
    ['aws', 'il-central-1'],
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-eusc', 'eusc-de-east-1'],
    ['aws-iso', 'us-iso-east-1'],
    ['aws-iso-b', 'us-isob-east-1'],
    ['aws-iso-e', 'eu-isoe-west-1'],
    ['aws-iso-f', 'us-isof-south-1'],
  ])('is none of the same partition: %s in %s', (partition, region) => {
    expect(() => checkRole(`arn:${partition}:iam::123456789012:role/x`, region, [])).not.toThrow()
  })

  test.each([
    ['aws', 'us-gov-west-1', 'aws-us-gov'],
    ['aws', 'us-gov-east-1', 'aws-us-gov'],
    ['aws', 'cn-northwest-1', 'aws-cn'],
    ['aws', 'eusc-de-east-1', 'aws-eusc'],
    ['aws', 'us-iso-west-1', 'aws-iso'],
    ['aws-us-gov', 'us-west-2', 'aws'],
    ['aws-cn', 'ap-east-1', 'aws'],
    ['aws-iso', 'us-isob-east-1', 'aws-iso-b'],
    ['aws-eusc', 'eu-central-1', 'aws'],
  ])('is one of another partition: %s in %s', async (partition, region, ofRegion) => {
    const other = `arn:${partition}:iam::123456789012:role/x`
    const failure = await failing(() => checkRole(other, region, []))
    expect(failure.code).toBe('PARTITION_MISMATCH')
    expect(failure.sentence).toContain(
      `The role ${other} is in the partition ${partition}, but the region ${region} is in ${ofRegion}:`,
    )
  })

  test.each(['xx-nowhere-1', 'euscx-de-east-1', ''])(
    'is none in a region of a kind that is not known: STS says more: %j',
    (region) => {
      for (const partition of ['aws', 'aws-cn', 'aws-new'])
        expect(() => checkRole(`arn:${partition}:iam::123456789012:role/x`, region, [])).not.toThrow()
    },
  )
})

describe('the account of an ARN', () => {
  test.each([
    ['arn:aws:sts::123456789012:assumed-role/build/shop', '123456789012'],
    ['arn:aws-us-gov:iam::210987654321:user/ada', '210987654321'],
    ['nothing', ''],
  ])('%s: %s', (arn, account) => {
    expect(accountOf(arn)).toBe(account)
  })

  test('that cannot be read is none that is allowed', async () => {
    const failure = await failing(() => checkAccount('', 'nothing', ['123456789012']))
    expect(failure.code).toBe('ACCOUNT_NOT_ALLOWED')
    expect(failure.sentence).toContain('that could not be read')
  })
})

test.each([
  [{ ACTIONS_ID_TOKEN_REQUEST_URL: 'u', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' }, true],
  [{ ACTIONS_ID_TOKEN_REQUEST_URL: 'u', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }, false],
  [{ ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' }, false],
  [{}, false],
])('the runner offers tokens with %j: %s', (env, offers) => {
  expect(hasTokenEndpoint(env)).toBe(offers)
})
