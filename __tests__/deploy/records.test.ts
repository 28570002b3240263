import { describe, expect, test } from '@jest/globals'
import { type Reader, readerOf } from '../../src/deploy/records.ts'
import { shapeOf } from '../../src/deploy/shape.ts'
import { type Following, type Subject, type Watch, watchOf } from '../../src/deploy/watch.ts'
import { failing } from '../support/failure.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { pace, place, scriptedEcs, serviceWith } from '../support/scripted-ecs.ts'
import { began, givenListed } from '../support/sights.ts'
import { written } from '../support/stdout.ts'

const arnOf = (id: string) => `arn:aws:ecs:eu-west-1:123456789012:service-deployment/default/shop/${id}`
const revision = (number: number) =>
  `arn:aws:ecs:eu-west-1:123456789012:service-revision/default/shop/${number}`
const listed = (number: number, createdAt = number) => ({
  ...{ serviceDeploymentArn: arnOf(`d${number}`), targetServiceRevisionArn: revision(number), createdAt },
})
const listing = (...numbers: readonly number[]): Answer => ({
  body: { serviceDeployments: numbers.map((number) => listed(number)) },
})
const described = (status?: string): Answer => ({
  body: {
    serviceDeployments: [{ serviceDeploymentArn: arnOf('d2'), ...(status && { status }) }],
    failures: [],
  },
})

const usual = {
  ListServiceDeployments: listing(2, 1),
  DescribeServiceDeployments: described('IN_PROGRESS'),
  DescribeServices: serviceWith('ecs-svc/2'),
}

type Answers = Readonly<Partial<Record<keyof typeof usual, (times: number) => Answer>>>

function givenWatch(following: Following, id = 'ecs-svc/2'): Watch {
  const subject: Subject = {
    ...{
      place,
      primary: givenListed({ id }),
      before: 'ecs-svc/1',
      previous: undefined,
      desiredCount: undefined,
      since: new Date(0),
      definition: {},
    },
    ...{ containers: [], digests: new Set(), shape: shapeOf({}), learn: () => undefined },
    ...{ desiredCount: undefined, since: began },
  }
  return watchOf(subject, following)
}

/** Looks so often, so many seconds apart, at so many deployments of one name. */
async function looking(answers: Answers, looks: number, { seconds = 5, count = 1 } = {}) {
  const all = Object.entries(usual).map(([name, answer]) => [
    name,
    (_: unknown, times: number) => answers[name as keyof typeof usual]?.(times) ?? answer,
  ])
  const { clients, calls } = await scriptedEcs(Object.fromEntries(all))
  const following: Following = {
    ...{ clients, signal: new AbortController().signal, pace, timeoutMinutes: undefined, onCancel: 'leave' },
    ...{ onDeployFailure: 'leave', onTimeout: 'leave', onPause: 'wait', onSuperseded: 'fail' },
    ...{ maxFailedTasks: 3, diagnosticLogLines: 0 },
    evidence: { ecs: clients.reads, logs: () => Promise.reject(), elb: () => Promise.reject() },
  }
  const watches = Array.from({ length: count }, () => givenWatch(following))
  const reader: Reader = readerOf(place.cluster, following)
  const { value, log } = await written(async () => {
    const reads = []
    for (let look = 0; look < looks; look++) reads.push(await reader.read(watches, look * seconds * 1_000))
    return reads
  })
  const operations = calls.map(({ operation }) => operation)
  const [watch] = watches
  return { reads: value, log, operations, record: watch?.record, arn: watch?.arn, watch, reader }
}

const times = (operations: readonly string[], name: string) => operations.filter((one) => one === name).length

describe('the record of a deployment', () => {
  test('is sought until it is listed, and then described by its ARN', async () => {
    const late = (time: number) => (time < 3 ? listing(1) : listing(2, 1))
    const { record, arn, operations, reads } = await looking({ ListServiceDeployments: late }, 4)
    expect([record, arn]).toEqual(['found', arnOf('d2')])
    expect(times(operations, 'ListServiceDeployments')).toBe(3)
    expect(reads.map(({ deployments }) => deployments?.get(arnOf('d2'))?.status)).toEqual([
      undefined,
      undefined,
      'IN_PROGRESS',
      'IN_PROGRESS',
    ])
  })

  test('is that with its number, however alike others are', async () => {
    const { record } = await looking({ ListServiceDeployments: () => listing(12, 22, 1) }, 1)
    expect(record).toBe('sought')
  })

  test('is given up after a minute, and the list of the service decides', async () => {
    const never = () => listing(1)
    expect((await looking({ ListServiceDeployments: never }, 7, { seconds: 10 })).record).toBe('sought')
    const { record, log } = await looking({ ListServiceDeployments: never }, 8, { seconds: 10 })
    expect(record).toBe('closed')
    expect(log).toContain('ECS lists none for ecs-svc/2 of shop within a minute')
  })

  test('is missing from a look in which ECS does not show it, or without a status', async () => {
    for (const answer of [described(), { body: { failures: [{ reason: 'MISSING' }] } }]) {
      const { record, reads } = await looking({ DescribeServiceDeployments: () => answer }, 2)
      expect([record, reads[1]?.deployments?.size]).toEqual(['found', 0])
    }
  })
})

describe('there is none to be had', () => {
  test.each<[string, Answer]>([
    ['denied', refusing('AccessDeniedException', 'not authorized')],
    ['unknown to what answers', refusing('UnknownOperationException', '')],
    ['not supported', refusing('UnsupportedFeatureException', 'no')],
  ])('at once where it is %s, which is said once', async (_, answer) => {
    for (const name of ['ListServiceDeployments', 'DescribeServiceDeployments'] as const) {
      const { record, log, operations } = await looking({ [name]: () => answer }, 3)
      expect([name, record, times(operations, name)]).toEqual([name, 'closed', 1])
      expect(log.match(/::notice/g)).toHaveLength(1)
    }
  })

  const page: Answer = { status: 500, type: 'text/html', body: '<html>no</html>' }
  const empty: Answer = { body: {} }
  test.each([
    ['a page', page],
    ['nothing', empty],
  ])('after the third look that gives %s', async (_, answer) => {
    expect((await looking({ ListServiceDeployments: () => answer }, 2)).record).toBe('sought')
    expect((await looking({ ListServiceDeployments: () => answer }, 3)).record).toBe('closed')
  })

  test('but not where looks in between went well', async () => {
    const sometimes = (time: number) => (time % 2 === 0 ? empty : described('IN_PROGRESS'))
    expect((await looking({ DescribeServiceDeployments: sometimes }, 20)).record).toBe('found')
  })
})

describe('what passes by itself', () => {
  const throttled = () => refusing('ThrottlingException', 'Rate exceeded')

  test('is passed over nine times in a row', async () => {
    const { record, reads, log } = await looking({ ListServiceDeployments: throttled }, 9)
    expect([record, reads.length]).toEqual(['sought', 9])
    expect(log).toContain('Asking again')
  })

  test('and is thrown the tenth time', async () => {
    expect(await failing(() => looking({ DescribeServiceDeployments: throttled }, 10))).toMatchObject({
      code: 'AWS_THROTTLED',
    })
  })

  test('and is no end where the record is read: the services are done without', async () => {
    const { reads } = await looking({ DescribeServices: throttled }, 12)
    expect(reads.map(({ deployments }) => deployments?.size)).toEqual(Array(12).fill(1))
  })

  test('and ends the search for a record the tenth time', async () => {
    expect((await looking({ ListServiceDeployments: throttled }, 10)).record).toBe('closed')
  })

  test('is one fault of a look, however many services are sought in it', async () => {
    const { reads, record } = await looking(
      { ListServiceDeployments: (time) => (time <= 12 ? throttled() : listing(2)) },
      4,
      { count: 12 },
    )
    expect([reads.length, record]).toEqual([4, 'found'])
  })
})

describe('services that cannot be read', () => {
  const denied = () => refusing('AccessDeniedException', 'not authorized')

  test('are done without where there is the record', async () => {
    const { reads } = await looking({ DescribeServices: denied }, 2)
    expect(reads.map(({ services, deployments }) => [services, deployments?.size])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ])
  })

  test('are the end where there is none', async () => {
    const answers = { DescribeServices: denied, ListServiceDeployments: denied }
    expect(await failing(() => looking(answers, 1))).toMatchObject({ code: 'AWS_ACCESS_DENIED' })
  })

  test('and one that is missing is told from one that is not in the answer', async () => {
    const gone: Answer = {
      body: { services: [], failures: [{ arn: 'arn:aws:ecs:x:y:service/default/shop', reason: 'MISSING' }] },
    }
    const { reads } = await looking({ DescribeServices: () => gone }, 1)
    expect([reads[0]?.services?.has('shop'), reads[0]?.services?.get('shop')]).toEqual([true, undefined])
    const { reads: none } = await looking(
      { DescribeServices: () => ({ body: { services: [], failures: [] } }) },
      1,
    )
    expect(none[0]?.services).toBeUndefined()
  })
})

describe('a successor', () => {
  test.each<[boolean, Answer]>([
    [true, listing(3, 2, 1)],
    [false, listing(2, 1)],
    [false, listing(3)],
    [false, refusing('ServerException', 'no', 500)],
  ])('is %s of %j', async (expected, answer) => {
    const { watch, reader } = await looking(
      { ListServiceDeployments: (time) => (time === 1 ? listing(2) : answer) },
      1,
    )
    if (watch === undefined) throw new Error('nothing is watched')
    expect(await reader.hasSuccessor(watch)).toBe(expected)
  })
})
