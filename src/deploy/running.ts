import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  type Service,
} from '@aws-sdk/client-ecs'
import { badAnswer, errorName, explain, isAnswer } from '../lib/explain.ts'
import type { Digest } from '../registry/reference.ts'
import { type Container, containersOf } from './definition.ts'
import { clusterNotFound, type Place, placeName, serviceNotFound } from './errors.ts'
import { serviceSight } from './look.ts'
import { describeRaw } from './raw.ts'
import { revisionOf } from './rollout.ts'
import { completedOf } from './service.ts'
import type { ServiceSight } from './sight.ts'

/** The image that a service runs, or why that is not known; `reason` goes on from "What … runs is not known:". */
export type Running =
  | Readonly<{ kind: 'found'; digest: Digest; revision: string }>
  | Readonly<{ kind: 'unknown'; reason: string }>

export type Asked = Place & Readonly<{ containerName: string | undefined; repositoryUri: string }>

/**
 * Reads which image of our repository a service runs: what its task definition names by digest, else what its running
 * tasks say. A deployment that is not complete does not count: it may be a bad one.
 * @throws ActionError CLUSTER_NOT_FOUND, SERVICE_NOT_FOUND, or what a call failed with
 */
export async function readRunning(ecs: ECSClient, asked: Asked): Promise<Running> {
  const service = await describe(ecs, asked)
  const arn = await runningRevision(ecs, asked, serviceSight(service), service.taskDefinition)
  if (arn === undefined)
    return unknown(
      service.taskDefinition === undefined
        ? 'it has no task definition'
        : 'none of its deployments is complete',
    )
  const revision = revisionOf(arn)
  const definition = await describeRaw(ecs, arn).catch((error: unknown) => {
    throw explain(error, `the task definition ${revision}`)
  })
  if (definition === undefined)
    throw badAnswer(`ecs:DescribeTaskDefinition for ${revision}`, 'without a task definition')
  const container = ourContainer(containersOf(definition), asked)
  if (typeof container === 'string') return unknown(`the task definition ${revision} ${container}`)
  const image = String(container.image)
  const digest = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1]
  if (digest !== undefined) return { kind: 'found', digest, revision }
  return fromTasks(ecs, asked, { arn, revision, container: container.name, image })
}

async function describe(ecs: ECSClient, place: Place): Promise<Service> {
  const command = new DescribeServicesCommand({ cluster: place.cluster, services: [place.service] })
  const answer = await ecs.send(command).catch((error: unknown) => {
    throw errorName(error) === 'ClusterNotFoundException'
      ? clusterNotFound(place, error)
      : explain(error, placeName(place))
  })
  const [service] = answer.services ?? []
  if (answer.failures?.[0]?.reason === 'MISSING' || service?.status === 'INACTIVE')
    throw serviceNotFound(place)
  if (service === undefined)
    throw badAnswer(`ecs:DescribeServices for ${placeName(place)}`, 'without a service')
  return service
}

/**
 * What a service runs: what its last complete deployment named. A rollout that is done is called so in the service's own
 * list only when the old tasks are drained; its own record, which may not be readable, says it some time before.
 * @returns ARN of the task definition; undefined where no deployment is complete
 */
export async function runningRevision(
  ecs: ECSClient,
  place: Place,
  sight: ServiceSight,
  taskDefinition: string | undefined,
): Promise<string | undefined> {
  const primary = sight.deployments.find(({ isPrimary }) => isPrimary)
  const { rolloutState } = primary ?? {}
  // A list without states (a classic load balancer, and perhaps other strategies) says it only where there is one.
  const isTold = rolloutState === undefined ? sight.deployments.length < 2 : rolloutState === 'COMPLETED'
  if (isTold) return completedOf(sight, taskDefinition)
  const { cluster, service } = place
  const input = { cluster, service, status: ['SUCCESSFUL' as const], maxResults: 20 }
  const { serviceDeployments = [] } = await ecs
    .send(new ListServiceDeploymentsCommand(input))
    .catch((cause: unknown) => {
      const error = explain(cause, placeName(place))
      // Where ECS refuses to tell, the list is all there is; what passes by itself must not give another answer.
      const isRefusal = isAnswer(cause) && !/^(AWS_THROTTLED|CREDENTIALS_REFUSED)$/.test(error.code)
      if (isRefusal || error.code === 'AWS_BAD_ANSWER') return { serviceDeployments: undefined }
      throw error
    })
  const done = new Set(
    serviceDeployments.map((one) => one.targetServiceRevisionArn?.replace(/^.*\//, 'ecs-svc/')),
  )
  const finished = sight.deployments.filter(({ id }) => done.has(id))
  const last = finished.find(({ isPrimary }) => isPrimary) ?? finished[0]
  return last?.taskDefinition ?? completedOf(sight, taskDefinition)
}

/** @returns the container, or what keeps us from knowing it */
function ourContainer(
  containers: readonly Container[],
  { containerName, repositoryUri }: Asked,
): Container | string {
  const ours = containers.filter(({ image }) => nameOf(String(image)) === repositoryUri)
  const named = containers.filter(({ name }) => name === containerName)
  const [found, ...others] = containerName === undefined ? ours : named
  if (found === undefined)
    return containerName === undefined
      ? `has no container with an image of ${repositoryUri}`
      : `has no container ${containerName}`
  if (others.length > 0) return `has ${others.length + 1} containers with an image of ${repositoryUri}`
  return ours.includes(found)
    ? found
    : `runs ${found.image} in ${found.name}, which is not in ${repositoryUri}`
}

/** An image without its tag and digest. */
function nameOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[\w.-]*$/, '')
}

type Tagged = Readonly<{ arn: string; revision: string; container: string; image: string }>

/** A tag may have moved since the tasks were started: only they know what they run. */
async function fromTasks(ecs: ECSClient, place: Place, tagged: Tagged): Promise<Running> {
  const { cluster, service: serviceName } = place
  const { image, revision, container } = tagged
  try {
    const list = new ListTasksCommand({ cluster, serviceName, desiredStatus: 'RUNNING', maxResults: 100 })
    const { taskArns = [] } = await ecs.send(list)
    if (taskArns.length === 0) return unknown(`${revision} names ${image} by its tag, and no task runs`)
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }))
    const ours = tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === tagged.arn)
    const containers = ours.flatMap((task) => task.containers ?? []).filter(({ name }) => name === container)
    const digests = new Set(containers.flatMap(({ imageDigest }) => imageDigest || []))
    const [digest, ...others] = digests
    if (digest === undefined)
      return unknown(`${revision} names ${image} by its tag, and no task says its digest`)
    return others.length > 0
      ? unknown(`the tag of ${image} moved, so that its tasks run ${digests.size} different images`)
      : { kind: 'found', digest, revision }
  } catch (error) {
    throw explain(error, `the tasks of ${placeName(place)}`)
  }
}

function unknown(reason: string): Running {
  return { kind: 'unknown', reason }
}
