import { describe, expect, test } from '@jest/globals'
import type { ContainerEdit } from '../../src/deploy/edits.ts'
import { read, refusal } from './reading.ts'

type Texts = Readonly<Record<string, string>>

const nothing: ContainerEdit = {
  name: 'app',
  image: { kind: 'kept' },
  environment: [],
  environmentFiles: [],
  secrets: [],
  command: undefined,
  entryPoint: undefined,
  logDriver: undefined,
  logOptions: [],
  dockerLabels: [],
}
const ours: ContainerEdit = { ...nothing, image: { kind: 'ours' } }
const unnamed: ContainerEdit = { ...ours, name: undefined }
const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf:password::'
const file = 'arn:aws:s3:::bucket/folder/shop.env'

function editsOf(inputs: Texts): readonly ContainerEdit[] {
  const { deploy } = read({ service: 'shop', ...inputs }).inputs
  return deploy.kind === 'services' ? deploy.definition.edits.containers : []
}

const set = (name: string, value: string) => ({ kind: 'set', name, value }) as const
const remove = (name: string) => ({ kind: 'remove', name }) as const

describe('the inputs of one container', () => {
  const cases: readonly (readonly [what: string, Texts, Partial<ContainerEdit>])[] = [
    [
      'set, empty and remove variables',
      { 'environment-variables': 'A=1\nB=\n-C' },
      { environment: [set('A', '1'), set('B', ''), remove('C')] },
    ],
    [
      'keep what follows the first =',
      { 'environment-variables': 'URL=a=b; c' },
      { environment: [set('URL', 'a=b; c')] },
    ],
    [
      'take values of several lines in quotes',
      { 'environment-variables': '"KEY=a\nb"' },
      { environment: [set('KEY', 'a\nb')] },
    ],
    [
      'take secrets of Secrets Manager',
      { 'task-secrets': `DB=${secret}\n-OLD` },
      { secrets: [set('DB', secret), remove('OLD')] },
    ],
    ['take parameters', { 'task-secrets': 'DB=/shop/db' }, { secrets: [set('DB', '/shop/db')] }],
    ['take files', { 'env-files': `${file}, ${file}` }, { environmentFiles: [file, file] }],
    ['take a command', { command: '["node", "server.js"]' }, { command: ['node', 'server.js'] }],
    ['take a command that is empty', { command: '[]' }, { command: [] }],
    ['take a log driver', { 'log-driver': 'awslogs' }, { logDriver: 'awslogs' }],
    [
      'take log options',
      { 'log-options': 'awslogs-group=/shop\n-mode' },
      { logOptions: [set('awslogs-group', '/shop'), remove('mode')] },
    ],
    [
      'take labels',
      { 'docker-labels': 'com.example.team=shop' },
      { dockerLabels: [set('com.example.team', 'shop')] },
    ],
  ]
  test.each(cases)('%s', (_, inputs, edit) => {
    expect(editsOf(inputs)).toEqual([{ ...unnamed, ...edit }])
    expect(editsOf({ ...inputs, 'container-name': 'app' })).toEqual([{ ...ours, ...edit }])
  })

  const units = ['256', '.25 vCPU', '0.25 vCPU', '1vcpu', '196608']
  test.each(units)('take the processor as %s', (cpu) => {
    const { deploy } = read({ service: 'shop', 'task-cpu': cpu, 'task-memory': '0.5 GB' }).inputs
    expect(deploy).toMatchObject({ definition: { edits: { cpu, memory: '0.5 GB' } } })
  })

  test('warn of a variable that holds where a secret is', () => {
    const { warnings } = read({ service: 'shop', 'environment-variables': `DB=${secret}` })
    expect(warnings).toEqual([
      "environment-variables: 'DB' holds the ARN of a secret, and the container gets that text; for the secret itself use task-secrets.",
    ])
    const yaml = read({ service: 'shop', containers: `app: { environment: { DB: "${secret}" } }` }).warnings
    expect(yaml).toEqual([
      "containers: 'DB' holds the ARN of a secret, and the container gets that text; for the secret itself use its secrets.",
    ])
  })

  test('refuse a name that is a variable and a secret', async () => {
    const sentence = await refusal({ service: 'shop', 'environment-variables': 'A=1', 'task-secrets': 'A=b' })
    expect(sentence).toContain("task-secrets: 'A' is an environment variable too, and ECS takes one of them")
    expect(editsOf({ 'environment-variables': '-A', 'task-secrets': 'A=b' })).toEqual([
      { ...unnamed, environment: [remove('A')], secrets: [set('A', 'b')] },
    ])
  })
})

describe('containers', () => {
  const everything = `
app:
  image: "{{image}}"
  environment:
    PORT: 8080
    DEBUG: false
    EMPTY: ""
    SPACES: "  a  "
    -OLD:
  environment-files: [${file}]
  secrets:
    DB: "${secret}"
  command: [node, server.js]
  entry-point: '["/bin/sh", "-c"]'
  log-driver: awslogs
  log-options:
    - awslogs-group=/shop
    - -mode
  docker-labels:
    team: shop
`
  const edit: ContainerEdit = {
    ...ours,
    environment: [
      set('PORT', '8080'),
      set('DEBUG', 'false'),
      set('EMPTY', ''),
      set('SPACES', '  a  '),
      remove('OLD'),
    ],
    environmentFiles: [file],
    secrets: [set('DB', secret)],
    command: ['node', 'server.js'],
    entryPoint: ['/bin/sh', '-c'],
    logDriver: 'awslogs',
    logOptions: [set('awslogs-group', '/shop'), remove('mode')],
    dockerLabels: [set('team', 'shop')],
  }
  const command = { ...nothing, command: ['x'] }
  const cases: readonly (readonly [what: string, Texts, readonly ContainerEdit[]])[] = [
    ['have every edit', { containers: everything }, [edit]],
    ['are a list too', { containers: '- name: app\n  command: [x]' }, [command, unnamed]],
    ['leave the only container to the image', { containers: 'app: { command: [x] }' }, [command, unnamed]],
    [
      'put the image into the one that is named',
      { containers: 'app: { command: [x] }', 'container-name': 'app' },
      [{ ...command, ...ours, command: ['x'] }],
    ],
    [
      'put it beside one that is edited',
      { containers: 'log: { command: [x] }', 'container-name': 'app' },
      [{ ...command, name: 'log' }, ours],
    ],
    [
      'name the image of another',
      { containers: 'log: { image: "nginx:1.27" }', 'container-name': 'app' },
      [{ ...nothing, name: 'log', image: { kind: 'named', image: 'nginx:1.27' } }, ours],
    ],
    [
      'put the image into several',
      { containers: 'app: { image: "{{image}}" }\nworker:\n  image: {{ image }}\n' },
      [ours, { ...ours, name: 'worker' }],
    ],
    [
      'put the image into several, one of which is named',
      { containers: 'worker: { image: "{{image}}" }', 'container-name': 'app', command: '["x"]' },
      [
        { ...ours, name: 'worker' },
        { ...ours, command: ['x'] },
      ],
    ],
    [
      'take the inputs of one container for the one with the image',
      { containers: 'log: { command: [y] }\napp: { image: "{{image}}" }', command: '["x"]' },
      [
        { ...nothing, name: 'log', command: ['y'] },
        { ...ours, command: ['x'] },
      ],
    ],
    [
      'may say the same as the inputs of one container',
      {
        containers: 'app: { command: [x], environment: [A=1] }',
        command: '["x"]',
        'environment-variables': 'B=2',
        'container-name': 'app',
      },
      [{ ...ours, command: ['x'], environment: [set('A', '1'), set('B', '2')] }],
    ],
  ]
  test.each(cases)('%s', (_, inputs, edits) => {
    expect(editsOf(inputs)).toEqual(edits)
  })

  const names =
    'image, environment, environment-files, secrets, command, entry-point, log-driver, log-options, docker-labels'
  const wrong: readonly (readonly [what: string, text: string, told: string])[] = [
    [
      'a name that is unknown',
      'app:\n  imge: x',
      `line 2, column 3: 'imge' is no name that a container has: there are ${names}`,
    ],
    [
      'a name that stands there twice',
      'app:\n  image: x\n  image: y',
      "line 3, column 3: 'image' is there twice",
    ],
    [
      'a container that stands there twice',
      'app: { command: [x] }\napp: { command: [y] }',
      "line 2, column 1: 'app' is there twice",
    ],
    [
      'a container that stands there twice in a list',
      '- { name: app, command: [x] }\n- { name: app }',
      "line 2, column 3: the container 'app' is there twice",
    ],
    [
      'a container of which nothing is said',
      'app:\n',
      "line 1, column 1: nothing is said of the container 'app'",
    ],
    ['a container without a name', '- command: [x]', 'line 1, column 3: name is missing'],
    ['a text', 'app', 'line 1, column 1: containers must be a map or a list'],
    [
      'a name that ECS does not take',
      'my app: { command: [x] }',
      "line 1, column 1: 'my app' is not a container's name of letters, digits, hyphens and underscores",
    ],
    [
      'an image that is none',
      'app: { image: "a b" }',
      "line 1, column 15: image 'a b' is no image, and {{image}} is the one of this run",
    ],
    [
      'a variable without a value',
      'app: { environment: { A: } }',
      'line 1, column 23: \'A\' has no value: write "" for an empty one, and -A: to remove it',
    ],
    [
      'a variable that is a list',
      'app: { environment: { A: [hunter2] } }',
      "line 1, column 26: 'A' must be text",
    ],
    [
      'a removal with a value',
      'app: { environment: { -A: hunter2 } }',
      "line 1, column 27: '-A' removes, and takes no value",
    ],
    [
      'a variable in no form',
      'app: { environment: [hunter2] }',
      'line 1, column 22: an item of environment is KEY=value, or -KEY to remove it',
    ],
    [
      'a variable in two ways',
      'app: { environment: [A=1, -A] }',
      "line 1, column 21: 'A' is set and removed, or there twice",
    ],
    [
      'a secret that is none',
      'app: { secrets: { A: hunter two } }',
      "line 1, column 17: 'A' names no secret: its value is the ARN of a secret or the name of a parameter, never the secret itself",
    ],
    [
      'a command that is a text',
      'app: { command: node server.js }',
      'line 1, column 17: command must be a list, such as ["node", "server.js"]',
    ],
    [
      'a log driver that is none',
      'app: { log-driver: aws logs }',
      "line 1, column 20: log-driver 'aws logs' is not the name of one such as awslogs",
    ],
    [
      'an anchor',
      'app: &a { command: [x] }',
      'line 1, column 6: anchors and aliases are not read: a value that begins with * or & must stand in quotes, such as "*ssl"',
    ],
  ]
  test.each(wrong)('are refused for %s', async (_, containers, told) => {
    expect(await refusal({ service: 'shop', containers })).toBe(`An input is wrong: containers: ${told}.`)
  })

  test('are refused where they contradict the inputs of one container', async () => {
    const inputs = {
      'container-name': 'app',
      'environment-variables': 'A=hunter2',
      containers: 'app: { image: nginx, environment: [A=2] }',
    }
    expect(await refusal({ service: 'shop', ...inputs })).toBe(
      "An input is wrong: containers: contradicts another input: the image of the container 'app'; containers: contradicts another input: the variable A of the container 'app'.",
    )
  })

  test('that all get the image leave open which one the other inputs are for', async () => {
    const containers = 'a: { image: "{{image}}" }\nb: { image: "{{image}}" }'
    expect(await refusal({ service: 'shop', containers, command: '["x"]' })).toBe(
      'An input is wrong: command: needs container-name, since containers puts the image of this run into several.',
    )
  })
})
