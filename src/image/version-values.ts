import parseSemver from 'semver/functions/parse.js'
import { quoted } from '../quoted.ts'
import { type Speaker, unknown, versionNames } from './expressions.ts'
import { mobilities, type Value } from './mobility.ts'
import { parsePythonVersion } from './pep440.ts'
import { findIn } from './tag-patterns.ts'
import type { TagRule } from './tag-rules.ts'
import { expressionsOf, parseTemplate, render } from './template.ts'

type VersionRule = Extract<TagRule, { type: 'semver' | 'pep440' }>

type Version = Readonly<{ isFinal: boolean; parts: Readonly<Record<string, string>> }>

/** The value of a rule of type semver or pep440; undefined where there is no version of that kind. */
export function makeVersion(
  rule: VersionRule,
  source: string | undefined,
  speaker: Speaker,
): Value | undefined {
  const text = source === undefined ? undefined : chosen(rule, source, speaker)
  if (text === undefined) return undefined
  const version = rule.type === 'semver' ? semantic(text) : python(text)
  if (version === undefined) {
    const kind = rule.type === 'semver' ? 'semantic version' : 'version as PEP 440 has it'
    speaker.warn(`${speaker.owner}: ${quoted(text)} is no ${kind}.`)
    return undefined
  }
  const { isFinal, parts } = version
  // A pre-release is never called by a part of its version: `1.2` of 1.2.3-rc.1 would move back to it.
  const pattern = isFinal || isRaw(rule.pattern) ? rule.pattern : '{{version}}'
  const offered = versionNames.filter((name) => Object.hasOwn(parts, name))
  const isWhole = expressionsOf(pattern).some(({ name }) => ['raw', 'version', 'patch'].includes(name))
  return {
    text: render(pattern, (one) =>
      offered.some((name) => name === one.name)
        ? (parts[one.name] ?? '')
        : unknown(one, { ...speaker, offered }),
    ),
    bringsLatest: isFinal,
    mobility: isWhole ? mobilities.version : mobilities.line,
  }
}

/** What `match` takes out of the source, which stays whole where it does not match. */
function chosen({ match }: VersionRule, source: string, { owner, warn }: Speaker): string | undefined {
  const groups = match === '' ? [source, source] : findIn(source, match, 'bare')
  if (groups === undefined) warn(`${owner}: ${quoted(match)} does not match ${quoted(source)}.`)
  const text = groups === undefined ? source : groups[1]
  if (text === undefined) warn(`${owner}: the group of ${quoted(match)} is not in ${quoted(source)}.`)
  return text?.replaceAll('/', '-')
}

function semantic(text: string): Version | undefined {
  const parsed = parseSemver(text)
  if (parsed === null) return undefined
  const { raw, version, major, minor, patch, prerelease, build } = parsed
  const parts = { raw, version, major, minor, patch, prerelease, build }
  return {
    isFinal: prerelease.length === 0,
    parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, String(part)])),
  }
}

function python(text: string): Version | undefined {
  const parsed = parsePythonVersion(text)
  if (parsed === undefined) return undefined
  const { version, major, minor, patch, isFinal } = parsed
  const parts = { raw: text, version, major: String(major), minor: String(minor), patch: String(patch) }
  return { isFinal, parts }
}

/** A pattern that is `{{raw}}` and nothing else. */
function isRaw(pattern: string): boolean {
  const [first, ...others] = parseTemplate(pattern).pieces
  return others.length === 0 && first?.kind === 'expression' && first.name === 'raw'
}
