import { readFileSync } from 'node:fs'
import type { ECSClient } from '@aws-sdk/client-ecs'
import { errorMessage } from '../lib/error-text.ts'
import { badAnswer, explain } from '../lib/explain.ts'
import { chooseContainer, containersOf, type TaskDefinition } from './definition.ts'
import { containerNotFound, definitionInvalid, definitionMissing } from './errors.ts'
import { describeRaw } from './raw.ts'
import { revisionOf } from './rollout.ts'

/** Where the definition comes from that gets the new image. */
export type BaseSource =
  | Readonly<{ kind: 'running' }>
  | Readonly<{ kind: 'file'; path: string /** As the input gives it. */; name: string }>

export type Base = Readonly<{
  /** As sentences name it. */
  name: string
  definition: TaskDefinition
  /** The container that gets the image. */
  container: string
  /** What the service runs. */
  current: TaskDefinition
}>

/**
 * Reads the base definition, and what the service runs, and finds the container in it.
 * @param running ARN of what the service runs
 * @throws ActionError TASK_DEFINITION_MISSING, TASK_DEFINITION_INVALID or CONTAINER_NOT_FOUND
 */
export async function readBase(
  ecs: ECSClient,
  source: BaseSource,
  running: string,
  wanted: string | undefined,
): Promise<Base> {
  // Read in both cases: what the service runs is what the new revision is compared with.
  const current = await describeDefinition(ecs, running)
  const name = source.kind === 'file' ? source.name : revisionOf(running)
  const definition = source.kind === 'file' ? readFile(source) : current
  if (typeof definition.family !== 'string' || containersOf(definition).length === 0) {
    throw definitionInvalid(name, 'has no family or no containerDefinitions.')
  }
  const chosen = chooseContainer(definition, wanted)
  if (chosen.kind !== 'found') throw containerNotFound(name, wanted, chosen.names)
  return { name, definition, container: chosen.name, current }
}

async function describeDefinition(ecs: ECSClient, arn: string): Promise<TaskDefinition> {
  const subject = `the task definition ${revisionOf(arn)}`
  const definition = await describeRaw(ecs, arn).catch((error: unknown) => {
    throw explain(error, subject)
  })
  if (definition === undefined)
    throw badAnswer(`ecs:DescribeTaskDefinition for ${subject}`, 'without a task definition')
  return definition
}

/** The answer of `aws ecs describe-task-definition`, which wraps the definition, is taken too. */
function readFile({ path, name }: Extract<BaseSource, { kind: 'file' }>): TaskDefinition {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw definitionMissing(name, cause)
  }
  const { taskDefinition, ...others } = object(parseJson(text, name), name)
  if (taskDefinition === undefined) return others
  // The CLI's answer has the tags beside the definition, where RegisterTaskDefinition has them inside.
  const tags = Array.isArray(others.tags) && others.tags.length > 0 ? { tags: others.tags } : {}
  return { ...object(taskDefinition, name), ...tags }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    // The engine's own message quotes the file, values of variables included.
    const at = /at position \d+( \(line \d+ column \d+\))?/.exec(errorMessage(cause))?.[0]
    throw definitionInvalid(name, `is not JSON${at === undefined ? '' : ` (${at})`}.`)
  }
}

function object(value: unknown, name: string): TaskDefinition {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as TaskDefinition
  throw definitionInvalid(name, 'is no JSON object.')
}
