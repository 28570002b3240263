import type { Outcome } from '../outcome.ts'
import type { Severity } from '../scan/findings.ts'
import type { Judged } from '../scan/gate.ts'
import type { Conclusion } from './conclusion.ts'
import { code, link, prose, table, withCode } from './markdown.ts'
import { renderRollout } from './rollout-summary.ts'
import { candidateOf } from './words.ts'

/** With the length of every cell bounded, so many rows stay far below GitHub's 1 MiB for a summary. */
const mostRows = 50
const mostNames = 20

const severityNames: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
  unknown: 'Unknown',
}

const origins: Readonly<Record<NonNullable<Outcome['image']>['origin'], string | undefined>> = {
  built: undefined,
  local: 'pushed from the local engine',
  reused: 'built by an earlier run of this commit',
  adopted: 'built by another run of this commit, which was faster',
  stored: 'in ECR before this run',
}

/** The job summary: the verdict in one sentence, then the evidence, then what to do next. */
export function renderSummary(outcome: Outcome, conclusion: Conclusion): string {
  const good = conclusion.warning === undefined ? '✅' : '⚠️'
  const mark = conclusion.failure === undefined ? good : outcome.verdict?.kind === 'blocked' ? '⛔' : '❌'
  const parts = [
    `## ${mark} Slipway: ${title(outcome, conclusion)}`,
    prose(conclusion.headline),
    factsOf(outcome),
    gateOf(outcome),
    outcome.rollout === undefined ? '' : renderRollout(outcome.rollout, conclusion.failure),
    nextSteps(conclusion),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function title(
  { dryRun, intent, repository, verdict, built, image }: Outcome,
  { failure }: Conclusion,
): string {
  const name = repository === undefined ? '' : ` ${code(repository.name)}`
  if (failure?.code === 'CANCELLED') return `cancelled${name}`
  if (verdict?.kind === 'blocked') return `blocked${name}`
  if (failure !== undefined) return `failed${name} (${failure.code})`
  if (dryRun) return `dry run${name}`
  if (intent === 'build') return built ? `built${name}` : 'nothing to do'
  if (intent === 'release') return `released${name}`
  return `${image?.candidateTag === undefined ? 'judged an image' : 'pushed a candidate'} of${name}`
}

function factsOf(outcome: Outcome): string {
  const { repository, digest, plan, promotion, image } = outcome
  const put = promotion && [...promotion.existing, ...promotion.put]
  const { refused, untried = [] } = promotion ?? {}
  const deployed = outcome.deployedTag
  const candidateTag = candidateOf(outcome)
  const rows: readonly (readonly [string, string | false | undefined])[] = [
    ['Image', repository && digest && code(`${repository.uri}@${digest}`)],
    [
      'Platforms',
      image && image.platforms.length > 1 && codes(image.platforms.map(({ platform }) => platform)),
    ],
    ['Origin', image && origins[image.origin]],
    ['Tags', put && (put.length > 0 ? codes(put) : 'none')],
    ['Not tagged', refused && codes(refused.certain ? [refused.tag, ...untried] : untried)],
    ['Left alone', promotion?.kept?.length ? `${codes(promotion.kept)} (of a later commit)` : undefined],
    [
      'Tagged as deployed',
      deployed && deployed.refused === undefined && codes([...deployed.existing, ...deployed.put]),
    ],
    ['Not tagged as deployed', deployed?.refused && code(deployed.refused.tag)],
    ['Perhaps tagged', refused && !refused.certain ? code(refused.tag) : undefined],
    ['Planned tags', plannedOf(outcome)],
    ['Candidate tag', candidateTag && code(candidateTag)],
    ['Commit', plan && code(plan.sha)],
  ]
  const known = rows.flatMap(([name, value]) => (value ? [[name, value]] : []))
  const [first, ...others] = known
  return first === undefined ? '' : table(first, others)
}

/** Tags that were meant to be put, where it did not come to that. */
function plannedOf({ intent, plan, promotion }: Outcome): string | undefined {
  const wanted = intent === 'release' && promotion === undefined ? (plan?.tags ?? []) : []
  return wanted.length === 0 ? undefined : codes(wanted)
}

function gateOf({ verdict, scan }: Outcome): string {
  if (verdict === undefined) return ''
  if (verdict.kind === 'skipped')
    return '### Gate\n\nThe gate is off: nothing was waited for and nothing was judged.'
  const parts = [
    `### Gate: ${verdict.kind}`,
    scan === undefined ? '' : scanned(scan),
    verdict.findings.length === 0 ? '' : countsOf(verdict.findings),
    verdict.kind === 'blocked' || verdict.kind === 'reported'
      ? violationsOf(verdict.violations, (scan?.platforms.length ?? 1) > 1)
      : '',
    verdict.kind === 'unscanned' ? missingOf(verdict.missing) : '',
    // Without a finding a basic scan looks the same for a clean image and for one it knows nothing about.
    verdict.kind === 'passed' && verdict.findings.length === 0
      ? 'No finding at all. Basic scanning knows the packages of the operating system only, not those of the application.'
      : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function scanned({ mode, platforms, seconds }: NonNullable<Outcome['scan']>): string {
  const what = platforms.length === 1 ? 'the image' : `${platforms.length} platforms`
  if (mode === undefined) return `Waited ${seconds} s for the scan of ${what}, and no scan answered.`
  return `${mode === 'basic' ? 'Basic' : 'Enhanced'} scan of ${what}, waited for ${seconds} s.`
}

function countsOf(findings: readonly Judged[]): string {
  const rows = Object.entries(severityNames).flatMap(([severity, name]) => {
    const all = findings.filter((one) => one.severity === severity)
    const violations = all.filter((one) => one.decision === 'violation')
    return all.length === 0 ? [] : [[name, String(violations.length), String(all.length)]]
  })
  return table(['Severity', 'Violations', 'Total'], rows)
}

function violationsOf(violations: readonly Judged[], withPlatforms: boolean): string {
  const rows = violations
    .slice(0, mostRows)
    .map((one) => [
      link(one.id.slice(0, 60), one.uri),
      severityNames[one.severity],
      code(one.packageName.slice(0, 100)),
      code(one.packageVersion.slice(0, 100)),
      prose((one.score ?? '').slice(0, 10)),
      ...(withPlatforms ? [codes(one.platforms)] : []),
    ])
  const more = violations.length - rows.length
  const header = [
    'Vulnerability',
    'Severity',
    'Package',
    'Installed',
    'Score',
    ...(withPlatforms ? ['Platforms'] : []),
  ]
  const list = table(header, rows)
  return more > 0 ? `${list}\n\n… and ${more} more.` : list
}

function missingOf(
  missing: readonly Readonly<{ platform: string; detail: string; reason: string }>[],
): string {
  const rows = missing
    .slice(0, mostRows)
    .map((one) => [code(one.platform), prose(one.reason), prose(one.detail.slice(0, 300))])
  return table(['Platform', 'Reason', 'Detail'], rows)
}

function nextSteps({ failure }: Conclusion): string {
  return failure === undefined
    ? ''
    : `### What to do next\n\n${withCode(failure.hint)}\n\nError code: ${code(failure.code)}`
}

function codes(names: readonly string[]): string {
  const shown = names
    .slice(0, mostNames)
    .map((name) => code(name.slice(0, 130)))
    .join(', ')
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown
}
