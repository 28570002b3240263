import { ActionError } from '../errors.ts'
import { quoted } from '../quoted.ts'
import type { Circumstances } from './circumstances.ts'
import { evaluate, globalNames, type Speaker } from './expressions.ts'
import type { Flavor } from './flavor.ts'
import { mobilities } from './mobility.ts'
import type { TagRule } from './tag-rules.ts'
import { makeValue } from './tag-values.ts'
import { expressionsOf, render } from './template.ts'

export type { Circumstances } from './circumstances.ts'

export type Tags = Readonly<{
  /** By the rules' priorities, as docker/metadata-action lists them. */
  names: readonly string[]
  /** The same names, specific ones first and moving ones last: the order in which they are put. */
  putOrder: readonly string[]
  version: string | undefined
  warnings: readonly string[]
}>

type Made = Readonly<{ name: string; bringsLatest: boolean; mobility: number }>

const longest = 128

/**
 * Computes the tags of a release as docker/metadata-action does: rules by priority, the first value is the version,
 * and decides whether `latest` is added. Differences: see docs/tags.md.
 * @throws ActionError INPUT_INVALID where an `enable` is neither true nor false; COMMIT_TIME_UNKNOWN and
 * DEFAULT_BRANCH_UNKNOWN where a rule needs what is not known
 */
export function computeTags(rules: readonly TagRule[], flavor: Flavor, circumstances: Circumstances): Tags {
  const warnings = new Set<string>()
  const warn = (text: string) => void warnings.add(text)
  const made = rules
    .toSorted((a, b) => b.priority - a.priority)
    .flatMap((rule) => make(rule, flavor, circumstances, warn))
  const latest = latestName(flavor, made[0])
  if (latest !== undefined) made.push({ name: latest, bringsLatest: false, mobility: mobilities.latest })
  const names = [...new Set(made.map(({ name }) => name))]
  const mobility = (name: string) =>
    Math.max(...made.filter((one) => one.name === name).map((one) => one.mobility))
  return {
    names,
    putOrder: names.toSorted((a, b) => mobility(a) - mobility(b)),
    version: made[0]?.name,
    warnings: [...warnings],
  }
}

/** What the payload may lack and a call can bring. */
export type Needs = Readonly<{ commitTime: boolean; defaultBranch: boolean }>

/** @param texts entries of labels and annotations, which hold expressions, too */
export function needsOf(rules: readonly TagRule[], flavor: Flavor, texts: readonly string[]): Needs {
  const enabled = rules.filter(({ enable }) => enable !== 'false')
  const ofRules = enabled.flatMap((rule) => [
    rule.enable,
    rule.prefix ?? flavor.prefix,
    rule.suffix ?? flavor.suffix,
    ...('value' in rule ? [rule.value] : []),
    ...(rule.type === 'schedule' ? [rule.pattern] : []),
  ])
  const names = new Set([...ofRules, ...texts].flatMap(expressionsOf).map(({ name }) => name))
  return {
    commitTime: names.has('commit_date'),
    defaultBranch:
      names.has('is_default_branch') ||
      names.has('is_not_default_branch') ||
      enabled.some((rule) => rule.type === 'edge' && rule.branch === ''),
  }
}

type Warn = Speaker['warn']

function make(rule: TagRule, flavor: Flavor, circumstances: Circumstances, warn: Warn): readonly Made[] {
  const owner = `The tag rule ${quoted(rule.source)}`
  const speaker: Speaker = { owner, offered: globalNames, warn }
  const write = (text: string) => render(text, (one) => evaluate(one, circumstances, speaker))
  if (!isEnabled(write(rule.enable), owner)) return []
  const value = makeValue(rule, circumstances, { ...speaker, write })
  if (value === undefined) return []
  const suffix = write(rule.suffix ?? flavor.suffix)
  const name = sanitise(write(rule.prefix ?? flavor.prefix) + value.text + suffix)
  if (name.length > longest) warn(`${owner}: the tag is longer than ${longest} characters and was cut.`)
  const cut = shortened(name, suffix)
  const mobility = cut === 'latest' ? mobilities.latest : value.mobility
  return cut === '' ? [] : [{ name: cut, bringsLatest: value.bringsLatest, mobility }]
}

function isEnabled(written: string, owner: string): boolean {
  if (written === 'true' || written === 'false') return written === 'true'
  throw new ActionError({
    code: 'INPUT_INVALID',
    sentence: `tags: ${owner} has an enable that gives ${quoted(written)}, which is neither true nor false.`,
    hint: 'Correct the `with:` block of the step; nothing was built or changed.',
  })
}

/** The first tag decides; expressions in the flavor are not evaluated here, as with docker/metadata-action. */
function latestName(flavor: Flavor, first: Made | undefined): string | undefined {
  if (first === undefined) return undefined
  if (flavor.latest === 'auto' ? !first.bringsLatest : flavor.latest === 'false') return undefined
  const prefix = flavor.prefixesLatest ? flavor.prefix : ''
  const suffix = flavor.suffixesLatest ? flavor.suffix : ''
  return sanitise(`${prefix}latest${suffix}`).slice(0, longest)
}

/** Cuts in front of the suffix, which is what tells the legs of a matrix apart. */
function shortened(name: string, suffix: string): string {
  if (name.length <= longest) return name
  const end = suffix.replace(/[^A-Za-z0-9._-]+/g, '-')
  const kept = name.endsWith(end) && end.length < longest ? end : ''
  return name.slice(0, longest - kept.length) + kept
}

/** Makes a valid tag, but for its length: other characters become one hyphen, no leading `.` or `-`. */
function sanitise(value: string): string {
  return value.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '')
}
