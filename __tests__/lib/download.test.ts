import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { download } from '../../src/lib/download.ts'
import { type Answer, scriptedAws } from '../support/scripted-aws.ts'

const never = new AbortController().signal

async function downloading(answer: (calls: number) => Answer, signal = never) {
  const { url, calls } = await scriptedAws((_, all) => answer(all.length))
  const outcome = await download(`${url}/layer?signature=canary`, signal).then(
    (text) => ({ text, error: undefined }),
    (error: unknown) => ({ text: undefined, error }),
  )
  return { ...outcome, calls: calls.length }
}

test('a text is got as it is', async () => {
  const text = '{"größe": "✓"}\n'
  expect(await downloading(() => ({ type: 'application/octet-stream', body: text }))).toEqual({
    text,
    error: undefined,
    calls: 1,
  })
})

test('what passes is tried again', async () => {
  const { text, calls } = await downloading((call) =>
    call < 3 ? { status: 503, body: 'x' } : { body: 'there' },
  )
  expect({ text, calls }).toEqual({ text: 'there', calls: 3 })
})

describe('an error that does not show the signed address', () => {
  test.each<[string, Answer, RegExp, number]>([
    ['a refusal', { status: 403, body: 'expired' }, /HTTP status 403/, 1],
    ['nothing there', { status: 404, body: 'x' }, /HTTP status 404/, 1],
    ['an empty 204', { status: 204, body: '' }, /HTTP status 204/, 1],
    ['a fault without end', { status: 503, body: 'x' }, /HTTP status 503/, 3],
    ['more than a configuration', { body: 'x'.repeat(4_000_001) }, /longer than/, 1],
  ])('%s', async (_, answer, words, most) => {
    const { error, calls } = await downloading(() => answer)
    expect(String(error)).toMatch(words)
    expect(String(error)).not.toContain('canary')
    expect(calls).toBeLessThanOrEqual(most)
  })
})

test('silence ends in an error, which does not show the signed address either', async () => {
  const began = performance.now()
  const { error } = await downloading(() => 'silence')
  expect(performance.now() - began).toBeLessThan(30_000)
  expect(String(error)).not.toContain('canary')
}, 60_000)

test('a cancelled run gets nothing', async () => {
  const { error, calls } = await downloading(() => ({ body: 'x' }), AbortSignal.abort(cancelled()))
  expect(error).toMatchObject({ code: 'CANCELLED' })
  expect(calls).toBe(0)
})

test('a run that is cancelled meanwhile does not wait', async () => {
  const controller = new AbortController()
  const running = downloading(() => 'silence', controller.signal)
  setTimeout(() => controller.abort(cancelled()), 50)
  const began = performance.now()
  expect((await running).error).toMatchObject({ code: 'CANCELLED' })
  expect(performance.now() - began).toBeLessThan(3_000)
}, 60_000)
