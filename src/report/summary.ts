import type { Outcome } from '../outcome.ts'
import type { Conclusion } from './conclusion.ts'
import { renderGate } from './gate-summary.ts'
import { code, prose, table, withCode } from './markdown.ts'
import { renderRegistered, renderRollouts } from './rollout-summary.ts'
import { candidateOf, isJudgedOnly } from './words.ts'

const mostNames = 20

const origins: Readonly<Record<NonNullable<Outcome['image']>['origin'], string | undefined>> = {
  built: undefined,
  local: 'pushed from the local engine',
  reused: 'built by an earlier run of this commit',
  adopted: 'built by another run of this commit, which was faster',
  stored: 'in ECR before this run',
}

/**
 * The job summary: the verdict in one sentence, then the evidence, then what to do next.
 * @param now for the age of the scan
 */
export function renderSummary(outcome: Outcome, conclusion: Conclusion, now = new Date()): string {
  const good = conclusion.warning === undefined ? '✅' : '⚠️'
  const mark = conclusion.failure === undefined ? good : outcome.verdict?.kind === 'blocked' ? '⛔' : '❌'
  const parts = [
    `## ${mark} Slipway: ${title(outcome, conclusion)}`,
    prose(conclusion.headline),
    factsOf(outcome),
    renderGate(outcome, now),
    renderRollouts(outcome.rollouts ?? [], conclusion),
    outcome.registered === undefined ? '' : renderRegistered(outcome.registered),
    nextSteps(conclusion),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function title(outcome: Outcome, { failure }: Conclusion): string {
  const { dryRun, intent, repository, verdict, built, image } = outcome
  const name = repository === undefined ? '' : ` ${code(repository.name)}`
  if (failure?.code === 'CANCELLED') return `cancelled${name}`
  if (verdict?.kind === 'blocked') return `blocked${name}`
  if (failure !== undefined) return `failed${name} (${failure.code})`
  if (dryRun) return `dry run${name}`
  if (intent === 'build') return built ? `built${name}` : 'nothing to do'
  if (intent === 'release' && !isJudgedOnly(outcome)) return `released${name}`
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
    // An image that was there before is of the commit that its label says, if any.
    ['Commit', plan && image?.origin !== 'stored' && code(plan.sha)],
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
