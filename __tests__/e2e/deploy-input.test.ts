import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import {
  arnOf,
  asRole,
  cluster,
  createService,
  type Deployed,
  definition,
  deploy,
  type Given,
  release,
  roleWithout,
} from '../fixtures/deploy/deploying.ts'
import { files, type Wrong, wrong } from '../fixtures/deploy/wrong.ts'
import { describeWithDocker, errorOf, remains, root, type Slipway, startSlipway } from '../support/slipway.ts'

// What is wrong with a deploy is told before anything is built, wherever it can be known. What is said in each case stands
// in fixtures/deploy/wrong.ts.

jest.setTimeout(30_000)
let slipway: Slipway
let services = 0
/** A PATH without anything on it: a docker that is started is told as missing. */
const noDocker = { PATH: join(root, 'no-such-folder') }

beforeAll(async () => {
  const roles = [roleWithout('slipway'), roleWithout('no-pass-role', 'iam:PassRole')]
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, aws: { roles } })
  const folder = join(slipway.checkout.folder, 'deploy')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})
afterAll(() => slipway.close())

function newService(): string {
  return `shop-${++services}`
}

async function given(what: Omit<Given, 'service'>): Promise<Readonly<{ service: string }> & Deployed> {
  const service = newService()
  return { service, ...(await release(slipway, { service, ...what })) }
}

async function expectNothingDone(code: string, says: string, { inputs = {}, settings = {} }: Partial<Wrong>) {
  const { requests, images, host } = { ...slipway.local.aws }
  const before = [requests.length, images('shop').length]
  const { service, result } = await given({ inputs, settings, run: { env: noDocker } })
  const words = { name: service, folder: slipway.checkout.folder, host }
  const filled = Object.entries(words).reduce((text, [key, word]) => text.replaceAll(`{${key}}`, word), says)
  expect(errorOf(result)).toBe(`${filled} [${code}]`)
  expect(result.main.annotations.map(({ title }) => title)).toEqual([`Slipway: ${code}`])
  expect(result.main.exitCode).toBe(1)
  expect(result.outputs).toMatchObject({ 'failure-code': code, built: 'false', released: 'false' })
  expect(result.outputs).not.toHaveProperty('digest')
  expect(result.summary).toContain(`Error code: \`${code}\``)
  expect(remains(result)).toEqual([])
  const operations = requests.slice(before[0]).map((one) => `${one.service}:${one.operation}`)
  const reads = /^(sts:|ecr:Describe|ecr:GetRegistry|ecr:BatchGet|ecs:Describe)/
  expect(operations.filter((one) => !reads.test(one))).toEqual([])
  expect(images('shop')).toHaveLength(before[1] ?? 0)
  return operations
}

describe('before anything is built,', () => {
  test.each(wrong)('$what is told: $code', async ({ code, says, ...circumstances }) => {
    await expectNothingDone(code, says, circumstances)
  })
})

describe('inputs that contradict each other are told before AWS is asked:', () => {
  const asked = { deploy: 'true' }
  const correct = 'Correct the `with:` block of the step; nothing was built or changed.'
  const releasesNothing = 'deploy: `true` contradicts this run, which releases nothing: see the input push'
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    [
      'deploy without a service',
      { ...asked, service: '' },
      'deploy: `true` needs the input service, which is not given',
    ],
    ['deploy of what is not pushed', { ...asked, push: 'false' }, releasesNothing],
    ['deploy of a candidate', { ...asked, push: 'candidate' }, releasesNothing],
    ['a word for deploy', { deploy: 'yes' }, "deploy: 'yes' is not one of auto, true, false"],
    ['a word for wait', { wait: 'no' }, "wait: 'no' is not one of true, false"],
    [
      'several services',
      { service: 'web worker' },
      "service: 'web worker' is not one name of letters, digits, hyphens and underscores",
    ],
    [
      'no time at all',
      { 'deploy-timeout-minutes': '0' },
      "deploy-timeout-minutes: '0' is not a whole number of minutes from 1 to 1440",
    ],
  ]
  test.each(cases)('%s', async (_, inputs, says) => {
    const operations = await expectNothingDone('INPUT_INVALID', `An input is wrong: ${says}. ${correct}`, {
      inputs,
    })
    expect(operations).toEqual([])
  })
})

describeWithDocker('a role that may not pass the task role', () => {
  test('is told at the registration, with the statement that lets it', async () => {
    const service = newService()
    const taskRoleArn = 'arn:aws:iam::123456789012:role/shop-task'
    createService(slipway, { service, settings: { taskDefinition: { ...definition(service), taskRoleArn } } })
    const inputs = asRole(slipway, 'no-pass-role')
    const { result, written } = await deploy(slipway, { service, inputs })
    const statement = `{"Effect":"Allow","Action":"iam:PassRole","Resource":"${taskRoleArn}","Condition":{"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}}`
    expect(errorOf(result)).toBe(
      `A revision of the family ${service} cannot be registered: these credentials may not pass the role ${taskRoleArn} to ECS. Add this statement to the role's policy: ${statement} [PASS_ROLE_DENIED]`,
    )
    expect(result.outputs).toMatchObject({ verdict: 'passed', released: 'false', built: 'true' })
    expect(result.outputs['tag-names']).toMatch(/^sha-/)
    expect(written.map(([operation]) => operation)).toEqual(['RegisterTaskDefinition'])
    expect(slipway.local.aws.service(service, cluster).taskDefinition).toBe(arnOf(slipway, `${service}:1`))
  })
})

describeWithDocker('a task definition that only ECS finds fault with', () => {
  test('is told at the registration, in the words of ECS', async () => {
    const { result, written } = await given({ inputs: { 'task-definition': 'deploy/bad-family.json' } })
    expect(errorOf(result)).toBe(
      'The task definition of the family my shop was refused by ECS: Family contains invalid characters. It must be the JSON that RegisterTaskDefinition takes, with a family and containerDefinitions. [TASK_DEFINITION_INVALID]',
    )
    expect(result.outputs).toMatchObject({ verdict: 'passed', released: 'false' })
    expect(written.map(([operation]) => operation)).toEqual(['RegisterTaskDefinition'])
  })
})
