import { notice } from '@actions/core'
import { type EcsClients, wasNotDone, whenThrottled } from '../lib/ecs.ts'
import { errorMessage } from '../lib/error-text.ts'
import { badAnswer, isAnswer } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import type { Known } from './base.ts'
import { isSame, type TaskDefinition } from './definition.ts'
import { diffOf } from './diff.ts'
import { registerFailed } from './errors.ts'
import { type Mark, withMark, withoutMark } from './mark.ts'
import { registerRaw } from './raw.ts'
import { type Registered, revisionOf } from './rollout.ts'
import type { Waiting } from './update.ts'

type Revising = Waiting &
  Readonly<{
    /** What it was made from, as sentences name it. */
    from: string
    wanted: TaskDefinition
    /** Where it is one of these, there is nothing to register; the last is what runs, to which the difference is told. */
    known: readonly Known[]
    mark: Mark | undefined
    /** ARN of a revision of it that this run registered already. */
    registered?: string | undefined
  }>

/**
 * Registers a revision, but for one that is there already.
 * @throws ActionError PASS_ROLE_DENIED, TASK_DEFINITION_INVALID, or what the call failed with
 */
export async function reviseDefinition(clients: EcsClients, revising: Revising): Promise<Registered> {
  const { from, known } = revising
  const wanted = withoutMark(revising.wanted)
  const same = known.find(({ definition }) => isActive(definition) && isSame(withoutMark(definition), wanted))
  if (same !== undefined) return { from, taskDefinition: same.arn, changed: false, diff: [] }
  // The last one is what runs; the one before it may be a bad one that is on its way.
  const running = known.at(-1)
  const diff = running === undefined ? [] : diffOf(withoutMark(running.definition), wanted)
  for (const line of diff) say(`  ${line}`)
  const taskDefinition = revising.registered ?? (await register(clients, revising))
  if (revising.registered === undefined) say(`Registered ${revisionOf(taskDefinition)} from ${from}`)
  return { from, taskDefinition, changed: true, diff }
}

/** A service goes on with a revision that was deregistered, and takes no such one again. */
function isActive({ status }: TaskDefinition): boolean {
  return status === undefined || status === 'ACTIVE'
}

async function register(clients: EcsClients, revising: Revising): Promise<string> {
  const { wanted, mark } = revising
  const family = String(wanted.family)
  try {
    return await send(clients, withMark(wanted, mark), revising)
  } catch (error) {
    // Without that permission a revision is as good as with it: only later runs cannot tell that it is newer.
    const isTagging = /not authorized to perform: ecs:TagResource/.test(errorMessage(error))
    if (!isTagging || Array.isArray(withoutMark(wanted).tags)) throw registerFailed(error, family)
    notice(
      `The revision is registered without the tag that tells its run, since ecs:TagResource is not allowed: a late run of an old commit is recognised by its tags alone.`,
    )
    return send(clients, withoutMark(wanted), revising).catch((again: unknown) => {
      throw registerFailed(again, family)
    })
  }
}

/** Tried again also where it may have been done: a revision too many harms nobody. */
async function send(clients: EcsClients, definition: TaskDefinition, waiting: Waiting): Promise<string> {
  const mayRepeat = (error: unknown) => wasNotDone(error) || !isAnswer(error)
  const register = () => registerRaw(clients.writes, definition)
  const { taskDefinition } = await whenThrottled(register, waiting, mayRepeat)
  if (taskDefinition?.taskDefinitionArn) return taskDefinition.taskDefinitionArn
  throw badAnswer(`ecs:RegisterTaskDefinition for the family ${String(definition.family)}`, 'without an ARN')
}
