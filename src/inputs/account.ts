import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

/** Collects a problem where a value is not an account id; YAML reads a bare 012345678901 as a number and drops its zero. */
export function checkAccount(reader: Reader, input: string, account: string): void {
  if (/^\d{12}$/.test(account)) return
  const lost = /^\d{1,11}$/.test(account) ? '; quote it in YAML, which drops leading zeros of numbers' : ''
  reader.problem(input, `${quoted(account)} is not an account id of 12 digits${lost}`)
}
