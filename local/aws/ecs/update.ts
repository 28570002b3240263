import { isDeepStrictEqual } from 'node:util'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { activeDefinition } from './definitions.ts'
import { deploymentViews } from './deployments-view.ts'
import { invalidParameter, optionalNumber, optionalText } from './input.ts'
import { launch } from './launch.ts'
import { currentDefinition, serviceView } from './service-view.ts'
import { type EcsService, storeService } from './store.ts'

// A change of one of these begins a deployment; of every other member it does not.
const DEPLOYING = [
  'networkConfiguration',
  'platformVersion',
  'loadBalancers',
  'serviceRegistries',
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
]

export function updateService(world: World, service: EcsService, input: Input) {
  if (service.status !== 'ACTIVE') throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.')
  const reference = optionalText(input, 'taskDefinition')
  checkController(service, reference)
  const now = Date.now()
  const running = currentDefinition(service, deploymentViews(world, service, now))
  const wanted = reference ? activeDefinition(world, reference).arn : running
  const members = changedMembers(input)
  const updated = storeService(world, {
    ...service,
    desiredCount: checkedCount(input) ?? service.desiredCount,
    members: { ...service.members, ...members },
  })
  const same = DEPLOYING.every((name) => equal(updated.members[name], service.members[name]))
  if (wanted === running && input.forceNewDeployment !== true && same) {
    return { service: serviceView(world, updated, now) }
  }
  const rollout = world.ecs.rollouts.get(service.name)
  world.ecs.rollouts.delete(service.name)
  const launched = launch(world, updated, { taskDefinition: wanted, at: now, rollout })
  return { service: serviceView(world, launched, now) }
}

const OWN = ['cluster', 'service', 'taskDefinition', 'desiredCount', 'forceNewDeployment']

// A null leaves a member as it is.
function changedMembers(input: Input): Input {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !OWN.includes(name) && value !== null),
  )
}

// An empty list where there was none changes nothing.
function equal(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a ?? [], b ?? [])
}

function checkController({ controller }: EcsService, taskDefinition: string | undefined): void {
  if (taskDefinition === undefined || controller === undefined || controller === 'ECS') return
  throw invalidParameter(
    controller === 'CODE_DEPLOY'
      ? 'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.'
      : 'Unable to update task definition on services with an EXTERNAL deployment controller. Use task sets instead.',
  )
}

function checkedCount(input: Input): number | undefined {
  const count = optionalNumber(input, 'desiredCount')
  if (count === undefined || (Number.isInteger(count) && count >= 0)) return count
  throw invalidParameter('desiredCount must be a whole number that is not negative.')
}
