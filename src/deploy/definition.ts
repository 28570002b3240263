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

/** Whether two definitions would run the same. */
export function isSame(a: TaskDefinition, b: TaskDefinition): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b))
}

/**
 * A definition without what does not change what runs: the order of members, and what ECS fills in or leaves out as it
 * likes (empty lists, nulls, defaults). What is read back from ECS can so be compared with a file.
 */
export function normal(definition: TaskDefinition): TaskDefinition {
  const { containerDefinitions, ...others } = withoutReadOnly(definition)
  const containers = Array.isArray(containerDefinitions)
    ? containerDefinitions.map((one: unknown) => withoutDefaults(one, networkOf(definition)))
    : containerDefinitions
  return sorted({ ...others, containerDefinitions: containers }) as TaskDefinition
}

/** ECS fills in: no share of the processor, essential, and for each port its protocol and (with awsvpc) its host port. */
function withoutDefaults(container: unknown, network: Network): unknown {
  if (!isContainer(container)) return container
  const { cpu, essential, portMappings, environment, secrets, ...others } = container
  return {
    ...others,
    environment: byName(environment),
    secrets: byName(secrets),
    ...(cpu === 0 ? {} : { cpu }),
    ...(essential === true ? {} : { essential }),
    portMappings: Array.isArray(portMappings)
      ? portMappings.map((one: unknown) => portWithoutDefaults(one, network))
      : portMappings,
  }
}

/** Variables and secrets are sets: ECS gives them back in an order of its own. */
function byName(list: unknown): unknown {
  const text = (one: unknown) => JSON.stringify(sorted(one)) ?? ''
  return Array.isArray(list) ? list.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)) : list
}

type Network = 'own-port' | 'any-port'

/** With awsvpc and host a port of the host is that of the container; with bridge 0 means any. */
function networkOf({ networkMode }: TaskDefinition): Network {
  return networkMode === 'awsvpc' || networkMode === 'host' ? 'own-port' : 'any-port'
}

function portWithoutDefaults(mapping: unknown, network: Network): unknown {
  if (typeof mapping !== 'object' || mapping === null) return mapping
  const { protocol, hostPort, ...others }: Record<string, unknown> = { ...mapping }
  const isOwn = network === 'own-port' ? hostPort === others.containerPort : hostPort === 0
  return { ...others, ...(protocol === 'tcp' ? {} : { protocol }), ...(isOwn ? {} : { hostPort }) }
}

/** Members sorted by name; what is empty or missing taken away. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value)
    .map(([key, member]) => [key, sorted(member)] as const)
    .filter(([, member]) => member !== undefined && !isEmpty(member))
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)))
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
}
