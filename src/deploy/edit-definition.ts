import { type Container, chooseContainer, containersOf, type TaskDefinition } from './definition.ts'
import { refusalsOf } from './edit-check.ts'
import { editContainer } from './edit-container.ts'
import { contradictionsOf, unite } from './edit-unite.ts'
import type { ContainerEdit, Edited, EditRefusal, Edits } from './edits.ts'

/**
 * Applies edits: the result is the definition but for what they name, in its order, members that nobody knows included.
 * @param image the one that goes where an edit says `ours`
 */
export function applyEdits(definition: TaskDefinition, edits: Edits, image: string): Edited {
  const { byName, refusals } = targetsOf(definition, edits)
  const edited = {
    ...definition,
    ...given({ cpu: edits.cpu, memory: edits.memory }),
    ...given({ taskRoleArn: edits.taskRoleArn, executionRoleArn: edits.executionRoleArn }),
    ...editedContainers(definition, byName, image),
  }
  const [first, ...others] = refusals.length > 0 ? refusals : refusalsOf(edited)
  return first === undefined
    ? { kind: 'edited', definition: edited }
    : { kind: 'refused', refusals: [first, ...others] }
}

type Targets = Readonly<{ byName: ReadonlyMap<string, ContainerEdit>; refusals: readonly EditRefusal[] }>

/** One edit a container: the only container may be edited with its name and without it. */
function targetsOf(definition: TaskDefinition, edits: Edits): Targets {
  const byName = new Map<string, ContainerEdit>()
  const refusals: EditRefusal[] = []
  for (const edit of edits.containers) {
    const chosen = chooseContainer(definition, edit.name)
    if (chosen.kind !== 'found') {
      refusals.push({ kind: 'container', wanted: edit.name, names: chosen.names })
      continue
    }
    const { name } = chosen
    const before = byName.get(name)
    for (const what of before === undefined ? [] : contradictionsOf(before, edit))
      refusals.push({ kind: 'invalid', text: `is edited in two ways: ${what} of its container ${name}.` })
    byName.set(name, before === undefined ? { ...edit, name } : unite(before, edit))
  }
  return { byName, refusals }
}

function editedContainers(
  definition: TaskDefinition,
  byName: ReadonlyMap<string, ContainerEdit>,
  image: string,
): TaskDefinition {
  const { containerDefinitions } = definition
  if (!Array.isArray(containerDefinitions) || byName.size === 0) return {}
  const known = new Set<unknown>(containersOf(definition))
  return {
    containerDefinitions: containerDefinitions.map((one: unknown) => {
      if (!known.has(one)) return one
      const container = one as Container
      const edit = byName.get(container.name)
      return edit === undefined ? one : editContainer(container, edit, image)
    }),
  }
}

/** The members that have a value. */
function given(members: TaskDefinition): TaskDefinition {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
