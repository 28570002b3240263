import { readFileSync } from 'node:fs'
import type { ECSClient } from '@aws-sdk/client-ecs'
import { badAnswer, errorMessage, explain } from '../lib/explain.ts'
import { chooseContainer, containersOf, type TaskDefinition } from './definition.ts'
import { containerNotFound, definitionInvalid, definitionMissing } from './errors.ts'
import { describeRaw } from './raw.ts'
import { revisionOf } from './rollout.ts'

/** Where the definition comes from that gets the new image. */
export type BaseSource = Readonly<{ kind: 'running' }> | Readonly<{ kind: 'file'; path: string }>

export type Base = Readonly<{
  /** As sentences name it. */
  name: string
  definition: TaskDefinition
  /** The container that gets the image. */
  container: string
}>

/**
 * Reads the base definition and finds the container in it.
 * @param running ARN of what the service runs
 * @throws ActionError TASK_DEFINITION_MISSING, TASK_DEFINITION_INVALID or CONTAINER_NOT_FOUND
 */
export async function readBase(
  ecs: ECSClient,
  source: BaseSource,
  running: string,
  wanted: string | undefined,
): Promise<Base> {
  const name = source.kind === 'file' ? source.path : revisionOf(running)
  const definition = source.kind === 'file' ? readFile(source.path) : await describeDefinition(ecs, running)
  if (typeof definition.family !== 'string' || containersOf(definition).length === 0) {
    throw definitionInvalid(name, 'has no family or no containerDefinitions.')
  }
  const chosen = chooseContainer(definition, wanted)
  if (chosen.kind !== 'found') throw containerNotFound(name, wanted, chosen.names)
  return { name, definition, container: chosen.name }
}

export async function describeDefinition(ecs: ECSClient, arn: string): Promise<TaskDefinition> {
  const subject = `the task definition ${revisionOf(arn)}`
  const definition = await describeRaw(ecs, arn).catch((error: unknown) => {
    throw explain(error, subject)
  })
  if (definition === undefined)
    throw badAnswer(`ecs:DescribeTaskDefinition for ${subject}`, 'without a task definition')
  return definition
}

/** The answer of `aws ecs describe-task-definition`, which wraps the definition, is taken too. */
function readFile(path: string): TaskDefinition {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw definitionMissing(path, cause)
  }
  try {
    const parsed: unknown = JSON.parse(text)
    const { taskDefinition, ...others } = object(parsed)
    return taskDefinition === undefined ? others : object(taskDefinition)
  } catch (cause) {
    throw definitionInvalid(path, `is not JSON: ${errorMessage(cause)}`, cause)
  }
}

function object(value: unknown): TaskDefinition {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as TaskDefinition
  throw new SyntaxError('it is no object')
}
