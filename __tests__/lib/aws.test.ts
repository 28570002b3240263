import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr'
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { type CredentialSource, configuration, ecrClient, stsClient } from '../../src/lib/aws.ts'
import { explain } from '../../src/lib/explain.ts'
import { child, source } from '../support/child.ts'
import { failing } from '../support/failure.ts'
import { type Answer, refusing, scriptedAws } from '../support/scripted-aws.ts'

const never = new AbortController().signal

/** Credentials that change with every renewal. */
function givenSource() {
  const state = { renewals: 0, asked: 0 }
  const credentials: CredentialSource = {
    provide: async () => {
      state.asked++
      return { accessKeyId: `KEY${state.renewals}`, secretAccessKey: 'secret', expiration: new Date(0) }
    },
    renew: async () => {
      state.renewals++
    },
  }
  return { state, credentials }
}

async function describeOnce(credentials = givenSource().credentials, signal = never) {
  const ecr = ecrClient({ region: 'eu-west-1', credentials, signal, pace: 1 })
  return ecr.send(new DescribeRepositoriesCommand({})).catch((error: unknown) => {
    throw explain(error, 'the repository shop')
  })
}

const found = { body: { repositories: [{ repositoryName: 'shop' }] } }

describe('what an endpoint can do wrong', () => {
  test.each<[string, Answer, string]>([
    [
      'HTML in place of JSON, with 200',
      { type: 'text/html', body: '<html>Welcome</html>' },
      'AWS_BAD_ANSWER',
    ],
    [
      'HTML in place of JSON, with 403',
      { status: 403, type: 'text/html', body: '<html>Blocked</html>' },
      'AWS_BAD_ANSWER',
    ],
    [
      'HTML in place of JSON, with 502',
      { status: 502, type: 'text/html', body: '<html>Bad gateway</html>' },
      'AWS_BAD_ANSWER',
    ],
    ['half an answer', { body: '{"repositories": [' }, 'AWS_BAD_ANSWER'],
    ['an empty refusal', { status: 400, body: '' }, 'AWS_BAD_ANSWER'],
    ['throttling without end', refusing('ThrottlingException', 'Rate exceeded'), 'AWS_THROTTLED'],
    ['a fault without end', refusing('ServerException', 'oops', 500), 'AWS_ERROR'],
    [
      'a denial',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:DescribeRepositories on resource: y',
      ),
      'AWS_ACCESS_DENIED',
    ],
    [
      'foreign keys',
      refusing('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      'CREDENTIALS_REFUSED',
    ],
  ])(
    '%s',
    async (_, answer, code) => {
      await scriptedAws(() => answer)
      const failure = await failing(() => describeOnce())
      expect(failure.code).toBe(code)
      expect(failure.sentence).toContain('ecr:DescribeRepositories for the repository shop')
    },
    30_000,
  )

  /** In a process of its own: what Node throws for a connection is no Error to the code within jest's sandbox. */
  async function failureAt(url: string): Promise<Readonly<{ code: string; sentence: string }>> {
    const { stdout } = await child(
      `import { ecrClient } from '${source('lib/aws.ts')}'
import { explain } from '${source('lib/explain.ts')}'
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr'
const credentials = { provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }), renew: async () => undefined }
const ecr = ecrClient({ region: 'eu-west-1', credentials, signal: new AbortController().signal, pace: 1 })
await ecr.send(new DescribeRepositoriesCommand({})).catch((error) => {
  const { code, message } = explain(error, 'the repository shop')
  console.log(JSON.stringify({ code, sentence: message }))
  process.exit()
})`,
      { AWS_ENDPOINT_URL: url },
    )
    return JSON.parse(stdout)
  }

  test.each<[string, Answer, (url: string) => string, RegExp]>([
    ['a reset', 'reset', (url) => url, /socket hang up/],
    ['nobody there', {}, (url) => url.replace(/\d+$/, '1'), /ECONNREFUSED/],
    ['no such name', {}, () => 'http://nowhere.invalid', /nowhere\.invalid/],
    [
      'a server without TLS behind an https address',
      {},
      (url) => url.replace('http:', 'https:'),
      /wrong version/,
    ],
  ])(
    '%s → AWS_UNREACHABLE',
    async (_, answer, address, reason) => {
      const { url } = await scriptedAws(() => answer)
      const { code, sentence } = await failureAt(address(url))
      expect({ code, sentence }).toEqual({ code: 'AWS_UNREACHABLE', sentence: expect.stringMatching(reason) })
      expect(sentence).toMatch(/^ecr:DescribeRepositories for the repository shop/)
    },
    30_000,
  )
})

describe('what passes is tried again', () => {
  test.each<[string, Answer]>([
    ['throttling', refusing('ThrottlingException')],
    ['a fault', refusing('ServerException', 'oops', 500)],
    ['a reset', 'reset'],
  ])(
    '%s',
    async (_, answer) => {
      const { calls } = await scriptedAws((_call, all) => (all.length < 3 ? answer : found))
      expect((await describeOnce()).repositories).toHaveLength(1)
      expect(calls).toHaveLength(3)
    },
    30_000,
  )

  test('a denial is not', async () => {
    const { calls } = await scriptedAws(() => refusing('AccessDeniedException'))
    await failing(() => describeOnce())
    expect(calls).toHaveLength(1)
  })
})

describe('expired keys', () => {
  test('are renewed once, and the call is made again with the new ones', async () => {
    const { state, credentials } = givenSource()
    const { calls } = await scriptedAws(({ authorization }) =>
      authorization.includes('KEY0') ? refusing('ExpiredTokenException', 'expired') : found,
    )
    expect((await describeOnce(credentials)).repositories).toHaveLength(1)
    expect(state.renewals).toBe(1)
    expect(calls.map(({ authorization }) => /KEY\d/.exec(authorization)?.[0])).toEqual(['KEY0', 'KEY1'])
  })

  test('that are refused again are an error', async () => {
    const { state, credentials } = givenSource()
    const { calls } = await scriptedAws(() => refusing('ExpiredTokenException', 'expired'))
    const failure = await failing(() => describeOnce(credentials))
    expect(failure.code).toBe('CREDENTIALS_REFUSED')
    expect(state.renewals).toBe(1)
    expect(calls).toHaveLength(2)
  })

  test('are asked for at every call, so that one session serves all clients', async () => {
    const { state, credentials } = givenSource()
    await scriptedAws(() => found)
    const ecr = ecrClient({ region: 'eu-west-1', credentials, signal: never, pace: 1 })
    for (let call = 1; call <= 3; call++) {
      const before = state.asked
      await ecr.send(new DescribeRepositoriesCommand({}))
      expect(state.asked).toBeGreaterThan(before)
    }
  })
})

describe('keys that a service does not know yet', () => {
  const unknown = refusing(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  )

  /** Describes with keys that are new as long as `areNew` says so. */
  async function describing(
    answer: (calls: number) => Answer,
    areNew?: () => boolean,
    { pace = 60, signal = never } = {},
  ) {
    const { calls } = await scriptedAws((_, all) => answer(all.length))
    const { state, credentials } = givenSource()
    const source = { ...credentials, ...(areNew && { areNew }) }
    const ecr = ecrClient({ region: 'eu-west-1', credentials: source, signal, pace })
    const outcome = await ecr.send(new DescribeRepositoriesCommand({})).then(
      (found) => ({ found, error: undefined }),
      (error: unknown) => ({ found: undefined, error: explain(error, 'the repository shop') }),
    )
    return { ...outcome, calls: calls.length, renewals: state.renewals }
  }

  test('are shown to it again where they are new', async () => {
    const {
      found: answer,
      calls,
      renewals,
    } = await describing(
      (call) => (call < 3 ? unknown : found),
      () => true,
    )
    expect(answer?.repositories).toHaveLength(1)
    expect({ calls, renewals }).toEqual({ calls: 3, renewals: 0 })
  })

  test('are shown to it four times at most', async () => {
    const { error, calls } = await describing(
      () => unknown,
      () => true,
    )
    expect(error?.code).toBe('CREDENTIALS_REFUSED')
    expect(calls).toBe(4)
  })

  test.each([
    ['not new', () => false],
    ['of an age that cannot be told', undefined],
  ])('are shown to it once where they are %s', async (_, areNew) => {
    const { error, calls } = await describing(() => unknown, areNew)
    expect(error?.code).toBe('CREDENTIALS_REFUSED')
    expect(calls).toBe(1)
  })

  test('are given up where they grow old meanwhile', async () => {
    let asked = 0
    const { calls } = await describing(
      () => unknown,
      () => ++asked < 2,
    )
    expect(calls).toBe(2)
  })

  test('may be expired before: they are renewed once, and patience is had with the new ones', async () => {
    const answers = [refusing('ExpiredTokenException'), unknown, unknown, found]
    const {
      found: answer,
      calls,
      renewals,
    } = await describing(
      (call) => answers[call - 1] ?? found,
      () => true,
    )
    expect(answer?.repositories).toHaveLength(1)
    expect({ calls, renewals }).toEqual({ calls: 4, renewals: 1 })
  })

  test('are not renewed again and again, whatever comes', async () => {
    const expired = refusing('ExpiredTokenException')
    const { calls, renewals } = await describing(
      (call) => (call % 2 === 0 ? unknown : expired),
      () => true,
    )
    expect(renewals).toBe(1)
    expect(calls).toBeLessThanOrEqual(5)
  })

  test('do not keep a denial waiting', async () => {
    const { calls } = await describing(
      () => refusing('AccessDeniedException'),
      () => true,
    )
    expect(calls).toBe(1)
  })

  test('do not keep a cancelled run waiting', async () => {
    const controller = new AbortController()
    const began = performance.now()
    setTimeout(() => controller.abort(cancelled()), 100)
    const options = { pace: 1, signal: controller.signal }
    const { error, calls } = await describing(
      () => unknown,
      () => true,
      options,
    )
    expect({ code: error?.code, calls }).toEqual({ code: 'CANCELLED', calls: 1 })
    expect(performance.now() - began).toBeLessThan(800)
  })

  test('of STS are waited for too', async () => {
    const xml = (code: string) =>
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>x</Message></Error></ErrorResponse>`
    const { calls } = await scriptedAws((_, all) =>
      all.length < 2
        ? { status: 403, type: 'text/xml', body: xml('InvalidClientTokenId') }
        : {
            type: 'text/xml',
            body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
          },
    )
    const credentials = { ...givenSource().credentials, areNew: () => true }
    const sts = stsClient({ region: 'eu-west-1', credentials, signal: never, pace: 60 })
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe('a')
    expect(calls).toHaveLength(2)
  })
})

describe('what the service refuses is not tried again', () => {
  test.each([
    ['InvalidParameterException', 400],
    ['RepositoryNotFoundException', 400],
    ['AccessDeniedException', 403],
    ['UnrecognizedClientException', 400],
    ['InvalidSignatureException', 403],
    ['ValidationException', 404],
    ['SomethingNewException', 409],
  ])('%s with %i', async (name, status) => {
    const { calls } = await scriptedAws(() => refusing(name, 'x', status))
    await failing(() => describeOnce())
    expect(calls).toHaveLength(1)
  })
})

describe('the pause before another try', () => {
  /** The longest of many, in ms. */
  async function longest(pace: number, errorType: 'TRANSIENT' | 'THROTTLING'): Promise<number> {
    const pauses = Array.from({ length: 40 }, async () => {
      const { retryStrategy } = configuration({ region: 'eu-west-1', signal: never, pace })
      const first = await retryStrategy.acquireInitialRetryToken('x')
      const next = await retryStrategy.refreshRetryTokenForRetry(first, { errorType })
      return (next as unknown as { $retryLog: { acquisitionDelay: number } }).$retryLog.acquisitionDelay
    })
    return Math.max(...(await Promise.all(pauses)))
  }

  test.each([
    ['TRANSIENT', 100],
    ['THROTTLING', 1_000],
  ] as const)('is the SDK’s own, divided by the pace: %s', async (errorType, mostMs) => {
    const real = await longest(1, errorType)
    expect(real).toBeGreaterThan(15)
    expect(real).toBeLessThanOrEqual(mostMs)
    expect(await longest(50, errorType)).toBeLessThanOrEqual(mostMs / 50)
  })
})

describe('a cancelled run', () => {
  test('ends a call that waits for its answer', async () => {
    const controller = new AbortController()
    const { calls } = await scriptedAws(() => 'silence')
    const running = failing(() => describeOnce(undefined, controller.signal))
    while (calls.length === 0) await sleep(10)
    const began = performance.now()
    controller.abort(cancelled())
    expect((await running).code).toBe('CANCELLED')
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(calls).toHaveLength(1)
  })

  test('makes no call any more', async () => {
    const { calls } = await scriptedAws(() => found)
    const failure = await failing(() => describeOnce(undefined, AbortSignal.abort(cancelled())))
    expect(failure.code).toBe('CANCELLED')
    expect(calls).toEqual([])
  })
})

test('STS is asked without a signature for a role by web identity', async () => {
  const { calls } = await scriptedAws(() => ({
    type: 'text/xml',
    body: `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>A</AccessKeyId>
<SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>2026-11-20T10:00:00Z</Expiration></Credentials>
</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
  }))
  const answer = await stsClient({ region: 'eu-west-1', signal: never, pace: 1 }).send(
    new AssumeRoleWithWebIdentityCommand({ RoleArn: 'r', RoleSessionName: 's', WebIdentityToken: 't' }),
  )
  expect(answer.Credentials?.SessionToken).toBe('T')
  expect(calls[0]).toMatchObject({ operation: 'AssumeRoleWithWebIdentity', authorization: '' })
})
