import { describe, expect, test } from '@jest/globals'
import { ActionError, cancelled, errorCodes, failureOf } from '../src/errors.ts'

const endless = `a\r\n\u001b[31m::error::b\u0085${'x'.repeat(1e6)}`

describe('a failure', () => {
  test('says its code, a sentence and what to do', () => {
    const failure = { code: 'NO_TAGS', sentence: 'There is no tag.', hint: 'Add a rule.' } as const
    const error = new ActionError(failure, { cause: 'x' })
    expect(failureOf(error)).toEqual(failure)
    expect(error).toMatchObject({ name: 'ActionError', message: failure.sentence, cause: 'x' })
  })

  test('of Slipway’s own is one too', () => {
    expect(failureOf(new TypeError('x is undefined'))).toEqual({
      code: 'INTERNAL',
      sentence: 'Slipway failed in a way that it does not know: TypeError: x is undefined',
      hint: expect.stringContaining('debug logging'),
    })
  })

  test.each([undefined, null, 'text', 42, {}, [], Symbol('x')])('is whatever was thrown: %#', (thrown) => {
    expect(failureOf(thrown).code).toBe('INTERNAL')
  })

  test.each([
    ['that was foreseen', new ActionError({ code: 'AWS_ERROR', sentence: endless, hint: 'Do it again.' })],
    ['of Slipway’s own', new Error(endless)],
  ])('%s has a sentence on one line, so short that an annotation keeps what to do', (_, error) => {
    const { sentence, hint } = failureOf(error)
    expect(/\p{Cc}/u.test(sentence)).toBe(false)
    expect(sentence.length + hint.length).toBeLessThan(4_000)
  })
})

test('a cancelled run', () => {
  expect(failureOf(cancelled())).toMatchObject({
    code: 'CANCELLED',
    hint: expect.stringContaining('again is safe'),
  })
})

test('no code is there twice', () => {
  expect(new Set(errorCodes).size).toBe(errorCodes.length)
})
