import { ActionError } from '../errors.ts'
import type { EditRefusal } from './edits.ts'
import type { SourceProblem } from './source-text.ts'

/** A file that is no task definition, with the place in it. @param file relative to the workspace */
export function fileUnreadable(file: string, { line, column, text }: SourceProblem): ActionError {
  return new ActionError({
    code: 'TASK_DEFINITION_INVALID',
    sentence: `The task definition ${file} (line ${line}, column ${column}) ${text}`,
    hint: 'It must be what RegisterTaskDefinition takes, in JSON or YAML, with a family and containerDefinitions.',
    location: { file, line },
  })
}

export function revisionNotFound(reference: string, cause: unknown): ActionError {
  const isFamily = !/:\d+$/.test(reference)
  return new ActionError(
    {
      code: 'TASK_DEFINITION_MISSING',
      sentence: isFamily
        ? `The task definition ${reference} cannot be read: there is no file and no family of this name with an active revision.`
        : `The task definition ${reference} cannot be read: ECS has no such revision.`,
      hint: isFamily
        ? 'Name a file of the workspace, or a family of the account and region that are deployed to; its first revision can be registered from a file.'
        : 'Name a revision of the account and region that are deployed to; a family alone means its newest active one.',
    },
    { cause },
  )
}

export function nothingRunning(): ActionError {
  return new ActionError({
    code: 'TASK_DEFINITION_MISSING',
    sentence: 'There is no task definition to start from: the service names none.',
    hint: 'Give task-definition: a file, a family, or a revision.',
  })
}

/** @param name of the definition that was to be edited */
export function editRefused(name: string, refusal: EditRefusal): ActionError {
  return refusal.kind === 'container'
    ? containerNotFound(name, refusal.wanted, refusal.names)
    : new ActionError({
        code: 'TASK_DEFINITION_INVALID',
        sentence: `The task definition ${name} ${refusal.text}`,
        hint: 'Correct the inputs that edit it, or the definition itself; nothing was registered.',
      })
}

export function definitionInvalid(source: string, reason: string, cause?: unknown): ActionError {
  return new ActionError(
    {
      code: 'TASK_DEFINITION_INVALID',
      sentence: `The task definition ${source} ${reason}`,
      hint: 'It must be the JSON that RegisterTaskDefinition takes, with a family and containerDefinitions.',
    },
    { cause },
  )
}

export function containerNotFound(
  source: string,
  wanted: string | undefined,
  names: readonly string[],
): ActionError {
  const has = names.length === 0 ? 'it has none' : `it has ${names.slice(0, 20).join(', ')}`
  return new ActionError({
    code: 'CONTAINER_NOT_FOUND',
    sentence:
      wanted === undefined
        ? `The task definition ${source} has ${names.length} containers, and none of them is named: ${has}.`
        : `The task definition ${source} has no container ${wanted}: ${has}.`,
    hint: 'Name the container that gets the image in container-name.',
  })
}
