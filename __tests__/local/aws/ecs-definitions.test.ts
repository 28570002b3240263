import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  ListTagsForResourceCommand,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { definition, ecsClient } from './ecs-support.ts'
import { refusal } from './support.ts'

let aws: LocalAws
let ecs: ECSClient
beforeAll(async () => {
  aws = await startAws({ pace: 60 })
  ecs = ecsClient(aws)
})
afterAll(() => aws.close())

const register = (request: object) =>
  ecs.send(new RegisterTaskDefinitionCommand(request as RegisterTaskDefinitionCommandInput))
const withContainer = (more: object, top: object = {}) => ({
  ...{ family: 'given', containerDefinitions: [{ name: 'app', image: 'images.example/web:1', ...more }] },
  ...top,
})

describe('what RegisterTaskDefinition refuses', () => {
  const SHARED =
    "The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'KEY'."
  const secret = { name: 'KEY', valueFrom: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:key' }

  test.each<[string, object, string, string]>([
    [
      'a secret and a variable of one name',
      withContainer({ environment: [{ name: 'KEY', value: '1' }], secrets: [secret] }),
      'ClientException',
      SHARED,
    ],
    ['two secrets of one name', withContainer({ secrets: [secret, secret] }), 'ClientException', SHARED],
    [
      'a number for the task’s cpu',
      withContainer({}, { cpu: 256 }),
      'SerializationException',
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'text for a container’s memory',
      withContainer({ memory: '512' }),
      'SerializationException',
      'STRING_VALUE can not be converted to an Integer',
    ],
    [
      'a number for a variable’s value',
      withContainer({ environment: [{ name: 'PORT', value: 8080 }] }),
      'SerializationException',
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'containers of one name',
      {
        ...withContainer({}),
        containerDefinitions: [
          { name: 'a', image: 'i' },
          { name: 'a', image: 'j' },
        ],
      },
      'ClientException',
      'Container names must be unique.',
    ],
  ])('%s', async (_, request, name, message) => {
    expect(await refusal(register(request))).toEqual({ name, message, status: 400 })
    expect(aws.taskDefinitions('given')).toEqual([])
  })

  test('more than 64 KB, to the byte; tags do not count', async () => {
    const tags = [{ key: 'a', value: 'x'.repeat(200) }]
    const filled = (bytes: number) => {
      const request = (value: string) => ({
        ...withContainer({ environment: [{ name: 'A', value }] }),
        family: 'large',
      })
      return request('x'.repeat(bytes - JSON.stringify(request('')).length))
    }
    expect(await refusal(register({ ...filled(65_537), tags }))).toEqual({
      name: 'ClientException',
      message: "Actual length: '65537'. Max allowed length is '65536' bytes.",
      status: 400,
    })
    expect((await register({ ...filled(65_536), tags })).taskDefinition?.revision).toBe(1)
  })

  test('revisions of a family that are made at one moment, as often as it is told to', async () => {
    aws.addFault({ operation: 'ecs:RegisterTaskDefinition', times: 2, kind: 'concurrent-revision' })
    const message = 'Too many concurrent attempts to create a new revision of the specified family.'
    for (let i = 0; i < 2; i++)
      expect(await refusal(register(definition('i', 'busy')))).toEqual({
        name: 'ClientException',
        message,
        status: 400,
      })
    expect((await register(definition('i', 'busy'))).taskDefinition?.revision).toBe(1)
  })

  test('nothing that a skeleton of the CLI leaves empty', async () => {
    const request = withContainer(
      { cpu: null, environment: null, secrets: null },
      { cpu: null, taskRoleArn: null, family: 'skeleton' },
    )
    expect((await register(request)).taskDefinition?.status).toBe('ACTIVE')
  })
})

describe('a family', () => {
  test('of which every revision is deregistered cannot be described by its name, and still by number', async () => {
    await register(definition('i', 'over'))
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'over:1' }))
    const read = (taskDefinition: string) => ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))
    expect(await refusal(read('over'))).toMatchObject({
      name: 'ClientException',
      message: 'Unable to describe task definition.',
    })
    expect((await read('over:1')).taskDefinition?.status).toBe('INACTIVE')
  })

  test('is listed from its newest revision on, in pages, without those of other families', async () => {
    for (let i = 0; i < 3; i++) await register(definition(`i:${i}`, 'many'))
    await register(definition('i', 'many-more'))
    const list = (more: object) =>
      ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'many', sort: 'DESC', ...more }))
    const first = await list({ maxResults: 2 })
    const second = await list({ maxResults: 2, nextToken: first.nextToken })
    const all = [...(first.taskDefinitionArns ?? []), ...(second.taskDefinitionArns ?? [])]
    expect(all.map((arn) => arn.split('/')[1])).toEqual(['many:3', 'many:2', 'many:1'])
  })

  test('has the tags that its revisions were registered with', async () => {
    const tags = [{ key: 'run', value: '7' }]
    const { taskDefinition } = await register({ ...definition('i', 'tagged'), tags })
    const resourceArn = taskDefinition?.taskDefinitionArn
    expect((await ecs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual(tags)
  })

  test('gets revisions of somebody else, who passes every permission but no rule', async () => {
    const arn = aws.registerTaskDefinition(definition('i', 'theirs'))
    expect(arn).toBe('arn:aws:ecs:eu-west-1:123456789012:task-definition/theirs:1')
    expect(() => aws.registerTaskDefinition({ family: 'theirs' })).toThrow('Container list cannot be empty.')
  })
})
