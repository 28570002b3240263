import { describe, expect, test } from '@jest/globals'
import type { EventKind } from '../../src/event.ts'
import type { DeployInputs } from '../../src/inputs/deploy.ts'
import { type Circumstances, read, refusal } from '../inputs/reading.ts'

type Texts = Readonly<Record<string, string>>

const service = { service: 'shop' }

function deployOf(inputs: Texts, circumstances: Circumstances = {}): DeployInputs {
  return read(inputs, circumstances).inputs.deploy
}

const plain: DeployInputs = {
  kind: 'service',
  cluster: 'default',
  service: 'shop',
  source: { kind: 'running' },
  containerName: undefined,
  wait: true,
  timeoutMinutes: 30,
}

describe('what is deployed', () => {
  const cases: readonly (readonly [what: string, Texts, DeployInputs])[] = [
    ['nothing without a service', {}, { kind: 'none' }],
    ['the service alone, with what it runs, waited for', service, plain],
    ['nothing where it is switched off', { ...service, deploy: 'false' }, { kind: 'none' }],
    ['a service of a cluster', { ...service, cluster: 'prod' }, { ...plain, cluster: 'prod' }],
    [
      'a file',
      { ...service, 'task-definition': 'task.json' },
      { ...plain, source: { kind: 'file', path: 'task.json', name: 'task.json' } },
    ],
    ['one container', { ...service, 'container-name': 'web' }, { ...plain, containerName: 'web' }],
    ['without waiting', { ...service, wait: 'false' }, { ...plain, wait: false }],
    ['for so long', { ...service, 'deploy-timeout-minutes': '90' }, { ...plain, timeoutMinutes: 90 }],
  ]
  test.each(cases)('%s', (_, inputs, deploy) => {
    expect(deployOf(inputs)).toEqual(deploy)
    expect(read(inputs).warnings).toEqual([])
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
  for (const [kind, push, auto, explicit] of events) {
    for (const [deploy, seen] of [
      ['auto', auto],
      ['true', explicit],
      ['false', 'does not'],
    ] as const) {
      test(`${kind}, push: ${push}, deploy: ${deploy} ${seen}`, async () => {
        const inputs = { ...service, push, deploy }
        const circumstances = { event: { kind, name: kind } }
        if (seen === 'is refused') {
          expect(await refusal(inputs, circumstances)).toMatch(refused)
          return
        }
        expect(deployOf(inputs, circumstances).kind).toBe(seen === 'does not' ? 'none' : 'service')
        expect(read(inputs, circumstances).warnings).toHaveLength(seen === 'warns and deploys' ? 1 : 0)
      })
    }
  }
})

describe('what is wrong is said', () => {
  const name = 'is not one name of letters, digits, hyphens and underscores'
  const cases: readonly (readonly [input: string, value: string, complaint: string])[] = [
    ['service', 'web worker', `'web worker' ${name}`],
    ['service', 'web\nworker', `'web worker' ${name}`],
    ['service', 'arn:aws:ecs:eu-west-1:1:service/a/b', `'arn:aws:ecs:eu-west-1:1:service/a/b' ${name}`],
    ['service', 'x'.repeat(256), `'${'x'.repeat(80)}…' ${name}`],
    ['cluster', 'prod/eu', `'prod/eu' ${name}`],
    ['deploy', 'yes', "'yes' is not one of auto, true, false"],
    ['wait', '1', "'1' is not one of true, false"],
    ['deploy-timeout-minutes', '0', "'0' is not a whole number of minutes from 1 to 1440"],
    ['deploy-timeout-minutes', '1441', "'1441' is not a whole number of minutes from 1 to 1440"],
    [
      'task-definition',
      'arn:aws:ecs:eu-west-1:1:task-definition/a:1',
      "'arn:aws:ecs:eu-west-1:1:task-definition/a:1' is an ARN; this version takes a JSON file only",
    ],
  ]
  test.each(cases)('%s: %j', async (input, value, complaint) => {
    expect(await refusal({ ...service, [input]: value })).toBe(`An input is wrong: ${input}: ${complaint}.`)
  })

  test('deploy without a service', async () => {
    expect(await refusal({ deploy: 'true' })).toContain(
      'deploy: `true` needs the input service, which is not given',
    )
  })
})

describe('what has nothing to act on is a notice', () => {
  const idle = {
    cluster: 'demo',
    'task-definition': 'task.json',
    'container-name': 'app',
    wait: 'false',
    'deploy-timeout-minutes': '5',
  }
  test.each(Object.entries(idle))('%s', (name, value) => {
    const { inputs, notices } = read({ [name]: value })
    expect(inputs.deploy).toEqual({ kind: 'none' })
    expect(notices).toEqual([`${name} has nothing to act on: no service is given.`])
    expect(read({ ...service, [name]: value }).notices).toEqual([])
  })

  test('deploy: false needs nothing', () => {
    expect(read({ deploy: 'false' }).notices).toEqual([])
  })
})
