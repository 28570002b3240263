import type { Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { type Described, describedDefinition } from './described.ts'
import { clientError, optionalText, optionalTexts, structure, text } from './input.ts'
import { arnOf, pathOf } from './names.ts'
import { type Operation, onEverything } from './operation.ts'
import { page } from './page.ts'
import { checkRequest, checkRights } from './registration.ts'
import type { Tag, TaskDefinition } from './store.ts'

export const definitionOperations: Readonly<Record<string, Operation>> = {
  RegisterTaskDefinition: { on: onEverything, run: registerOperation },
  DescribeTaskDefinition: { on: onEverything, run: describeTaskDefinition },
  DeregisterTaskDefinition: { on: onEverything, run: deregisterTaskDefinition },
  ListTaskDefinitions: { on: onEverything, run: listTaskDefinitions },
}

/** The definition that is meant by an ARN, `family:revision`, or a family: its newest one that is active. */
export function findDefinition(world: World, reference: string): TaskDefinition | undefined {
  const name = pathOf(world, 'task-definition', reference)?.join('/') ?? reference
  const [family = '', revision] = name.split(':')
  const revisions = world.ecs.families.get(family) ?? []
  return revision === undefined
    ? revisions.findLast((definition) => definition.status === 'ACTIVE')
    : revisions.find((definition) => String(definition.revision) === revision)
}

/** The definition that a deployment is to run. */
export function activeDefinition(world: World, reference: string): TaskDefinition {
  const definition = findDefinition(world, reference)
  if (!definition) throw clientError('TaskDefinition not found.')
  if (definition.status === 'ACTIVE') return definition
  throw clientError('TaskDefinition is inactive')
}

export function register(world: World, request: Input, registeredBy: string): TaskDefinition {
  const family = text(request, 'family')
  const earlier = world.ecs.families.get(family) ?? []
  const revision = earlier.length + 1
  const arn = arnOf(world, 'task-definition', `${family}:${revision}`)
  const definition: TaskDefinition = {
    family,
    revision,
    arn,
    request,
    status: 'ACTIVE',
    registeredAt: Date.now(),
    registeredBy,
  }
  world.ecs.families.set(family, [...earlier, definition])
  if (Array.isArray(request.tags)) world.ecs.tags.set(arn, request.tags as Tag[])
  return definition
}

function registerOperation(world: World, input: Input, principal: Principal) {
  checkRequest(input)
  checkRights(world, input, principal)
  return answer(world, register(world, input, principal.arn), Array.isArray(input.tags))
}

function describeTaskDefinition(world: World, input: Input) {
  const definition = findDefinition(world, text(input, 'taskDefinition'))
  if (!definition) throw clientError('Unable to describe task definition.')
  return answer(world, definition, optionalTexts(input, 'include')?.includes('TAGS') ?? false)
}

function deregisterTaskDefinition(world: World, input: Input) {
  const reference = text(input, 'taskDefinition')
  const definition = reference.includes(':') ? findDefinition(world, reference) : undefined
  if (!definition) throw clientError('The specified task definition does not exist.')
  const inactive: TaskDefinition = { ...definition, status: 'INACTIVE', deregisteredAt: Date.now() }
  const family = world.ecs.families.get(definition.family) ?? []
  world.ecs.families.set(
    definition.family,
    family.map((one) => (one === definition ? inactive : one)),
  )
  return answer(world, inactive, false)
}

function listTaskDefinitions(world: World, input: Input) {
  const prefix = optionalText(input, 'familyPrefix')
  const status = optionalText(input, 'status') ?? 'ACTIVE'
  const all = [...world.ecs.families.values()]
    .flat()
    .filter((one) => (prefix === undefined || one.family === prefix) && one.status === status)
    .map((one) => one.arn)
  const { items, ...rest } = page(input, optionalText(input, 'sort') === 'DESC' ? all.reverse() : all)
  return { taskDefinitionArns: items, ...rest }
}

function answer(world: World, definition: TaskDefinition, withTags: boolean): Described {
  const taskDefinition = describedDefinition(definition)
  return withTags ? { taskDefinition, tags: world.ecs.tags.get(definition.arn) ?? [] } : { taskDefinition }
}

/** The containers of a definition, as they were registered. */
export function containersOf(definition: TaskDefinition): readonly Input[] {
  const { containerDefinitions } = definition.request
  const list: readonly unknown[] = Array.isArray(containerDefinitions) ? containerDefinitions : []
  return list.map(structure).filter((one) => one !== undefined)
}
