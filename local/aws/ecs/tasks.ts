import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { behaviourOf } from './behaviour.ts'
import { clusterName, invalidParameter, optionalText, texts } from './input.ts'
import { currentService } from './launch.ts'
import { arnOf, shortName } from './names.ts'
import { inCluster, type Operation, onEverything } from './operation.ts'
import { page } from './page.ts'
import { type EcsService, requireCluster } from './store.ts'
import { taskViews } from './task-views.ts'

export const taskOperations: Readonly<Record<string, Operation>> = {
  ListTasks: { on: onEverything, run: listTasks },
  DescribeTasks: { on: inCluster('task', 'tasks'), run: describeTasks },
}

function listTasks(world: World, input: Input) {
  const cluster = requireCluster(world, clusterName(input))
  const serviceName = optionalText(input, 'serviceName')
  const startedBy = optionalText(input, 'startedBy')
  if (startedBy !== undefined) checkAlone(input)
  const services = clusterServices(world, cluster)
  const named =
    serviceName === undefined ? services : services.filter((one) => one.name === shortName(serviceName))
  if (serviceName !== undefined && named.length === 0) {
    throw new AwsError('ServiceNotFoundException', 'Service not found.')
  }
  const desiredStatus = status(input)
  const family = optionalText(input, 'family')
  const isMissed =
    behaviourOf(world).missesStopped && serviceName !== undefined && desiredStatus === 'STOPPED'
  const arns = (isMissed ? [] : named)
    .flatMap((service) => taskViews(world, service, Date.now()))
    .filter((task) => task.desiredStatus === desiredStatus)
    .filter((task) => startedBy === undefined || task.startedBy === startedBy)
    .filter((task) => family === undefined || task.taskDefinitionArn.includes(`/${family}:`))
    .map((task) => task.taskArn)
  const { items, ...rest } = page(input, arns)
  return { taskArns: items, ...rest }
}

function describeTasks(world: World, input: Input) {
  const cluster = requireCluster(world, clusterName(input))
  const all = clusterServices(world, cluster).flatMap((service) => taskViews(world, service, Date.now()))
  const byArn = new Map(all.map((task) => [task.taskArn, task]))
  const arns = texts(input, 'tasks', 100).map((given) =>
    given.startsWith('arn:') ? given : arnOf(world, 'task', cluster, given),
  )
  const tasks = arns.map((arn) => byArn.get(arn)).filter((task) => task !== undefined)
  return { tasks, failures: arns.filter((arn) => !byArn.has(arn)).map((arn) => ({ arn, reason: 'MISSING' })) }
}

function clusterServices(world: World, cluster: string): readonly EcsService[] {
  return [...world.ecs.services.values()]
    .filter((service) => service.cluster === cluster)
    .flatMap((service) => currentService(world, cluster, service.name) ?? [])
    .filter((service) => service.status !== 'MISSING')
}

function checkAlone(input: Input): void {
  const other = ['serviceName', 'family', 'containerInstance', 'desiredStatus', 'launchType'].find(
    (name) => input[name],
  )
  if (other !== undefined) throw invalidParameter(`startedBy cannot be combined with ${other}.`)
}

function status(input: Input): 'RUNNING' | 'STOPPED' {
  const value = optionalText(input, 'desiredStatus') ?? 'RUNNING'
  if (value === 'RUNNING' || value === 'STOPPED') return value
  throw invalidParameter(`The desired status ${value} is not valid.`)
}
