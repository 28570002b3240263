import type { GitEvent } from '../event.ts'
import { quoted } from '../quoted.ts'
import type { Circumstances } from './circumstances.ts'
import { dateNames, evaluate, knownBranch, type Speaker } from './expressions.ts'
import { mobilities, type Value } from './mobility.ts'
import { findIn } from './tag-patterns.ts'
import type { TagRule } from './tag-rules.ts'
import { expressionsOf, render } from './template.ts'
import { makeVersion } from './version-values.ts'

/** Evaluates texts with expressions, and tells what is odd about them. */
export type Writer = Speaker & Readonly<{ write: (text: string) => string }>

/** What a rule gives for the event, before prefix and suffix; undefined where it does not apply. */
export function makeValue(rule: TagRule, circumstances: Circumstances, writer: Writer): Value | undefined {
  const { event, sha, shaLength } = circumstances
  switch (rule.type) {
    case 'schedule':
      return event.name.includes('schedule') ? scheduled(rule.pattern, circumstances, writer) : undefined
    case 'semver':
    case 'pep440':
      return makeVersion(rule, sourceOf(rule.value, event, writer), writer)
    case 'match':
      return matched(rule, sourceOf(rule.value, event, writer), writer)
    case 'edge':
      return isEdge(rule.branch, event, writer.owner) ? plain('edge', mobilities.branch) : undefined
    case 'ref':
      return refValue(rule.event, event.ref)
    case 'raw':
      return plain(writer.write(rule.value), mobilities.raw)
    case 'sha':
      return plain(rule.format === 'short' ? sha.slice(0, shaLength) : sha, mobilities.commit)
  }
}

function plain(text: string, mobility: number): Value {
  return { text, bringsLatest: false, mobility }
}

function scheduled(pattern: string, circumstances: Circumstances, writer: Writer): Value {
  const speaker = { ...writer, offered: dateNames }
  const text = render(pattern, (expression) => evaluate(expression, circumstances, speaker))
  const hasDate = expressionsOf(pattern).some(({ name }) => dateNames.some((one) => one === name))
  return plain(text, hasDate ? mobilities.day : mobilities.branch)
}

/** What a version is read from: the value that the rule gives, else the git tag. */
function sourceOf(value: string, { ref }: Circumstances['event'], writer: Writer): string | undefined {
  if (value !== '') return writer.write(value)
  return ref.kind === 'tag' ? ref.name : undefined
}

type Match = Extract<TagRule, { type: 'match' }>

function matched(rule: Match, source: string | undefined, { owner, warn }: Writer): Value | undefined {
  if (source === undefined) return undefined
  const groups = findIn(source, rule.pattern, 'slashes')
  const text = groups?.[rule.group]
  if (groups === undefined) warn(`${owner}: the pattern does not match ${quoted(source)}.`)
  else if (text === undefined)
    warn(`${owner}: there is no group ${rule.group} in the match of ${quoted(source)}.`)
  if (text === undefined) return undefined
  // `1.2` of `v1.2.3` moves on to the next patch; `1.2.3`, which reaches to the end, is this version's alone.
  return { text, bringsLatest: true, mobility: source.endsWith(text) ? mobilities.version : mobilities.line }
}

function isEdge(branch: string, { ref, defaultBranch }: Circumstances['event'], owner: string): boolean {
  if (ref.kind !== 'branch') return false
  return ref.name === (branch === '' ? knownBranch(defaultBranch, owner) : branch)
}

function refValue(wanted: 'branch' | 'tag' | 'pr', ref: GitEvent['ref']): Value | undefined {
  if (ref.kind !== (wanted === 'pr' ? 'pull-request' : wanted)) return undefined
  if (wanted === 'tag') return { text: ref.name, bringsLatest: true, mobility: mobilities.version }
  return plain(wanted === 'pr' ? ref.name.replace(/\/merge$/, '') : ref.name, mobilities.branch)
}
