import { generatedLabels, type LabelSubject, pairOf, writeEntry } from './labels.ts'

const level = /(?:index|manifest)(?:-descriptor)?(?:\[[^\]=]*\])?/.source
const levels = new RegExp(`^(${level}(?:,${level})*):`)

/**
 * The annotations of an image, each as buildx takes them, `level:key=value`: what the generated labels say, at the level
 * `manifest`, and the given ones, each at the levels that stand before its key. The last of a level and a key wins.
 * @throws ActionError COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN where a given one needs what is not known
 */
export function computeAnnotations(subject: LabelSubject, given: readonly string[]): readonly string[] {
  const written = given.map((entry) => writeEntry('annotation', entry, subject.circumstances))
  const all = [
    ...Object.entries(generatedLabels(subject)).map(([key, value]) => [`manifest:${key}`, value] as const),
    ...written.flatMap(atItsLevels),
  ]
  return [...new Map(all)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`)
}

function atItsLevels(entry: string): readonly (readonly [key: string, value: string])[] {
  const [prefix = '', named = 'manifest'] = levels.exec(entry) ?? []
  const pairs = pairOf(entry.slice(prefix.length))
  return splitLevels(named).flatMap((one) => pairs.map(([key, value]) => [`${one}:${key}`, value] as const))
}

function splitLevels(named: string): readonly string[] {
  return named.match(new RegExp(level, 'g')) ?? []
}
