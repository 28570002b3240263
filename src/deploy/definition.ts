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

/** Whether two definitions would run the same. */
export function isSame(a: TaskDefinition, b: TaskDefinition): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b))
}

/**
 * A definition without what does not change what runs: the order of members, and what ECS fills in or leaves out as it
 * likes (empty lists, nulls, defaults). What is read back from ECS can so be compared with a file.
 */
export function normal(definition: TaskDefinition): TaskDefinition {
  const { containerDefinitions, cpu, memory, tags, ...others } = withoutReadOnly(definition)
  const containers = Array.isArray(containerDefinitions)
    ? containerDefinitions.map((one: unknown) => withoutDefaults(one, networkOf(definition)))
    : containerDefinitions
  const sizes = { cpu: inUnits(cpu, 'vcpu'), memory: inUnits(memory, 'gb') }
  return sorted({
    ...others,
    ...sizes,
    tags: asSet(tags),
    containerDefinitions: containers,
  }) as TaskDefinition
}

/** ECS gives `0.25 vCPU` back as `256`, and `0.5 GB` as `512`. */
function inUnits(size: unknown, unit: 'vcpu' | 'gb'): unknown {
  if (typeof size !== 'string') return size
  const [, number = '', given] = /^\s*(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})\s*([a-z]+)\s*$/i.exec(size) ?? []
  return given?.toLowerCase() === unit ? String(Number(number) * 1024) : size
}

/**
 * ECS fills in: no share of the processor, essential, for each port its protocol and (with awsvpc) its host port, and
 * how often a health check is made.
 */
function withoutDefaults(container: unknown, network: Network): unknown {
  if (!isContainer(container)) return container
  const { cpu, essential, portMappings, environment, secrets, healthCheck, ...others } = container
  return {
    ...others,
    environment: asSet(environment),
    secrets: asSet(secrets),
    healthCheck: checkWithoutDefaults(healthCheck),
    ...(cpu === 0 ? {} : { cpu }),
    ...(essential === true ? {} : { essential }),
    portMappings: Array.isArray(portMappings)
      ? portMappings.map((one: unknown) => portWithoutDefaults(one, network))
      : portMappings,
  }
}

const checkDefaults = { interval: 30, timeout: 5, retries: 3 } as const

function checkWithoutDefaults(check: unknown): unknown {
  if (typeof check !== 'object' || check === null || Array.isArray(check)) return check
  const defaults = new Map<string, unknown>(Object.entries(checkDefaults))
  return Object.fromEntries(
    Object.entries(check).filter(([name, value]) => !defaults.has(name) || defaults.get(name) !== value),
  )
}

/** Variables, secrets and tags are sets: ECS gives them back in an order of its own. */
function asSet(list: unknown): unknown {
  if (!Array.isArray(list)) return list
  const texts = list.map((one: unknown) => [JSON.stringify(sorted(one)) ?? '', one] as const)
  return texts.sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, one]) => one)
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
