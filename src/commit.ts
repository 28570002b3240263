import { notice } from '@actions/core'
import type { GitEvent } from './event.ts'
import type { Inputs } from './inputs/inputs.ts'
import { errorMessage } from './lib/error-text.ts'
import { type GitHub, readCommitTime, readDefaultBranch } from './lib/github.ts'
import { type CommitFacts, knownFacts, needsOfPlan } from './plan.ts'

type Asking = Readonly<{
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  pace: number
}>

/**
 * Asks GitHub for what the event does not tell of the commit and somebody needs: the rules, or the label `created` of
 * an image that is pushed. Without a token, or an answer, it stays unknown; a rule that cannot do without says so.
 */
export async function commitFacts(inputs: Inputs, event: GitEvent, asking: Asking): Promise<CommitFacts> {
  const known = knownFacts(inputs, event, asking.env)
  const token = inputs.githubToken
  if (token === undefined) return known
  const needs = needsOfPlan(inputs)
  const isPushed = inputs.intent !== 'build' && inputs.source.kind === 'build'
  const apiUrl = asking.env.GITHUB_API_URL || 'https://api.github.com'
  const github: GitHub = { ...asking, apiUrl, token, repository: event.repository.fullName }
  const needsTime = needs.commitTime || isPushed
  const time =
    needsTime && known.time === undefined
      ? await tryTo('time of the commit', asking, () => readCommitTime(github, inputs.sha))
      : undefined
  const defaultBranch =
    needs.defaultBranch && known.defaultBranch === undefined
      ? await tryTo('default branch', asking, () => readDefaultBranch(github))
      : undefined
  return {
    time: time === undefined ? known.time : new Date(time),
    defaultBranch: defaultBranch ?? known.defaultBranch,
  }
}

async function tryTo(
  what: string,
  { signal }: Asking,
  ask: () => Promise<string>,
): Promise<string | undefined> {
  try {
    return await ask()
  } catch (error) {
    signal.throwIfAborted()
    notice(`The ${what} is not known: ${errorMessage(error)}`)
    return undefined
  }
}
