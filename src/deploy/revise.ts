import type { Base } from './base.ts'
import { type TaskDefinition, withoutReadOnly } from './definition.ts'
import { editRefused } from './definition-errors.ts'
import { applyEdits } from './edit-definition.ts'
import type { Edits } from './edits.ts'

/** In place of the digest where there is no image, or none yet. */
const noImage = '(the image of this run)'

/**
 * The definition that is registered: the base without its read-only members, edited.
 * @param containerName the container that edits without a name are for; undefined means the only one
 * @throws ActionError CONTAINER_NOT_FOUND or TASK_DEFINITION_INVALID
 */
export function reviseBase(
  base: Base,
  edits: Edits,
  containerName: string | undefined,
  image: string | undefined,
): TaskDefinition {
  const containers = edits.containers.map((edit) => ({ ...edit, name: edit.name ?? containerName }))
  const edited = applyEdits(withoutReadOnly(base.definition), { ...edits, containers }, image ?? noImage)
  if (edited.kind === 'edited') return edited.definition
  throw editRefused(base.name, edited.refusals[0])
}
