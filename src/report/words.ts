import type { Outcome } from '../outcome.ts'
import type { Severity } from '../scan/findings.ts'

/** The worst first. */
export const severityNames: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
  unknown: 'Unknown',
}

/** The worst first. */
export const severityKeys = Object.keys(severityNames) as readonly Severity[]

/** The image as sentences name it: without the registry's host, which is long and says little. */
export function imageOf({ repository, digest }: Outcome): string {
  return `${repository?.name ?? 'image'}@${digest?.slice(0, 19) ?? ''}…`
}

export function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ')
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown || 'none'
}

/** Names in a sentence: `a, b and c`, or `a, b and 3 more`. */
export function named(names: readonly string[], most = 5): string {
  const more = names.length - most
  const shown = more > 0 ? [...names.slice(0, most), `${more} more`] : names
  const last = shown.at(-1) ?? 'none'
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** @param probability 0 to 1 */
export function percent(probability: number, digits = 2): string {
  return `${Number((probability * 100).toPrecision(digits))} %`
}

/** Anybody's text for the middle of a sentence: bounded, on one line, and without what is not seen or turns the direction. */
export function oneLine(text: string, longest: number): string {
  // Nearly all of them are so already, and there may be very many.
  if (text.length <= longest && /^[!-~]+(?: [!-~]+)*$/.test(text)) return text
  const plain = text
    .slice(0, longest * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cf}+/gu, '')
    .trim()
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain
}

/** A stored image without a tag to put and anything to deploy: the gate was all that was asked for. */
export function isJudgedOnly({ image, plan, rollouts = [], registered, deployedTag }: Outcome): boolean {
  const isTagged = (plan?.tags ?? []).length > 0 || deployedTag !== undefined
  const isDeployed = rollouts.length > 0 || registered !== undefined
  return image?.origin === 'stored' && !isTagged && !isDeployed
}

/** The candidate tag that names the released image; one of a run whose image was replaced names another. */
export function candidateOf({ candidateTag, candidateRemoved, image }: Outcome): string | undefined {
  const isOurs = image === undefined || image.origin === 'built' || image.origin === 'local'
  return isOurs && !candidateRemoved ? candidateTag : undefined
}
