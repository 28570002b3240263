import { authorize, type Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { clientError, optionalText, structure } from './input.ts'
import { arnOf } from './names.ts'

const TO_TASKS = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }

/** What RegisterTaskDefinition refuses. Members that it does not know pass: the real one may know more than we do. */
export function checkRequest(request: Input): void {
  checkFamily(optionalText(request, 'family'))
  checkContainers(request.containerDefinitions)
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
  }
  const names = containers.map((container) => container.name)
  if (new Set(names).size < names.length) throw clientError('Container names must be unique.')
}

// A role of this account may be given by its name alone.
function roleArn(world: World, role: string): string {
  return role.startsWith('arn:') ? role : `arn:aws:iam::${world.settings.account}:role/${role}`
}
