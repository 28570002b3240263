import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Base, type BaseSource, readBase } from '../../src/deploy/base.ts'
import { ecsClients } from '../../src/lib/ecs.ts'
import { failing } from '../support/failure.ts'
import { account } from '../support/given.ts'
import { type Answer, refusing, scriptedAws } from '../support/scripted-aws.ts'

const arn = `arn:aws:ecs:eu-west-1:${account}:task-definition/shop:7`
const definition = {
  taskDefinitionArn: arn,
  family: 'shop',
  containerDefinitions: [{ name: 'app', futureMode: 'on' }],
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const found: Answer = { body: { taskDefinition: definition, tags: [{ key: 'team', value: 'shop' }] } }
const unknown = refusing('ClientException', 'Unable to describe task definition.')

type Read = Readonly<{ base: Base; asked: readonly unknown[] }>

async function read(source: BaseSource, running?: string, answer: Answer = found): Promise<Read> {
  const { calls } = await scriptedAws(() => answer)
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  const { signal } = new AbortController()
  const { reads } = ecsClients({ region: 'eu-west-1', credentials, signal, pace: 60 })
  const base = await readBase(reads, source, running)
  return { base, asked: calls.map(({ input }) => input.taskDefinition) }
}

function file(text: string): BaseSource {
  writeFileSync(join(folder, 'task.json'), text)
  return { kind: 'file', path: join(folder, 'task.json'), name: 'deploy/task.json' }
}

const reference = (text: string): BaseSource => ({ kind: 'reference', reference: text })
const tagged = { ...definition, tags: [{ key: 'team', value: 'shop' }] }

describe('the base is', () => {
  test('what the service runs', async () => {
    expect(await read({ kind: 'running' }, arn)).toEqual({
      base: { name: 'shop:7', definition: tagged },
      asked: [arn],
    })
  })

  test.each(['shop', 'shop:7', arn])(
    'what %s means, under the name of the revision that was read',
    async (text) => {
      expect(await read(reference(text), 'another')).toEqual({
        base: { name: 'shop:7', definition: tagged },
        asked: [text],
      })
    },
  )

  test('a file, for which ECS is not asked', async () => {
    const { taskDefinitionArn: _, ...others } = definition
    expect(await read(file(JSON.stringify(others)), arn)).toEqual({
      base: { name: 'deploy/task.json', definition: others },
      asked: [],
    })
  })
})

describe('there is none:', () => {
  const shape =
    'It must be the JSON that RegisterTaskDefinition takes, with a family and containerDefinitions.'

  async function told(source: BaseSource, running?: string, answer?: Answer): Promise<readonly unknown[]> {
    const { code, sentence, hint, location } = await failing(() => read(source, running, answer))
    return [code, `${sentence} ${hint}`, location]
  }

  test('a family without revisions', async () => {
    expect(await told(reference('shpo'), undefined, unknown)).toEqual([
      'TASK_DEFINITION_MISSING',
      'The task definition shpo cannot be read: there is no file and no family of this name with an active revision. Name a file of the workspace, or a family of the account and region that are deployed to; its first revision can be registered from a file.',
      undefined,
    ])
  })

  test('a revision that there is not', async () => {
    expect(await told(reference('shop:70'), undefined, unknown)).toEqual([
      'TASK_DEFINITION_MISSING',
      'The task definition shop:70 cannot be read: ECS has no such revision. Name a revision of the account and region that are deployed to; a family alone means its newest active one.',
      undefined,
    ])
  })

  test('a service without one', async () => {
    expect((await told({ kind: 'running' }))[0]).toBe('TASK_DEFINITION_MISSING')
  })

  test('a role that may not look', async () => {
    const denied = refusing('AccessDeniedException', 'User is not authorized')
    expect((await told(reference('shop'), undefined, denied))[0]).toBe('AWS_ACCESS_DENIED')
  })

  test('an answer without one', async () => {
    expect((await told(reference('shop'), undefined, { body: {} }))[0]).toBe('AWS_BAD_ANSWER')
  })

  test('a file that is not there', async () => {
    const missing: BaseSource = { kind: 'file', path: join(folder, 'none.json'), name: 'none.json' }
    expect((await told(missing))[1]).toMatch(
      /^The task definition none\.json cannot be read: .*no such file or directory\. The path is relative/,
    )
  })

  test('a file that is no JSON, with the line for an annotation', async () => {
    expect(await told(file('{\n  "family": "shop", // x\n}'))).toEqual([
      'TASK_DEFINITION_INVALID',
      'The task definition deploy/task.json (line 2, column 21) is not JSON: a comment stands here, and JSON has none; YAML has (name the file .yml). It must be what RegisterTaskDefinition takes, in JSON or YAML, with a family and containerDefinitions.',
      { file: 'deploy/task.json', line: 2 },
    ])
  })

  test.each([
    ['{}', 'has no family or no containerDefinitions.'],
    ['{"family": "shop", "containerDefinitions": []}', 'has no family or no containerDefinitions.'],
    [
      '{"family": "", "containerDefinitions": [{"name": "app"}]}',
      'has no family or no containerDefinitions.',
    ],
    [
      '{"Family": "shop", "ContainerDefinitions": [{"Name": "app"}]}',
      'has ContainerDefinitions, as CloudFormation writes it: here names begin with a small letter.',
    ],
  ])('a file that is no definition: %s', async (text, reason) => {
    expect(await told(file(text))).toEqual([
      'TASK_DEFINITION_INVALID',
      `The task definition deploy/task.json ${reason} ${shape}`,
      undefined,
    ])
  })
})
