import { authorize, type Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { clientError, optionalText, structure } from './input.ts'
import { arnOf } from './names.ts'

const TO_TASKS = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }
const MOST_BYTES = 65_536

/** What RegisterTaskDefinition refuses. Members that it does not know pass: the real one may know more than we do. */
export function checkRequest(request: Input): void {
  checkTypes(request, { text: ['cpu', 'memory', 'networkMode', 'taskRoleArn', 'executionRoleArn'] })
  checkFamily(optionalText(request, 'family'))
  checkContainers(request.containerDefinitions)
  const { tags: _, ...definition } = request
  const length = Buffer.byteLength(JSON.stringify(definition))
  if (length > MOST_BYTES)
    throw clientError(`Actual length: '${length}'. Max allowed length is '${MOST_BYTES}' bytes.`)
}

/** A task gets the roles that its definition names, so whoever registers it must be allowed to hand them over. */
export function checkRights(world: World, request: Input, principal: Principal): void {
  for (const member of ['taskRoleArn', 'executionRoleArn']) {
    const role = optionalText(request, member)
    if (role) authorize(principal, 'iam:PassRole', roleArn(world, role), { keys: TO_TASKS })
  }
  if (Array.isArray(request.tags) && request.tags.length > 0) {
    authorize(principal, 'ecs:TagResource', arnOf(world, 'task-definition', `${String(request.family)}:*`))
  }
}

function checkFamily(family: string | undefined): void {
  if (!family) throw clientError('Family should not be null or empty.')
  if (!/^[\w-]{1,255}$/.test(family)) throw clientError('Family contains invalid characters.')
}

function checkContainers(value: unknown): void {
  if (!Array.isArray(value) || value.length === 0) throw clientError('Container list cannot be empty.')
  const containers = value.map((one) => structure(one) ?? {})
  for (const container of containers) {
    if (!optionalText(container, 'name')) throw clientError('Container.name should not be null or empty.')
    if (!optionalText(container, 'image')) throw clientError('Container.image should not be null or empty.')
    checkTypes(container, { number: ['cpu', 'memory', 'memoryReservation'] })
    checkSecrets(container)
  }
  const names = containers.map((container) => container.name)
  if (new Set(names).size < names.length) throw clientError('Container names must be unique.')
}

function checkSecrets(container: Input): void {
  const [variables, secrets] = [named(container, 'environment'), named(container, 'secrets')]
  for (const variable of variables) checkTypes(variable, { text: ['name', 'value'] })
  const taken = new Set(variables.map(({ name }) => name))
  for (const { name } of secrets) {
    if (taken.has(name))
      throw clientError(
        `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${String(name)}'.`,
      )
    taken.add(name)
  }
}

function named(container: Input, member: string): readonly Input[] {
  const value = container[member]
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.map((one) => structure(one) ?? {})
  throw unconvertible(value)
}

type Types = Readonly<{ text?: readonly string[]; number?: readonly string[] }>

// The real one reads JSON strictly: a number is no text, and a text no number.
function checkTypes(input: Input, { text = [], number = [] }: Types): void {
  const given = (name: string) => input[name] !== undefined && input[name] !== null
  const wrong =
    text.find((name) => given(name) && typeof input[name] !== 'string') ??
    number.find((name) => given(name) && typeof input[name] !== 'number')
  if (wrong !== undefined) throw unconvertible(input[wrong])
}

function unconvertible(value: unknown): AwsError {
  const [kind, to] = typeof value === 'string' ? ['STRING_VALUE', 'an Integer'] : ['NUMBER_VALUE', 'a String']
  return new AwsError('SerializationException', `${kind} can not be converted to ${to}`)
}

// A role of this account may be given by its name alone.
function roleArn(world: World, role: string): string {
  return role.startsWith('arn:') ? role : `arn:aws:iam::${world.settings.account}:role/${role}`
}
