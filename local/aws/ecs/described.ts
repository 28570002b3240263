import type { Input } from '../protocol/json.ts'
import { structure } from './input.ts'
import { timestamp } from './operation.ts'
import type { Tag, TaskDefinition } from './store.ts'

export type Described = Readonly<{ taskDefinition: Input; tags?: readonly Tag[] }>

/**
 * A definition as it is read back: the request with what ECS fills in, which a comparison has to see through,
 * and with the members that RegisterTaskDefinition does not take.
 */
export function describedDefinition(definition: TaskDefinition): Input {
  const { tags, containerDefinitions, ...request } = definition.request
  const { deregisteredAt } = definition
  return {
    volumes: [],
    placementConstraints: [],
    ...request,
    containerDefinitions: containers(containerDefinitions, request.networkMode === 'awsvpc'),
    taskDefinitionArn: definition.arn,
    revision: definition.revision,
    status: definition.status,
    requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18' }],
    compatibilities: compatibilities(request.requiresCompatibilities),
    registeredAt: timestamp(definition.registeredAt),
    registeredBy: definition.registeredBy,
    ...(deregisteredAt === undefined ? {} : { deregisteredAt: timestamp(deregisteredAt) }),
  }
}

function containers(value: unknown, awsvpc: boolean): readonly Input[] {
  return (value as readonly Input[]).map((container) => ({
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...container,
    portMappings: portMappings(container.portMappings, awsvpc),
  }))
}

function portMappings(value: unknown, awsvpc: boolean): readonly Input[] {
  if (!Array.isArray(value)) return []
  return value
    .map((one) => structure(one) ?? {})
    .map((port) => ({ ...(awsvpc ? { hostPort: port.containerPort } : {}), protocol: 'tcp', ...port }))
}

function compatibilities(required: unknown): readonly string[] {
  return Array.isArray(required) && required.includes('FARGATE') ? ['EC2', 'FARGATE'] : ['EC2']
}
