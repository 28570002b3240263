/** What to do next where words of ECS match. */
export type Rule = readonly [pattern: RegExp, hint: string]

/** The hint of the first rule that fits; tables end with one that fits everything. */
export function firstHint(rules: readonly Rule[], words: string): string {
  return rules.find(([pattern]) => pattern.test(words))?.[1] ?? ''
}
