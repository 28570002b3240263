import { explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { type Place, placeName } from './errors.ts'

const passing: ReadonlySet<string> = new Set([
  'AWS_THROTTLED',
  'AWS_UNREACHABLE',
  'AWS_ERROR',
  'AWS_BAD_ANSWER',
])
const mostInARow = 5

/** A rollout takes minutes: a read that fails now and then is passed over, and the next one counts. */
export function patience(place: Place): <T>(read: Promise<T>) => Promise<T | undefined> {
  let inARow = 0
  return async (read) => {
    try {
      const value = await read
      inARow = 0
      return value
    } catch (cause) {
      const error = explain(cause, placeName(place))
      inARow++
      if (!passing.has(error.code) || inARow >= mostInARow) throw error
      say(`Asking again: ${error.message}`)
      return undefined
    }
  }
}
