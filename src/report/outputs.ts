import type { Registered, Rollout } from '../deploy/rollout.ts'
import type { Labels } from '../image/labels.ts'
import type { Outcome } from '../outcome.ts'
import type { Judged, Verdict } from '../scan/gate.ts'
import type { Conclusion } from './conclusion.ts'
import type { Judgement } from './gate-words.ts'
import { revision, standingOf, worstOf } from './rollout-words.ts'
import { candidateOf } from './words.ts'

type RolloutOutput =
  | 'task-definition-arn'
  | 'task-definition-revision'
  | 'previous-task-definition-arn'
  | 'task-definition-changed'
  | 'services'
  | 'deployment-status'
  | 'deployment-id'
  | 'console-url'

type OutputName =
  | 'image'
  | 'image-ref'
  | 'digest'
  | 'tags'
  | 'tag-names'
  | 'candidate-tag'
  | 'version'
  | 'labels'
  | 'json'
  | 'registry'
  | 'built'
  | 'released'
  | 'verdict'
  | 'violations'
  | 'findings'
  | 'scan-mode'
  | 'report-file'
  | 'sarif-file'
  | RolloutOutput
  | 'failure-code'
  | 'failure-reason'

export type Outputs = Readonly<Record<OutputName, string | undefined>>

/** The step's outputs; undefined is what is not known, and is not written. */
export function outputsOf(outcome: Outcome, conclusion: Conclusion): Outputs {
  const { repository, digest, plan, promotion, verdict } = outcome
  const put = (promotion ?? outcome.deployedTag) && tagsOf(outcome)
  const name = repository?.uri
  return {
    image: name && digest && `${name}@${digest}`,
    'image-ref': repository && digest && `${repository.name}@${digest}`,
    digest,
    tags: put?.map((tag) => `${name}:${tag}`).join('\n'),
    'tag-names': (put ?? plan?.tags)?.join('\n'),
    'candidate-tag': candidateOf(outcome),
    version: plan?.version,
    labels: plan && lines(labelsOf(outcome)),
    json: plan && metadata(plan, labelsOf(outcome), name),
    registry: repository?.host,
    built: String(outcome.built ?? false),
    released: String(conclusion.released),
    verdict: verdict?.kind,
    // Counts of a list that is not there, or not whole, would read as zero.
    violations: isJudged(verdict) ? String(verdict.violations.length) : undefined,
    findings: isJudged(verdict) ? countsAsJson(verdict.findings) : undefined,
    'scan-mode': outcome.scan?.mode,
    'report-file': outcome.written?.report,
    'sarif-file': outcome.written?.sarif,
    ...rolloutOutputs(outcome.rollouts ?? [], outcome.registered),
    'failure-code': conclusion.failure?.code,
    'failure-reason': conclusion.failure?.sentence,
  }
}

function rolloutOutputs(
  rollouts: readonly Rollout[],
  registered: Registered | undefined,
): Readonly<Record<RolloutOutput, string | undefined>> {
  const [first] = rollouts
  const worst = worstOf(rollouts)
  const status = worst && standingOf(worst)
  const revised = first ?? registered
  return {
    'task-definition-arn': revised?.taskDefinition,
    // Family and number hold no account id, so that they can be passed between jobs.
    'task-definition-revision': revised && revision(revised.taskDefinition),
    'previous-task-definition-arn': first?.previous,
    'task-definition-changed': revised && String(revised.changed || rollouts.some(({ changed }) => changed)),
    services: first && JSON.stringify(rollouts.map(serviceEntry)),
    'deployment-status': status === 'unknown' ? undefined : status,
    'deployment-id': worst?.deploymentId,
    'console-url': worst?.consoleUrl,
  }
}

/** Without ARNs: GitHub drops a whole output of a job when it holds an account id that is masked. */
function serviceEntry(rollout: Rollout) {
  const { deploymentId, changed, seconds, strategy, consoleUrl } = rollout
  const standing = standingOf(rollout)
  return {
    cluster: revision(rollout.cluster),
    service: revision(rollout.service),
    status: standing === 'unknown' ? undefined : standing,
    deploymentId,
    revision: revision(rollout.taskDefinition),
    previous: revision(rollout.previous),
    ...{ changed, seconds, strategy },
    digest: /@(sha256:[0-9a-f]{64})$/.exec(rollout.image)?.[1],
    consoleUrl: consoleUrl === undefined || /\d{12}/.test(consoleUrl) ? undefined : consoleUrl,
  }
}

/** Who overrides a gate that closed for want of findings has none that blocked. */
function isJudged(verdict: Verdict | undefined): verdict is Judgement {
  if (verdict === undefined || verdict.kind === 'unscanned' || verdict.kind === 'skipped') return false
  return verdict.kind !== 'overridden' || verdict.violations.length > 0
}

/** docker/metadata-action's shape, so that what reads its `json` reads ours. */
function metadata(plan: NonNullable<Outcome['plan']>, labels: Labels, name: string | undefined): string {
  const tags = plan.tags.map((tag) => (name === undefined ? tag : `${name}:${tag}`))
  return JSON.stringify({ tags, 'tag-names': plan.tags, labels, annotations: plan.annotations })
}

/** The tags that were put, in the order of the plan. */
function tagsOf({ plan, promotion, deployedTag }: Outcome): readonly string[] {
  const done = new Set(
    [promotion, deployedTag].flatMap((one) => [...(one?.existing ?? []), ...(one?.put ?? [])]),
  )
  const planned = (plan?.tags ?? []).filter((tag) => done.has(tag))
  return [...new Set([...planned, ...done])]
}

/** An image that was not built here has labels of its own; what they prove is for Slipway alone. */
function labelsOf({ plan, image }: Outcome): Labels {
  if (image === undefined || image.origin === 'built') return plan?.labels ?? {}
  const { 'slipway.fingerprint': _, ...labels } = image.labels
  return labels
}

function lines(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value.replace(/\p{Cc}+/gu, ' ')}`)
    .join('\n')
}

/** Counts alone: a list of findings would burst the size limit of job outputs. */
function countsAsJson(findings: readonly Judged[]): string {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, informational: 0, unknown: 0 }
  for (const { severity } of findings) counts[severity]++
  return JSON.stringify({ ...counts, total: findings.length })
}
