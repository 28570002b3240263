import {
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import type { LocalAws, LocalPlace, LocalServiceOptions } from '../../../local/aws/aws.ts'
import type { Keys } from './support.ts'

export function ecsClient(aws: LocalPlace, credentials: Keys = aws.keys): ECSClient {
  return new ECSClient({ endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 })
}

/** A request of RegisterTaskDefinition; the image is of a host that nobody here can ask. */
export function definition(image = 'images.example/web:1', family = 'web') {
  return { family, containerDefinitions: [{ name: 'app', image }] }
}

export function addService(aws: LocalAws, options: Partial<LocalServiceOptions> = {}): void {
  aws.createService({ name: 'web', taskDefinition: definition(), ...options })
}

/** Registers this image and updates the service to it; gives the deployment's number. */
export async function deploy(
  ecs: ECSClient,
  image = 'images.example/web:2',
  service = 'web',
): Promise<string> {
  const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(definition(image)))
  const reference = taskDefinition?.taskDefinitionArn
  const answer = await ecs.send(new UpdateServiceCommand({ service, taskDefinition: reference }))
  return (
    answer.service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id?.replace('ecs-svc/', '') ?? ''
  )
}

export async function describeService(ecs: ECSClient, service = 'web') {
  const { services } = await ecs.send(new DescribeServicesCommand({ services: [service] }))
  if (!services?.[0]) throw new Error(`There is no service ${service}.`)
  return services[0]
}

/** The service deployment whose revision carries this number, once it is listed. */
export async function serviceDeployment(ecs: ECSClient, number: string, service = 'web') {
  const { serviceDeployments } = await ecs.send(new ListServiceDeploymentsCommand({ service }))
  const brief = serviceDeployments?.find((one) => one.targetServiceRevisionArn?.endsWith(`/${number}`))
  if (!brief?.serviceDeploymentArn) return undefined
  const command = new DescribeServiceDeploymentsCommand({
    serviceDeploymentArns: [brief.serviceDeploymentArn],
  })
  return (await ecs.send(command)).serviceDeployments?.[0]
}

/** The two views of a deployment, read over and over until both have come to rest or the time is over. */
export async function follow(ecs: ECSClient, number: string, ms = 4000) {
  const statuses: string[] = []
  const ended = Date.now() + ms
  for (;;) {
    const last = await serviceDeployment(ecs, number)
    const service = await describeService(ecs)
    if (last?.status && statuses.at(-1) !== last.status) statuses.push(last.status)
    const settled = service.deployments?.every(({ rolloutState }) => rolloutState !== 'IN_PROGRESS')
    if ((last?.finishedAt && settled) || Date.now() > ended) return { statuses, last, service }
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}
