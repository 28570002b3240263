import { quoted } from '../quoted.ts'
import { type Severity, severities } from '../scan/findings.ts'
import type { GatePolicy } from '../scan/policy.ts'
import type { Reader } from './reader.ts'

const most = 1_000_000

/** How many findings a severity may have, such as `high=5,medium=50`. */
export function readMaxFindings(reader: Reader): GatePolicy['maxFindings'] {
  const entries = reader.list('max-findings')
  const limits = new Map<Severity, number>()
  for (const entry of entries) {
    const limit = limitOf(entry)
    if (typeof limit === 'string') reader.problem('max-findings', limit)
    else if (limits.has(limit.severity))
      reader.problem('max-findings', `${quoted(entry)} gives a second number for ${limit.severity}`)
    else limits.set(limit.severity, limit.number)
  }
  if (reader.given('max-findings') && entries.length === 0)
    reader.problem('max-findings', 'names no severity; give such as high=5,medium=50, or leave it out')
  return Object.fromEntries(limits)
}

/** @returns what is wrong, as a text */
function limitOf(entry: string): Readonly<{ severity: Severity; number: number }> | string {
  const [, name, digits] = /^([a-z]+)\s*=\s*(\S+)$/i.exec(entry) ?? []
  if (name === undefined || digits === undefined)
    return `${quoted(entry)} is not of the form severity=number, such as high=5`
  const severity = severities.find((one) => one === name.toLowerCase())
  if (severity === undefined) return `${quoted(entry)} names none of the severities ${severities.join(', ')}`
  const number = /^\d{1,7}$/.test(digits) ? Number(digits) : Number.NaN
  return number <= most ? { severity, number } : `${quoted(entry)} has no whole number from 0 to ${most}`
}

/** @returns a probability above 0, at most 1; `0.1` and `10%` are the same */
export function readMinEpss(reader: Reader): number | undefined {
  const given = reader.text('min-epss')
  if (given === undefined) return undefined
  const [, digits, percent] = /^(\d{1,3}(?:\.\d{1,10})?|\.\d{1,10})\s*(%)?$/.exec(given) ?? []
  const value = Number(digits ?? 0) / (percent === undefined ? 1 : 100)
  if (value > 0 && value <= 1) return value
  reader.problem('min-epss', `${quoted(given)} is not a probability above 0 and up to 1, such as 0.1 or 10%`)
  return undefined
}
