/** A task definition as JSON, with whatever members it has: ours is not to drop those that we do not know. */
export type TaskDefinition = Readonly<Record<string, unknown>>

export type Container = Readonly<Record<string, unknown> & { name: string }>

/** Members that DescribeTaskDefinition gives and RegisterTaskDefinition refuses. */
const readOnly: ReadonlySet<string> = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'deregisteredAt',
  'deleteRequestedAt',
  'registeredBy',
])

/** What can be registered again: everything but the read-only members. */
export function withoutReadOnly(definition: TaskDefinition): TaskDefinition {
  return Object.fromEntries(Object.entries(definition).filter(([key]) => !readOnly.has(key)))
}

export function containersOf(definition: TaskDefinition): readonly Container[] {
  const { containerDefinitions } = definition
  return Array.isArray(containerDefinitions) ? containerDefinitions.filter(isContainer) : []
}

export type ChosenContainer =
  | Readonly<{ kind: 'found'; name: string }>
  | Readonly<{ kind: 'missing' | 'ambiguous'; names: readonly string[] }>

/** The named container, or the only one. */
export function chooseContainer(definition: TaskDefinition, wanted: string | undefined): ChosenContainer {
  const names = containersOf(definition).map(({ name }) => name)
  if (wanted !== undefined)
    return names.includes(wanted) ? { kind: 'found', name: wanted } : { kind: 'missing', names }
  const [only, ...others] = names
  return only !== undefined && others.length === 0
    ? { kind: 'found', name: only }
    : { kind: 'ambiguous', names }
}

/** The definition with one container's image replaced, and not a member more. */
export function withImage(definition: TaskDefinition, container: string, image: string): TaskDefinition {
  const { containerDefinitions } = definition
  if (!Array.isArray(containerDefinitions)) return definition
  return {
    ...definition,
    containerDefinitions: containerDefinitions.map((one: unknown) =>
      isContainer(one) && one.name === container ? { ...one, image } : one,
    ),
  }
}

/** Whether two definitions would run the same: the order of members and lists that are empty do not count. */
export function isSame(a: TaskDefinition, b: TaskDefinition): boolean {
  return JSON.stringify(canonical(withoutReadOnly(a))) === JSON.stringify(canonical(withoutReadOnly(b)))
}

/** Members sorted; empty lists, empty objects and nulls, which ECS fills in and leaves out as it likes, taken away. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value)
    .map(([key, member]) => [key, canonical(member)] as const)
    .filter(([, member]) => !isEmpty(member))
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)))
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
}
