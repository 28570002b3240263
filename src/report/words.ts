import type { Outcome } from '../outcome.ts'
import type { Threshold } from '../scan/gate.ts'

/** The image as sentences name it: without the registry's host, which is long and says little. */
export function imageOf({ repository, digest }: Outcome): string {
  return `${repository?.name ?? 'image'}@${digest?.slice(0, 19) ?? ''}…`
}

export function against(threshold: Threshold): string {
  return threshold === 'any' ? 'of any severity' : `at or above ${threshold}`
}

export function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ')
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown || 'none'
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** The candidate tag that names the released image; one of a run whose image was replaced names another. */
export function candidateOf({ candidateTag, candidateRemoved, image }: Outcome): string | undefined {
  const isOurs = image === undefined || image.origin === 'built' || image.origin === 'local'
  return isOurs && !candidateRemoved ? candidateTag : undefined
}
