import { isDeepStrictEqual } from 'node:util'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { calledOn, replaceDeployment } from './acts.ts'
import { activeDefinition } from './definitions.ts'
import { deploymentViews } from './deployments-view.ts'
import { invalidParameter, optionalNumber, optionalText, structure } from './input.ts'
import { launch } from './launch.ts'
import type { Rollout, RolloutName } from './rollout.ts'
import { currentDefinition, serviceView } from './service-view.ts'
import { type EcsService, remembering } from './store.ts'

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

/** UpdateService, with a rollout that was told for the deployment that it may begin. */
export function updateService(
  world: World,
  service: EcsService,
  input: Input,
  principal: string,
  told: Rollout | RolloutName | undefined = world.ecs.rollouts.get(service.name),
) {
  if (service.status !== 'ACTIVE') throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.')
  const reference = optionalText(input, 'taskDefinition')
  const isForced = input.forceNewDeployment === true
  checkController(service, reference !== undefined, isForced)
  const at = Date.now()
  const running = currentDefinition(service, deploymentViews(world, service, at))
  const taskDefinition = reference ? activeDefinition(world, reference).arn : running
  const updated = changed(service, input, at)
  const same = DEPLOYING.every((name) => equal(updated.members[name], service.members[name]))
  if (taskDefinition === running && !isForced && same) {
    const call = { operation: 'UpdateService', at, principal } as const
    const noted = replaceDeployment(world, updated, calledOn(updated.deployments[0], call))
    return { service: serviceView(world, noted, at) }
  }
  world.ecs.rollouts.delete(service.name)
  const launched = launch(world, updated, { taskDefinition, at, rollout: told, principal })
  return { service: serviceView(world, launched, at) }
}

const OWN = [
  'cluster',
  'service',
  'taskDefinition',
  'desiredCount',
  'forceNewDeployment',
  'deploymentConfiguration',
]

function changed(service: EcsService, input: Input, at: number): EcsService {
  // A null leaves a member as it is.
  const members = Object.entries(input).filter(([name, value]) => !OWN.includes(name) && value !== null)
  return {
    ...remembering(service, at),
    desiredCount: checkedCount(service, input) ?? service.desiredCount,
    configuration: { ...service.configuration, ...structure(input.deploymentConfiguration) },
    members: { ...service.members, ...Object.fromEntries(members) },
  }
}

// An empty list where there was none changes nothing.
function equal(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a ?? [], b ?? [])
}

function checkController({ controller }: EcsService, isNewDefinition: boolean, isForced: boolean): void {
  if (controller === undefined || controller === 'ECS' || (!isNewDefinition && !isForced)) return
  const what = isNewDefinition ? 'update task definition' : 'force a new deployment'
  throw invalidParameter(
    controller === 'CODE_DEPLOY'
      ? `Unable to ${what} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`
      : `Unable to ${what} on services with an EXTERNAL deployment controller. Use task sets instead.`,
  )
}

function checkedCount({ members }: EcsService, input: Input): number | undefined {
  const count = optionalNumber(input, 'desiredCount')
  if (count === undefined) return undefined
  if (members.schedulingStrategy === 'DAEMON')
    throw invalidParameter(
      'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
    )
  if (Number.isInteger(count) && count >= 0) return count
  throw invalidParameter('desiredCount must be a whole number that is not negative.')
}
