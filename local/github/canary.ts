import { randomBytes } from 'node:crypto'

/** A random value that is found again wherever it leaks to. */
export function canary(prefix: string): string {
  return `${prefix}${randomBytes(24).toString('hex')}`
}
