import type { Location } from '../errors.ts'
import type { Outcome } from '../outcome.ts'
import type { Judged } from '../scan/gate.ts'
import type { Conclusion } from './conclusion.ts'
import { findingWords } from './gate-words.ts'
import { oneLine } from './words.ts'

/** A remark in GitHub's interface, at a line of a file where it is about one. */
export type Annotation = Readonly<{
  level: 'error' | 'warning' | 'notice'
  /** One line of 1,000 characters at most. */
  text: string
  title?: string | undefined
  location?: Location | undefined
}>

/** GitHub shows ten of a kind, of which the verdict has one. */
const most = { violations: 5, remarks: 4 }
const longest = { text: 1000, title: 100 }

/** What stands beside the annotation of the verdict: the worst violations, and remarks about the ignore file. */
export function annotationsOf(outcome: Outcome, conclusion: Conclusion): readonly Annotation[] {
  const { verdict, dockerfile, remarks = [] } = outcome
  const isJudged = verdict !== undefined && verdict.kind !== 'skipped'
  const level = conclusion.failure !== undefined && verdict?.kind === 'blocked' ? 'error' : 'warning'
  const location = dockerfile === undefined ? undefined : { file: dockerfile, line: 1 }
  const violations = isJudged ? verdict.violations.slice(0, most.violations) : []
  return [
    ...violations.map((one) => bounded({ level, ...wordsOf(one), location })),
    ...remarks.slice(0, most.remarks).map(bounded),
  ]
}

function wordsOf(finding: Judged): Pick<Annotation, 'text' | 'title'> {
  const { id, severity, description, platforms } = finding
  const more = description === undefined ? '' : `: ${description}`
  const where = platforms.length === 0 ? '' : `, on ${platforms.slice(0, 5).join(', ')}`
  return {
    title: `Slipway: ${oneLine(id, 60)} (${severity})`,
    text: `${findingWords(finding)}${where}${more}`,
  }
}

function bounded({ level, text, title, location }: Annotation): Annotation {
  return {
    level,
    text: oneLine(text, longest.text),
    ...(title !== undefined && { title: oneLine(title, longest.title) }),
    ...(location && { location }),
  }
}
