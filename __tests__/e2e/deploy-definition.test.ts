import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { everything, readOnly, secretValue, withAppImage } from '../fixtures/deploy/definitions.ts'
import { type Deployed, definition, deploy, release } from '../fixtures/deploy/deploying.ts'
import { describeWithDocker, errorOf, type Slipway, startSlipway } from '../support/slipway.ts'

// A task definition is registered as it stands, but for one image: members that the bundled SDK does not know would
// silently be switched off by any other action that deploys.

type Json = Readonly<Record<string, unknown>>

jest.setTimeout(30_000)
let slipway: Slipway
let services = 0
beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60 })
})
afterAll(() => slipway.close())

const inputs = { 'container-name': 'app' }
/** Fargate has no bridges. */
const onMachines = { members: { launchType: 'EC2' } }
const newService = () => `shop-${++services}`

/** @returns the name of a file in the workspace that holds it */
function given(content: Json): string {
  const name = `task-${++services}.json`
  writeFileSync(join(slipway.checkout.folder, name), JSON.stringify(content))
  return name
}

/** The newest revision's registration, as ECS got it. */
function registered(family: string): Json {
  return slipway.local.aws.taskDefinitions(family).at(-1) ?? {}
}

/** What ECS fills in when it describes a definition is part of what the service runs, and is registered again. */
function described(wanted: Json): Json {
  const filled = {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
  }
  const containers = wanted.containerDefinitions as readonly Json[]
  return {
    volumes: [],
    placementConstraints: [],
    ...wanted,
    containerDefinitions: containers.map((one) => ({ ...filled, portMappings: [], ...one })),
  }
}

/** A skeleton of the CLI is full of them: there, null means *not given*. */
function withoutNulls(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_, one) => {
    if (one === null || typeof one !== 'object' || Array.isArray(one)) return one
    return Object.fromEntries(Object.entries(one).filter(([, member]) => member !== null))
  })
}

/** What tells of the run stands beside the tags that were there. */
function marked({ tags, ...wanted }: Json): Json {
  const mark = { key: 'slipway:run', value: expect.stringMatching(/^acme\/shop\/runs\/\d+$/) }
  return { ...wanted, tags: [...(tags as readonly Json[]), mark] }
}

function expectDeployed({ result, written }: Deployed): void {
  expect(errorOf(result)).toBe('')
  expect(result.outputs).toMatchObject({
    'deployment-status': 'successful',
    'task-definition-changed': 'true',
  })
  expect(result.outputs.image).toMatch(/\/shop@sha256:[0-9a-f]{64}$/)
  expect(written.map(([operation]) => operation)).toEqual(['RegisterTaskDefinition', 'UpdateService'])
}

describeWithDocker('a task definition', () => {
  test('that the service runs is registered again with members that nobody knows, and the new image', async () => {
    const service = newService()
    const taskDefinition = everything(service)
    const deployed = await release(slipway, { service, inputs, settings: { taskDefinition, ...onMachines } })
    expectDeployed(deployed)
    const wanted = withAppImage(taskDefinition, deployed.result.outputs.image)
    expect(registered(service)).toEqual(marked(described(wanted)))
  })

  const shapes: readonly (readonly [string, (content: Json) => Json])[] = [
    ['as it was written', (content) => content],
    ['as it was described, read-only members and all', (content) => ({ ...content, ...readOnly })],
    [
      'as `aws ecs describe-task-definition` prints it, with the tags beside it',
      ({ tags, ...content }) => ({ taskDefinition: { ...content, ...readOnly }, tags }),
    ],
  ]
  test.each(shapes)('of a file is registered %s', async (_, shape) => {
    const service = newService()
    const family = `file-${service}`
    const content = everything(family)
    const file = { ...inputs, 'task-definition': given(shape(content)) }
    const deployed = await release(slipway, { service, inputs: file, settings: onMachines })
    expectDeployed(deployed)
    expect(registered(family)).toEqual(
      marked(withoutNulls(withAppImage(content, deployed.result.outputs.image))),
    )
    expect(deployed.result.outputs['task-definition-revision']).toBe(`${family}:1`)
    expect(deployed.result.outputs['previous-task-definition-arn']).toMatch(new RegExp(`/${service}:1$`))
  })

  test('of a file that changes nothing is not registered again', async () => {
    const service = newService()
    const file = { ...inputs, 'task-definition': given(everything(service)) }
    await release(slipway, { service, inputs: file, settings: onMachines })
    const again = await deploy(slipway, { service, inputs: file })
    expect(again.result.outputs).toMatchObject({
      'task-definition-changed': 'false',
      'deployment-status': 'no-change',
    })
    expect(again.written).toEqual([])
  })

  test('of a file that says no more than it must is not registered again either', async () => {
    const service = newService()
    const port = { containerPort: 8080 }
    const container = { name: 'app', image: 'to-be-replaced', portMappings: [port] }
    const content = { family: service, networkMode: 'awsvpc', containerDefinitions: [container] }
    const file = { 'task-definition': given(content) }
    await release(slipway, { service, inputs: file })
    const again = await deploy(slipway, { service, inputs: file })
    expect(again.written).toEqual([])
  })
})

describeWithDocker('the difference in the log', () => {
  const hidden = '(hidden)'

  /** Deploys a file to a service that runs `before`. */
  async function difference(before: Json, after: Json): Promise<Deployed> {
    const service = newService()
    const content = { ...after, family: service }
    const file = { ...inputs, 'task-definition': given(content) }
    return release(slipway, {
      service,
      inputs: file,
      settings: { taskDefinition: { ...before, family: service } },
    })
  }

  const app = (environment: readonly Json[]): Json => ({
    containerDefinitions: [{ name: 'app', image: 'images.example/shop:1', environment }],
  })
  const url = (value: string) => [{ name: 'DATABASE_URL', value }]

  const changes: readonly (readonly [what: string, before: Json, after: Json, line: string])[] = [
    [
      'a value that changes',
      app(url('old')),
      app(url(secretValue)),
      `DATABASE_URL.value: ${hidden} -> ${hidden}`,
    ],
    ['a variable that is new', app([]), app(url(secretValue)), `DATABASE_URL: (none) -> ${hidden}`],
    ['a variable that goes', app(url(secretValue)), app([]), `DATABASE_URL: ${hidden} -> (none)`],
  ]
  test.each(changes)('hides %s', async (_, before, after, line) => {
    const { result } = await difference(before, after)
    expect(errorOf(result)).toBe('')
    expect(result.log).toContain(`  containerDefinitions.app.environment.${line}\n`)
    expect(result.summary).toContain(`containerDefinitions.app.environment.${line}`)
    for (const text of [result.log, result.summary]) expect(text).not.toContain('hunter2')
  })

  test('hides the variables of a container that is new', async () => {
    const before = definition('replaced')
    const after = definition('replaced', { name: 'sidecar', image: 'x:1', environment: url(secretValue) })
    const { result } = await difference(before, after)
    expect(errorOf(result)).toBe('')
    expect(result.log).toContain('containerDefinitions.sidecar')
    for (const text of [result.log, result.summary]) expect(text).not.toContain('hunter2')
  })

  test('names nothing but the image where nothing else changes', async () => {
    const service = newService()
    const { result } = await release(slipway, {
      service,
      inputs: { 'task-definition': given(definition(service)) },
    })
    const lines = result.log.split('\n').filter((line) => / -> /.test(line))
    expect(lines).toEqual([
      `  containerDefinitions.app.image: "images.example/shop:1" -> "${result.outputs.image}"`,
    ])
  })
})
