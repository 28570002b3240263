import { describe, expect, test } from '@jest/globals'
import type { EventKind } from '../../src/event.ts'
import type { DeployInputs } from '../../src/inputs/deploy.ts'
import { type Circumstances, notices, read, refusal } from './reading.ts'

type Texts = Readonly<Record<string, string>>

const service = { service: 'shop' }

function deployOf(inputs: Texts, circumstances: Circumstances = {}): DeployInputs {
  return read(inputs, circumstances).inputs.deploy
}

type Services = Extract<DeployInputs, { kind: 'services' }>

const image = {
  name: undefined,
  image: { kind: 'ours' },
  environment: [],
  environmentFiles: [],
  secrets: [],
  command: undefined,
  entryPoint: undefined,
  logDriver: undefined,
  logOptions: [],
  dockerLabels: [],
} as const

const plain: Services = {
  kind: 'services',
  cluster: 'default',
  services: ['shop'],
  account: undefined,
  definition: {
    source: { kind: 'running' },
    edits: {
      containers: [image],
      cpu: undefined,
      memory: undefined,
      taskRoleArn: undefined,
      executionRoleArn: undefined,
    },
  },
  update: { desiredCount: undefined, forceNewDeployment: false },
  following: {
    wait: true,
    timeoutMinutes: undefined,
    onDeployFailure: 'rollback',
    onTimeout: 'leave',
    onPause: 'wait',
    onSuperseded: 'fail',
    onInFlight: 'replace',
    onCancel: 'leave',
    maxFailedTasks: 5,
    diagnosticLogLines: 30,
  },
}

const { definition, update, following } = plain

describe('what is deployed', () => {
  const source = (given: Services['definition']['source']): Services => ({
    ...plain,
    definition: { ...definition, source: given },
  })
  const reference = (text: string) => source({ kind: 'reference', reference: text })
  const arn = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:7'
  const cases: readonly (readonly [what: string, Texts, DeployInputs])[] = [
    ['nothing without a service', {}, { kind: 'none' }],
    ['the service alone, with what it runs, waited for', service, plain],
    ['nothing where it is switched off', { ...service, deploy: 'false' }, { kind: 'none' }],
    ['a service of a cluster', { ...service, cluster: 'prod' }, { ...plain, cluster: 'prod' }],
    ['several services, each once', { service: 'a, b\nc\na' }, { ...plain, services: ['a', 'b', 'c'] }],
    [
      'a service and a cluster by their ARNs',
      {
        service: 'arn:aws:ecs:eu-west-1:123456789012:service/prod/shop',
        cluster: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
      },
      { ...plain, cluster: 'prod', account: '123456789012' },
    ],
    [
      'the cluster that a service’s ARN names, for all services',
      { service: 'web, arn:aws-cn:ecs:eu-west-1:123456789012:service/prod/shop' },
      { ...plain, cluster: 'prod', services: ['web', 'shop'], account: '123456789012' },
    ],
    [
      'a service by an ARN of before 2018',
      { service: 'arn:aws:ecs:eu-west-1:123456789012:service/shop', cluster: 'prod' },
      { ...plain, cluster: 'prod', account: '123456789012' },
    ],
    [
      'a file',
      { ...service, 'task-definition': 'task.json' },
      source({ kind: 'file', path: 'task.json', name: 'task.json' }),
    ],
    [
      'a file in a folder',
      { ...service, 'task-definition': 'deploy/task' },
      source({ kind: 'file', path: 'deploy/task', name: 'deploy/task' }),
    ],
    ['a family', { ...service, 'task-definition': 'shop-web' }, reference('shop-web')],
    ['a revision', { ...service, 'task-definition': 'shop:7' }, reference('shop:7')],
    ['an ARN', { ...service, 'task-definition': arn }, reference(arn)],
    [
      'a revision without a service, which is registered',
      { 'task-definition': 'shop' },
      { kind: 'register', definition: reference('shop').definition },
    ],
    [
      'nothing where registering is switched off',
      { 'task-definition': 'shop', deploy: 'false' },
      { kind: 'none' },
    ],
    [
      'a number of tasks',
      { ...service, 'desired-count': '0' },
      { ...plain, update: { ...update, desiredCount: 0 } },
    ],
    [
      'in any case',
      { ...service, 'force-new-deployment': 'true' },
      { ...plain, update: { ...update, forceNewDeployment: true } },
    ],
  ]
  test.each(cases)('%s', (_, inputs, deploy) => {
    expect(deployOf(inputs)).toEqual(deploy)
    expect(read(inputs).warnings).toEqual([])
  })

  const ways: readonly (readonly [Texts, Partial<Services['following']>])[] = [
    [{ wait: 'false' }, { wait: false }],
    [{ 'deploy-timeout-minutes': '90' }, { timeoutMinutes: 90 }],
    [{ 'on-deploy-failure': 'leave' }, { onDeployFailure: 'leave' }],
    [{ 'on-timeout': 'rollback' }, { onTimeout: 'rollback' }],
    [{ 'on-pause': 'return' }, { onPause: 'return' }],
    [{ 'on-superseded': 'warn' }, { onSuperseded: 'warn' }],
    [{ 'on-in-flight': 'wait' }, { onInFlight: 'wait' }],
    [{ 'on-in-flight': 'fail' }, { onInFlight: 'fail' }],
    [{ 'on-cancel': 'rollback' }, { onCancel: 'rollback' }],
    [{ 'max-failed-tasks': '100' }, { maxFailedTasks: 100 }],
    [{ 'diagnostic-log-lines': '0' }, { diagnosticLogLines: 0 }],
  ]
  test.each(ways)('followed with %j', (inputs, way) => {
    expect(deployOf({ ...service, ...inputs })).toEqual({ ...plain, following: { ...following, ...way } })
  })
})

describe('what a service runs is looked at', () => {
  test.each([
    [{ service: 'a' }, { cluster: 'default', service: 'a', containerName: undefined }],
    [
      { service: 'a,b', cluster: 'x' },
      { cluster: 'x', service: 'a', containerName: undefined },
    ],
    [
      { service: 'a', 'container-name': 'app' },
      { cluster: 'default', service: 'a', containerName: 'app' },
    ],
    [
      { service: 'a', containers: 'app: { image: "{{image}}" }' },
      { cluster: 'default', service: 'a', containerName: 'app' },
    ],
  ])('of %j', (inputs, running) => {
    expect(read(inputs).inputs.running).toEqual(running)
  })

  test('of the first of several, which is said', () => {
    const first = 'baseline: `deployed` looks at the first of 2 services, a.'
    expect(notices({ service: 'a,b', baseline: 'deployed' })).toEqual([first])
    expect(notices({ service: 'a,b' })).toEqual([])
    expect(notices({ service: 'a', baseline: 'deployed' })).toEqual([])
  })
})

describe('on which event', () => {
  const refused = /^An input is wrong: deploy: `true` (is not for the event|contradicts)/
  type Seen = 'deploys' | 'warns and deploys' | 'does not' | 'is refused'
  const events: readonly (readonly [kind: EventKind, push: string, auto: Seen, explicit: Seen])[] = [
    ['publishing', 'auto', 'deploys', 'deploys'],
    ['publishing', 'true', 'deploys', 'deploys'],
    ['publishing', 'false', 'does not', 'is refused'],
    ['publishing', 'candidate', 'does not', 'is refused'],
    ['pull-request', 'auto', 'does not', 'is refused'],
    ['pull-request', 'true', 'does not', 'is refused'],
    ['pull-request', 'candidate', 'does not', 'is refused'],
    ['merge-group', 'auto', 'does not', 'is refused'],
    ['fork', 'auto', 'does not', 'is refused'],
    ['pull-request-target', 'auto', 'does not', 'is refused'],
    ['pull-request-target', 'true', 'does not', 'warns and deploys'],
    ['other', 'auto', 'does not', 'is refused'],
    ['other', 'true', 'does not', 'deploys'],
  ]
  const wholes = [
    ['services', service],
    ['register', { 'task-definition': 'task.json' }],
  ] as const
  for (const [whole, given] of wholes)
    for (const [kind, push, auto, explicit] of events)
      for (const [deploy, seen] of [
        ['auto', auto],
        ['true', explicit],
        ['false', 'does not'],
      ] as const) {
        test(`${kind}, push: ${push}, deploy: ${deploy} ${seen}: ${whole}`, async () => {
          const inputs = { ...given, push, deploy }
          const circumstances = { event: { kind, name: kind } }
          if (seen === 'is refused') {
            expect(await refusal(inputs, circumstances)).toMatch(refused)
            return
          }
          expect(deployOf(inputs, circumstances).kind).toBe(seen === 'does not' ? 'none' : whole)
          expect(read(inputs, circumstances).warnings).toHaveLength(seen === 'warns and deploys' ? 1 : 0)
        })
      }
})

describe('what is wrong is said', () => {
  const name = 'is not one name of letters, digits, hyphens and underscores'
  const role = "is not a role's ARN such as arn:aws:iam::123456789012:role/shop-task"
  const cpu = 'is not a size from 128 to 196608, such as 256 or 0.25 vCPU'
  const memory = 'is not a size in MiB or GB, such as 512 or 2 GB'
  const command = 'what is given is not a JSON array of texts such as ["node", "server.js"]'
  const account = 'arn:aws:ecs:eu-west-1:123456789012'
  const cases: readonly (readonly [input: string, value: string, complaint: string])[] = [
    ['service', 'web worker', `'web worker' ${name}`],
    ['service', 'x'.repeat(256), `'${'x'.repeat(80)}…' ${name}`],
    [
      'service',
      'arn:aws:ecs:eu-west-1:1:service/a/b',
      `'arn:aws:ecs:eu-west-1:1:service/a/b' is not an ARN such as ${account}:service/prod/shop`,
    ],
    ['service', `${account}:service/a/x,${account}:service/b/y`, "'y' is in the cluster 'b', and not in 'a'"],
    [
      'service',
      `${account}:service/a/x,arn:aws:ecs:eu-west-1:999999999999:service/a/y`,
      'the ARNs of services and cluster name different accounts',
    ],
    [
      'service',
      'arn:aws:ecs:us-east-1:123456789012:service/a/x',
      "an ARN names the region 'us-east-1', and the deploy goes to 'eu-west-1': see deploy-region",
    ],
    ['cluster', 'prod/eu', `'prod/eu' ${name}`],
    ['cluster', `${account}:cluster/`, `'${account}:cluster/' is not an ARN such as ${account}:cluster/prod`],
    ['deploy', 'yes', "'yes' is not one of auto, true, false"],
    ['container-name', 'my app', `'my app' ${name}`],
    [
      'task-definition',
      'shop:latest',
      "'shop:latest' is no revision such as shop:7; a family alone means its newest one",
    ],
    [
      'task-definition',
      `${account}:service/shop`,
      `'${account}:service/shop' is not the ARN of a task definition such as ${account}:task-definition/shop:7`,
    ],
    ...['0.1 vCPU', '64', '256.5', '196609', 'one', '1 GB', '-256'].map(
      (value) => ['task-cpu', value, `'${value}' ${cpu}`] as const,
    ),
    ...['2', 'much', '1 vCPU', '1.5', '-1'].map(
      (value) => ['task-memory', value, `'${value}' ${memory}`] as const,
    ),
    ['task-role-arn', 'arn:aws:iam::1:role/x', `'arn:aws:iam::1:role/x' ${role}`],
    ['execution-role-arn', 'my role', `'my role' ${role}`],
    ...['node server.js', '["a", 1]', '{"a": 1}', '"a"', '[[]]'].map(
      (value) => ['command', value, command] as const,
    ),
    ['environment-variables', 'A=1\nhunter2', 'entry 2 is not of the form KEY=value, or -KEY to remove it'],
    ['environment-variables', '-A=hunter2', 'entry 1 is not of the form KEY=value, or -KEY to remove it'],
    ['environment-variables', '=hunter2', 'entry 1 is not of the form KEY=value, or -KEY to remove it'],
    ['environment-variables', 'A=1\nA=2', "'A' is there twice"],
    ['environment-variables', 'A=1\n-A', "'A' is there twice"],
    [
      'task-secrets',
      'TOKEN=hunter two',
      "'TOKEN' names no secret: its value is the ARN of a secret or the name of a parameter, never the secret itself",
    ],
    [
      'task-secrets',
      'TOKEN=arn:aws:s3:::bucket/x',
      "'TOKEN' names no secret: its value is the ARN of a secret or the name of a parameter, never the secret itself",
    ],
    [
      'env-files',
      's3://bucket/shop.env',
      "'s3://bucket/shop.env' is not the ARN of a file of variables in S3 such as arn:aws:s3:::bucket/shop.env",
    ],
    [
      'env-files',
      'arn:aws:s3:::bucket/shop.txt',
      "'arn:aws:s3:::bucket/shop.txt' is not the ARN of a file of variables in S3 such as arn:aws:s3:::bucket/shop.env",
    ],
    ['log-driver', 'aws logs', "'aws logs' is not the name of a log driver such as awslogs"],
    ['log-options', 'group', 'entry 1 is not of the form KEY=value, or -KEY to remove it'],
    ['docker-labels', 'a b=c', 'entry 1 is not of the form KEY=value, or -KEY to remove it'],
    ['desired-count', '5001', "'5001' is not a whole number of tasks from 0 to 5000"],
    ['desired-count', '-1', "'-1' is not a whole number of tasks from 0 to 5000"],
    ['force-new-deployment', 'yes', "'yes' is not one of true, false"],
    ['wait', '1', "'1' is not one of true, false"],
    ['deploy-timeout-minutes', '0', "'0' is not a whole number of minutes from 1 to 1440"],
    ['deploy-timeout-minutes', '1441', "'1441' is not a whole number of minutes from 1 to 1440"],
    ['on-deploy-failure', 'stop', "'stop' is not one of rollback, leave"],
    ['on-timeout', 'fail', "'fail' is not one of leave, rollback"],
    ['on-pause', 'continue', "'continue' is not one of wait, return"],
    ['on-superseded', 'ignore', "'ignore' is not one of fail, warn"],
    ['on-in-flight', 'stop', "'stop' is not one of replace, wait, fail"],
    ['on-cancel', 'stop', "'stop' is not one of leave, rollback"],
    ['max-failed-tasks', '0', "'0' is not a whole number of tasks from 1 to 100"],
    ['diagnostic-log-lines', '501', "'501' is not a whole number of lines from 0 to 500"],
  ]
  test.each(cases)('%s: %j', async (input, value, complaint) => {
    expect(await refusal({ ...service, [input]: value })).toBe(`An input is wrong: ${input}: ${complaint}.`)
  })

  test('deploy without a service', async () => {
    expect(await refusal({ deploy: 'true' })).toContain(
      'deploy: `true` needs the input service, which is not given',
    )
  })

  test('a cluster that is not the one of the service', async () => {
    expect(await refusal({ service: `${account}:service/a/x`, cluster: 'b' })).toContain(
      "service: 'x' is in the cluster 'a', and not in 'b'",
    )
  })

  test('tags that wait for a deploy that nobody waits for', async () => {
    expect(await refusal({ ...service, 'tag-after': 'deploy', wait: 'false' })).toContain(
      'tag-after: `deploy` contradicts `wait: false`',
    )
  })
})

describe('what has nothing to act on is a notice:', () => {
  const ofServices = {
    cluster: 'demo',
    'desired-count': '1',
    'force-new-deployment': 'true',
    wait: 'false',
    'deploy-timeout-minutes': '5',
    'on-deploy-failure': 'leave',
    'on-timeout': 'rollback',
    'on-pause': 'return',
    'on-superseded': 'warn',
    'on-in-flight': 'fail',
    'on-cancel': 'rollback',
    'max-failed-tasks': '7',
    'diagnostic-log-lines': '7',
  }
  const ofDefinition = {
    'container-name': 'app',
    containers: 'app: { command: [a] }',
    'environment-variables': 'A=1',
    'env-files': 'arn:aws:s3:::bucket/shop.env',
    'task-secrets': 'A=b',
    command: '["a"]',
    'task-cpu': '256',
    'task-memory': '512',
    'task-role-arn': 'shop',
    'execution-role-arn': 'shop',
    'log-driver': 'awslogs',
    'log-options': 'a=b',
    'docker-labels': 'a=b',
    'deploy-role-to-assume': 'arn:aws:iam::123456789012:role/deploy',
    'deploy-region': 'us-east-1',
  }
  const told = (name: string) => `${name} has nothing to act on: no service is given.`

  test.each(Object.entries(ofServices))('%s without a service', (name, value) => {
    expect(notices({ [name]: value })).toEqual([told(name)])
    expect(notices({ [name]: value, 'task-definition': 'task.json' })).toEqual([told(name)])
    expect(notices({ ...service, [name]: value })).toEqual([])
  })

  test.each(Object.entries(ofDefinition))('%s without a service and a task definition', (name, value) => {
    expect(notices({ [name]: value })).toContain(told(name))
    expect(notices({ [name]: value, 'task-definition': 'task.json' })).not.toContain(told(name))
    expect(notices({ ...service, [name]: value })).not.toContain(told(name))
  })

  const {
    cluster: _,
    wait: __,
    'desired-count': ___,
    'force-new-deployment': ____,
    'on-in-flight': _____,
    ...ofWaiting
  } = ofServices
  test.each(Object.entries(ofWaiting))('%s where nobody waits', (name, value) => {
    expect(notices({ ...service, [name]: value, wait: 'false' })).toEqual([
      `${name} has nothing to act on: with \`wait: false\` nobody watches the deploy.`,
    ])
  })

  test('deploy-timeout-minutes bounds the wait for others, too', () => {
    const given = { ...service, wait: 'false', 'on-in-flight': 'wait', 'deploy-timeout-minutes': '5' }
    expect(notices(given)).toEqual([])
  })

  test('but nothing where deploy is false', () => {
    expect(notices({ deploy: 'false' })).toEqual([])
  })
})
