import { readFileSync } from 'node:fs'
import type { ECSClient } from '@aws-sdk/client-ecs'
import { errorMessage } from '../lib/error-text.ts'
import { badAnswer, errorName, explain } from '../lib/explain.ts'
import { containersOf, type TaskDefinition } from './definition.ts'
import { definitionInvalid, fileUnreadable, nothingRunning, revisionNotFound } from './definition-errors.ts'
import { definitionMissing } from './errors.ts'
import { describeRaw } from './raw.ts'
import { revisionOf } from './rollout.ts'
import type { BaseSource } from './source.ts'
import { parseDefinition } from './source-text.ts'

export type { BaseSource } from './source.ts'

export type Base = Readonly<{
  /** As sentences name it. */
  name: string
  definition: TaskDefinition
}>

/**
 * Reads the definition that edits go into.
 * @param running ARN of what the service runs; undefined where there is no service
 * @throws ActionError TASK_DEFINITION_MISSING, TASK_DEFINITION_INVALID, or what the call failed with
 */
export async function readBase(
  ecs: ECSClient,
  source: BaseSource,
  running: string | undefined,
): Promise<Base> {
  const base = await read(ecs, source, running)
  const reason = shapeProblem(base.definition)
  if (reason !== undefined) throw definitionInvalid(base.name, reason)
  return base
}

async function read(ecs: ECSClient, source: BaseSource, running: string | undefined): Promise<Base> {
  if (source.kind === 'file') return { name: source.name, definition: readFile(source) }
  const reference = source.kind === 'reference' ? source.reference : running
  if (reference === undefined) throw nothingRunning()
  const definition = await describeDefinition(ecs, reference)
  // A family's newest revision is another one tomorrow: the words name the one that was read.
  const { taskDefinitionArn } = definition
  return {
    name: revisionOf(typeof taskDefinitionArn === 'string' ? taskDefinitionArn : reference),
    definition,
  }
}

/**
 * @param reference a family, `family:revision` or an ARN
 * @throws ActionError TASK_DEFINITION_MISSING where there is none, or what the call failed with
 */
export async function describeDefinition(ecs: ECSClient, reference: string): Promise<TaskDefinition> {
  const name = revisionOf(reference)
  const subject = `the task definition ${name}`
  const definition = await describeRaw(ecs, reference).catch((error: unknown) => {
    throw isUnknown(error) ? revisionNotFound(name, error) : explain(error, subject)
  })
  if (definition === undefined)
    throw badAnswer(`ecs:DescribeTaskDefinition for ${subject}`, 'without a task definition')
  return definition
}

/** ECS has one name for all that is wrong with a request. */
function isUnknown(error: unknown): boolean {
  return (
    errorName(error) === 'ClientException' && /unable to describe task definition/i.test(errorMessage(error))
  )
}

function readFile({ path, name }: Extract<BaseSource, { kind: 'file' }>): TaskDefinition {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw definitionMissing(name, cause)
  }
  const parsed = parseDefinition(text, name)
  if (parsed.kind === 'wrong') throw fileUnreadable(name, parsed.problem)
  return parsed.definition
}

/** What no edit can mend. @returns a text that goes on from "The task definition … " */
function shapeProblem(definition: TaskDefinition): string | undefined {
  const hasFamily = typeof definition.family === 'string' && definition.family !== ''
  if (hasFamily && containersOf(definition).length > 0) return undefined
  if ('ContainerDefinitions' in definition)
    return 'has ContainerDefinitions, as CloudFormation writes it: here names begin with a small letter.'
  return 'has no family or no containerDefinitions.'
}

/** A revision that is there. */
export type Known = Readonly<{ arn: string; definition: TaskDefinition }>

/** The newest revision of its family: what is like it is not registered again. A family may be new. */
export async function latestOf(ecs: ECSClient, { family }: TaskDefinition): Promise<readonly Known[]> {
  try {
    const definition = await describeDefinition(ecs, String(family))
    const { taskDefinitionArn: arn } = definition
    return typeof arn === 'string' ? [{ arn, definition }] : []
  } catch (error) {
    if (explain(error, 'the family').code === 'TASK_DEFINITION_MISSING') return []
    throw error
  }
}
