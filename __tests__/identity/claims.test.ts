import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { describeClaims, readClaims, trustCondition } from '../../src/identity/claims.ts'

function token(payload: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part(payload)}.signature`
}

const payload = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme/shop:ref:refs/heads/größe',
  repository: 'acme/shop',
  ref: 'refs/heads/größe',
  environment: 'prod',
  event_name: 'push',
  job_workflow_ref: 'acme/shop/.github/workflows/release.yml@refs/heads/main',
  actor: 'ada',
  exp: 1763627400,
  jti: 'a-secret-looking-id',
}

describe('of a token are read', () => {
  test('the claims that decide about trust, and no others', () => {
    const { actor: _a, exp: _e, jti: _j, ...shown } = payload
    expect(readClaims(token(payload))).toEqual(shown)
  })

  test('those that are there', () => {
    expect(readClaims(token({ sub: 's', aud: ['a', 'b'], iss: null, ref: 7 }))).toEqual({ sub: 's' })
  })

  test.each([
    '',
    'x',
    'a.b.c',
    'a..c',
    '...',
    `a.${Buffer.from('[]').toString('base64url')}.c`,
    token(null),
    token([1]),
    token('text'),
    token({ __proto__: { sub: 'x' } }),
  ])('none where it is none: %s', (text) => {
    expect(readClaims(text)).toEqual({})
  })

  test('nothing is thrown, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readClaims(text) !== undefined))
    fc.assert(fc.property(fc.jsonValue(), (value) => readClaims(token(value)) !== undefined))
  })
})

describe('the condition that a trust policy needs', () => {
  test('for this very token', () => {
    expect(JSON.parse(trustCondition(readClaims(token(payload))))).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': 'repo:acme/shop:ref:refs/heads/größe',
      },
    })
  })

  test('for an enterprise’s own issuer', () => {
    const claims = { iss: 'https://token.actions.githubusercontent.com/acme', aud: 'a', sub: 's' }
    expect(JSON.parse(trustCondition(claims))).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com/acme:aud': 'a',
        'token.actions.githubusercontent.com/acme:sub': 's',
      },
    })
  })

  test('for GitHub’s issuer where the token says nothing', () => {
    expect(trustCondition({})).toContain('"token.actions.githubusercontent.com:sub"')
  })
})

test('claims on one line', () => {
  expect(describeClaims({ sub: 'repo:acme/shop', aud: 'sts.amazonaws.com' })).toBe(
    'sub=repo:acme/shop, aud=sts.amazonaws.com',
  )
  expect(describeClaims({})).toBe('')
})
