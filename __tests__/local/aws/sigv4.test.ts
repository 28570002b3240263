import { DescribeRepositoriesCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { assume, ecrClient, type Keys, refusal, stsClient, withAws } from './support.ts'

let aws: LocalAws
let session: Keys

const trust = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } } as const

beforeAll(async () => {
  aws = await startAws({ roles: [{ name: 'deployer', trust }] })
  session = await assume(aws)
})
afterAll(() => aws.close())

const describeRepositories = (client: ECRClient) => client.send(new DescribeRepositoriesCommand({}))
const whoAmI = (client: STSClient) => client.send(new GetCallerIdentityCommand({}))

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
const INVALID = 'The security token included in the request is invalid.'

test('long-lived keys and session keys are accepted', async () => {
  await describeRepositories(ecrClient(aws))
  await describeRepositories(ecrClient(aws, session))
  expect((await whoAmI(stsClient(aws, session))).Arn).toBe(
    'arn:aws:sts::123456789012:assumed-role/deployer/session',
  )
})

describe('keys that are refused', () => {
  test.each<[string, () => Keys, string, string, string]>([
    [
      'a wrong secret',
      () => ({ ...aws.keys, secretAccessKey: 'x' }),
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      MISMATCH,
    ],
    [
      'an unknown key',
      () => ({ ...aws.keys, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' }),
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      INVALID,
    ],
    [
      'a wrong session token',
      () => ({ ...session, sessionToken: 'x' }),
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      INVALID,
    ],
    [
      'a missing session token',
      () => ({ accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey }),
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      INVALID,
    ],
    [
      'a session token that is not its own',
      () => ({ ...aws.keys, sessionToken: session.sessionToken ?? '' }),
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      INVALID,
    ],
  ])('%s', async (_, keys, json, xml, message) => {
    expect(await refusal(describeRepositories(ecrClient(aws, keys())))).toEqual({
      name: json,
      message,
      status: 400,
    })
    expect(await refusal(whoAmI(stsClient(aws, keys())))).toEqual({ name: xml, message, status: 403 })
  })

  test('an expired session', async () => {
    const message = 'The security token included in the request is expired'
    await withAws({ pace: 60, roles: [{ name: 'deployer', trust }] }, async (fast) => {
      const keys = await assume(fast)
      await describeRepositories(ecrClient(fast, keys))
      const now = Date.now
      try {
        // 900 seconds at pace 60 are 15: too long to wait for here, so the clock goes on instead.
        Date.now = () => now() + 15_000
        const json = await refusal(describeRepositories(ecrClient(fast, keys)))
        const xml = await refusal(whoAmI(stsClient(fast, keys)))
        expect(json).toEqual({ name: 'ExpiredTokenException', message, status: 400 })
        expect(xml).toEqual({ name: 'ExpiredToken', message, status: 403 })
      } finally {
        Date.now = now
      }
    })
  })
})

describe('requests that were changed or signed for something else', () => {
  type Change = (request: { body?: unknown; path: string; headers: Record<string, string> }) => void

  function changed(client: ECRClient, change: Change): ECRClient {
    client.middlewareStack.add(
      (next) => (args) => {
        change(args.request as Parameters<Change>[0])
        return next(args)
      },
      { step: 'finalizeRequest', priority: 'low', name: 'changeAfterSigning' },
    )
    return client
  }

  test.each<[string, Change, string, string]>([
    [
      'another body',
      (r) => {
        r.body = '{"maxResults":1}'
        r.headers['content-length'] = '16'
      },
      'InvalidSignatureException',
      MISMATCH,
    ],
    [
      'another operation',
      (r) => {
        r.headers['x-amz-target'] = 'AmazonEC2ContainerRegistry_V20150921.DeleteRepository'
      },
      'InvalidSignatureException',
      MISMATCH,
    ],
    [
      'another date',
      (r) => {
        r.headers['x-amz-date'] = new Date(Date.now() + 60_000).toISOString().replace(/[-:]|\.\d+/g, '')
      },
      'InvalidSignatureException',
      MISMATCH,
    ],
    [
      'no signature',
      (r) => {
        delete r.headers.authorization
      },
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
    [
      'half a signature',
      (r) => {
        r.headers.authorization = 'AWS4-HMAC-SHA256 Credential=x'
      },
      'IncompleteSignatureException',
      'Authorization header is not a SigV4 signature.',
    ],
    [
      'the host left unsigned',
      (r) => {
        r.headers.authorization = (r.headers.authorization ?? '').replace('host;', '')
      },
      'InvalidSignatureException',
      "'host' must be a 'SignedHeader' in the AWS Authorization.",
    ],
  ])('%s', async (_, change, name, message) => {
    const answer = await refusal(describeRepositories(changed(ecrClient(aws), change)))
    expect(answer).toEqual({ name, message, status: 400 })
  })

  test('another service', async () => {
    const client = changed(ecrClient(aws), (r) => {
      r.headers.authorization = (r.headers.authorization ?? '').replace('/ecr/', '/ecs/')
    })
    expect(await refusal(describeRepositories(client))).toMatchObject({
      message: "Credential should be scoped to correct service: 'ecr'. ",
    })
  })

  test.each([
    [
      'ten minutes late',
      -600_000,
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(.+ - 5 min\.\)$/,
    ],
    ['ten minutes early', 600_000, /^Signature not yet current: \d{8}T\d{6}Z is still later than /],
  ])('a clock %s', async (_, systemClockOffset, message) => {
    const client = ecrClient(aws)
    client.config.systemClockOffset = systemClockOffset
    expect(await refusal(describeRepositories(client))).toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(message),
    })
  })
})

test('requests are recorded in order, with who made them and how they ended', async () => {
  await withAws({}, async (local) => {
    await describeRepositories(ecrClient(local))
    await refusal(whoAmI(stsClient(local, { ...local.keys, secretAccessKey: 'x' })))
    await fetch(`${local.url}/v2/`)
    const at = expect.any(Number)
    const principal = 'arn:aws:iam::123456789012:user/administrator'
    expect(local.requests).toEqual([
      { at, service: 'ecr', operation: 'DescribeRepositories', parameters: {}, status: 200, principal },
      { at, service: 'sts', operation: 'GetCallerIdentity', parameters: {}, status: 403 },
      { at, service: 'registry', operation: 'GET base', status: 401 },
    ])
  })
})
