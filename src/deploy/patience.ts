import { errorName, explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'

/** What passes by itself, most of the time. */
export const passing: ReadonlySet<string> = new Set([
  'AWS_THROTTLED',
  'AWS_UNREACHABLE',
  'AWS_ERROR',
  'AWS_BAD_ANSWER',
])
export const mostInARow = 10

/**
 * A rollout takes minutes: a read that fails now and then is passed over, and the next one counts.
 * @param subject what is read, as sentences name it
 * @returns undefined for a read that failed
 * @throws ActionError what does not pass by itself, and what stays for ten reads in a row
 */
export function patience(subject: string): <T>(read: Promise<T>) => Promise<T | undefined> {
  let inARow = 0
  return async (read) => {
    try {
      const value = await read
      inARow = 0
      return value
    } catch (cause) {
      const error = explain(cause, subject)
      inARow++
      if (!passing.has(error.code) || isClosed(cause) || inARow >= mostInARow) throw error
      say(`Asking again: ${error.message}`)
      return undefined
    }
  }
}

const unknownOperations =
  /^(UnsupportedFeature|UnknownOperation|InvalidAction|NotImplemented|UnknownOperationException)/

/** Whether a call will never be answered: denied, or not known to what answers in place of ECS. */
export function isClosed(error: unknown): boolean {
  const name = errorName(error)
  return /^AccessDenied/.test(name) || unknownOperations.test(name)
}
