import {
  DescribeTaskDefinitionCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionResponse,
} from '@aws-sdk/client-ecs'
import type { TaskDefinition } from './definition.ts'

// The SDK drops members of a task definition that it does not know, silently and in both directions: an action that is
// older than a feature of ECS would switch it off. So the JSON itself is read and sent; signing, retries and errors stay
// the SDK's. See amazon-ecs-deploy-task-definition 701 and 464 for what the two other ways out did to people.

/** The answer to DescribeTaskDefinition as it came, with tags that stand beside the definition put into it. */
export async function describeRaw(
  ecs: ECSClient,
  taskDefinition: string,
): Promise<TaskDefinition | undefined> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] })
  let text = ''
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const response = result.response as { body: unknown }
      const bytes = await readAll(response.body)
      text = bytes.toString('utf8')
      // The SDK reads the body after us, and a stream can be read only once.
      response.body = new Uint8Array(bytes)
      return result
    },
    // Low: right beside the transport, before the SDK's own reading of the answer.
    { step: 'deserialize', priority: 'low', name: 'keepRawAnswer' },
  )
  await ecs.send(command)
  const { taskDefinition: definition, tags } = object(JSON.parse(text))
  if (definition === undefined) return undefined
  return { ...object(definition), ...(Array.isArray(tags) && tags.length > 0 ? { tags } : {}) }
}

/** Registers exactly this JSON. */
export function registerRaw(
  ecs: ECSClient,
  definition: TaskDefinition,
): Promise<RegisterTaskDefinitionResponse> {
  const command = new RegisterTaskDefinitionCommand({
    family: String(definition.family),
    containerDefinitions: [],
  })
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: unknown }
      request.body = JSON.stringify(definition)
      return next(args)
    },
    // High: before the SDK measures the body's length, and long before it is signed.
    { step: 'build', priority: 'high', name: 'sendRawBody' },
  )
  return ecs.send(command)
}

async function readAll(body: unknown): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body)
  const chunks: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
