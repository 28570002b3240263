import { setTimeout as sleep } from 'node:timers/promises'
import { type LocalAws, type LocalService, startAws, type TrueDeployment } from '../../local/aws/aws.ts'
import type { Ending, Rollout } from '../../src/deploy/rollout.ts'
import { failureOf } from '../../src/errors.ts'
import { definitionOf, deploy } from './deploying.ts'
import type { Interleaving, OthersAct } from './interleavings.ts'

// A deploy with what comes between, in an AWS of its own, and what is true in the end.

const name = 'shop'

/** What the run said, and what the simulator knows. */
export type Interleaved = Readonly<{
  ending: Ending | undefined
  /** The sentence, where something of ours failed. */
  failure: string | undefined
  /** Every one there ever was, newest first, when the run had ended. */
  history: LocalService['history']
  /** The service when its verdict was told. */
  service: LocalService
  /** Milliseconds since 1970: when others' acts were done, when our deployment came to its end, and when all was told. */
  othersAt: readonly number[]
  endedAt: number | undefined
  toldAt: number
  isHung: boolean
}>

const hungMs = 60_000
const final = /^(SUCCESSFUL|STOPPED|ROLLBACK_SUCCESSFUL|ROLLBACK_FAILED)$/

export async function interleave(what: Interleaving, pace: number): Promise<Interleaved> {
  const aws = await startAws({ pace, ecs: what.ecs })
  const stopping = new AbortController()
  try {
    aws.createService({
      name,
      taskDefinition: definitionOf(name, what.isSame ? 'same' : 'before'),
      ...what.service,
    })
    aws.registerTaskDefinition(definitionOf('theirs'))
    aws.setRollout(name, what.rollout)
    for (const fault of what.faults) aws.addFault(fault)
    return await run(aws, what, pace, stopping)
  } finally {
    stopping.abort(new Error('the test is over'))
    await aws.close()
  }
}

async function run(
  aws: LocalAws,
  what: Interleaving,
  pace: number,
  stopping: AbortController,
): Promise<Interleaved> {
  const othersAt: number[] = []
  let endedAt: number | undefined
  let told: Readonly<{ at: number; service: LocalService }> | undefined
  const act = async ({ afterMs, onEvidence, ...one }: OthersAct, fromMs: number) => {
    const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal })
    if (!onEvidence) await pause(Math.max(afterMs - fromMs, 0) / pace)
    while (onEvidence && !aws.requests.some(({ operation }) => operation === 'ListTasks')) await pause(5)
    if (perform(aws, one)) othersAt.push(Date.now())
  }
  const all: Promise<void>[] = what.others.filter(({ afterMs }) => afterMs < 0).map((one) => act(one, -2_000))
  const watch = async () => {
    while (endedAt === undefined) {
      const own = ownOf(aws.service(name).history)
      if (own !== undefined && final.test(own.status)) endedAt = Date.now()
      await sleep(40, undefined, { signal: stopping.signal })
    }
  }
  const rollouts = deploy(aws, pace, [name], {
    signal: stopping.signal,
    order: what.order,
    following: what.following,
    between: () => {
      all.push(...what.others.filter(({ afterMs }) => afterMs >= 0).map((one) => act(one, 0)), watch())
    },
    heard: (_, { ending, failure }) => {
      if (ending ?? failure) told ??= { at: Date.now(), service: aws.service(name) }
    },
  })
  const end = await Promise.race([
    rollouts.then(ofRollout, ofError),
    sleep(hungMs, 'hung' as const, { signal: stopping.signal }),
  ])
  const { at, service } = told ?? { at: Date.now(), service: aws.service(name) }
  // An end that the run saw was there before it was told.
  const own = ownOf(service.history)
  if (own !== undefined && final.test(own.status)) endedAt ??= at
  stopping.abort(new Error('the run is over'))
  await Promise.allSettled(all)
  const said = end === 'hung' ? { ending: undefined, failure: 'it hung' } : end
  return {
    ...said,
    service,
    history: aws.service(name).history,
    othersAt,
    endedAt,
    toldAt: at,
    isHung: end === 'hung',
  }
}

function ofRollout([rollout]: readonly Rollout[]) {
  const { code, sentence } = rollout?.failure ?? {}
  return { ending: rollout?.ending, failure: code && `${code}: ${sentence}` }
}

function ofError(error: unknown) {
  const { code, sentence } = failureOf(error)
  return { ending: undefined, failure: `${code}: ${sentence}` }
}

/** @returns whether ECS took it */
function perform(aws: LocalAws, { kind, rollout }: Pick<OthersAct, 'kind' | 'rollout'>): boolean {
  try {
    switch (kind) {
      case 'update':
        aws.updateService(name, { taskDefinition: 'theirs', forceNewDeployment: true, rollout })
        break
      case 'update-ours':
        aws.updateService(name, { forceNewDeployment: true, rollout })
        break
      case 'stop':
        aws.stopDeployment(name)
        break
      default:
        aws.continueDeployment(name, kind === 'continue' ? 'CONTINUE' : 'ROLLBACK')
    }
    return true
  } catch {
    return false
  }
}

export type Call = TrueDeployment['calls'][number] & Readonly<{ on: TrueDeployment; place: number }>

/** What we asked of ECS and it accepted, in order. */
export function ourCalls(history: LocalService['history']): readonly Call[] {
  return history
    .flatMap((on, place) => on.calls.map((call) => ({ ...call, on, place })))
    .filter(({ principal }) => !principal.endsWith('/somebody-else'))
    .sort((a, b) => a.at - b.at || b.place - a.place)
}

/** The deployment that our first UpdateService made, or named. */
export function ownOf(history: LocalService['history']): TrueDeployment | undefined {
  return ourCalls(history)[0]?.on
}
