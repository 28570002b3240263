import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr'
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { type CredentialSource, ecrClient, stsClient } from '../../src/lib/aws.ts'
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
  const ecr = ecrClient({ region: 'eu-west-1', credentials, signal })
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
const ecr = ecrClient({ region: 'eu-west-1', credentials, signal: new AbortController().signal })
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
    const ecr = ecrClient({ region: 'eu-west-1', credentials, signal: never })
    for (let call = 1; call <= 3; call++) {
      const before = state.asked
      await ecr.send(new DescribeRepositoriesCommand({}))
      expect(state.asked).toBeGreaterThan(before)
    }
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
  const answer = await stsClient({ region: 'eu-west-1', signal: never }).send(
    new AssumeRoleWithWebIdentityCommand({ RoleArn: 'r', RoleSessionName: 's', WebIdentityToken: 't' }),
  )
  expect(answer.Credentials?.SessionToken).toBe('T')
  expect(calls[0]).toMatchObject({ operation: 'AssumeRoleWithWebIdentity', authorization: '' })
})
