import { type Finding, rank } from './findings.ts'
import { compileGlob } from './glob.ts'
import type { IgnoreEntry } from './ignore.ts'
import { matchesPurl, parsePurl } from './purl.ts'

/**
 * How an entry stands to a finding that it is about: it holds, its time is over, the fix is there that it waits for, or
 * the finding is rated higher than it covers.
 */
export type EntryFit = 'holds' | 'expired' | 'fixed' | 'raised'

type Test = (finding: Finding) => boolean

/**
 * Makes an entry ready for findings whose id is the entry's.
 * @param today YYYY-MM-DD
 * @returns a function that gives undefined for findings of another package, place or platform
 */
export function fitOf(entry: IgnoreEntry, today: string): (finding: Finding) => EntryFit | undefined {
  const tests = [...platformTests(entry), ...packageTests(entry), ...pathTests(entry), ...purlTests(entry)]
  const isExpired = entry.until !== undefined && entry.until < today
  return (finding) => {
    for (const test of tests) if (!test(finding)) return undefined
    if (isExpired) return 'expired'
    if (entry.untilFixed && (finding.fix === 'yes' || finding.fix === 'partial')) return 'fixed'
    return isCovered(finding, entry) ? 'holds' : 'raised'
  }
}

/** A severity that nobody set may turn out to be any: no cap covers it. */
function isCovered({ severity }: Finding, { severity: cap }: IgnoreEntry): boolean {
  return cap === undefined || (severity !== 'unknown' && rank(severity) >= rank(cap))
}

/** linux/arm covers linux/arm/v7, too. */
function platformTests({ platform }: IgnoreEntry): readonly Test[] {
  if (platform === undefined) return []
  const isSame = (one: string) => one === platform || one.startsWith(`${platform}/`)
  return [({ platforms }) => platforms.every(isSame)]
}

function packageTests({ packages }: IgnoreEntry): readonly Test[] {
  return anyOf(packages.map(packageTest))
}

/** The @ in front is that of an npm scope; any later one begins a version. */
function packageTest(text: string): Test {
  const at = text.lastIndexOf('@')
  if (at <= 0) {
    const isName = compileGlob(text)
    return ({ packageName }) => isName(packageName)
  }
  const [isName, isVersion] = [compileGlob(text.slice(0, at)), compileGlob(text.slice(at + 1))]
  return ({ packageName, packageVersion }) => isName(packageName) && isVersion(packageVersion)
}

function pathTests({ paths }: IgnoreEntry): readonly Test[] {
  if (paths.length === 0) return []
  const globs = paths.map((path) => compileGlob(rooted(path)))
  const isThere = (path: string) => globs.some((isMatch) => isMatch(rooted(path)))
  return [(finding) => finding.paths.length > 0 && finding.paths.every(isThere)]
}

/** Inspector's paths have a slash in front or have none, and so may those that people write. */
function rooted(path: string): string {
  return path.startsWith('/') || path.startsWith('.') ? path.replace(/^(\.?\/)+/, '') : path
}

function purlTests({ purls }: IgnoreEntry): readonly Test[] {
  const wanted = purls.map(parsePurl)
  return anyOf(wanted.map((purl) => (finding) => purl !== undefined && matchesPurl(purl, finding)))
}

function anyOf(tests: readonly Test[]): readonly Test[] {
  const [only] = tests
  if (only === undefined || tests.length === 1) return tests
  return [(finding) => tests.some((test) => test(finding))]
}
