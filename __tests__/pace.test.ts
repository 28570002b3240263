import { describe, expect, test } from '@jest/globals'
import { readPace } from '../src/pace.ts'
import { failing } from './support/failure.ts'

const loopback = 'http://127.0.0.1:4566'

describe('the pace', () => {
  test.each([
    [{}, 1],
    [{ SLIPWAY_PACE: '' }, 1],
    [{ SLIPWAY_PACE: '1' }, 1],
    [{ SLIPWAY_PACE: '1', AWS_ENDPOINT_URL: 'https://example.com' }, 1],
    [{ SLIPWAY_PACE: '60', AWS_ENDPOINT_URL: loopback }, 60],
    [{ SLIPWAY_PACE: '1.5', AWS_ENDPOINT_URL: loopback }, 1.5],
    [{ SLIPWAY_PACE: '2', AWS_ENDPOINT_URL: 'http://127.9.9.9' }, 2],
    [{ SLIPWAY_PACE: '2', AWS_ENDPOINT_URL: 'http://localhost:1' }, 2],
    [{ SLIPWAY_PACE: '2', AWS_ENDPOINT_URL: 'http://[::1]:1' }, 2],
    [{ AWS_ENDPOINT_URL: 'https://example.com' }, 1],
  ])('of %j is %d', (env, pace) => {
    expect(readPace(env)).toBe(pace)
  })

  test.each(['0', '0.5', '61', '-1', 'fast', 'NaN', 'Infinity', '2x', '0x100', '١'])(
    'is no number from 1 to 60: %s',
    async (given) => {
      const failure = await failing(() => readPace({ SLIPWAY_PACE: given, AWS_ENDPOINT_URL: loopback }))
      expect(failure).toMatchObject({ code: 'PACE_REFUSED', sentence: expect.stringContaining(`'${given}'`) })
    },
  )

  test.each([
    undefined,
    '',
    'https://ecr.eu-west-1.amazonaws.com',
    'http://128.0.0.1',
    'http://10.0.0.1:4566',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://example.com/127.0.0.1',
    'http://127.0.0.1@example.com',
    'http://[::2]',
    '127.0.0.1:4566',
    'not a URL',
  ])('is refused where AWS is real: %s', async (url) => {
    const failure = await failing(() => readPace({ SLIPWAY_PACE: '2', AWS_ENDPOINT_URL: url }))
    expect(failure).toMatchObject({
      code: 'PACE_REFUSED',
      hint: expect.stringContaining('Remove SLIPWAY_PACE'),
    })
  })

  test('is shown short and on one line where it is wrong', async () => {
    const { sentence } = await failing(() => readPace({ SLIPWAY_PACE: `\n::error::${'x'.repeat(5_000)}` }))
    expect(sentence.length).toBeLessThan(200)
    expect(sentence).not.toMatch(/\p{Cc}/u)
  })
})
