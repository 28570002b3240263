import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  KmsException,
  ListImagesCommand,
} from '@aws-sdk/client-ecr'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, test } from '@jest/globals'
import type { FaultKind, LocalAws } from '../../../local/aws/aws.ts'
import { nextFault } from '../../../local/aws/faults.ts'
import { ecrClient, logIn, refusal, stsClient, withAws } from './support.ts'

const ecrCall = (aws: LocalAws) => refusal(ecrClient(aws).send(new DescribeRepositoriesCommand({})))
const stsCall = (aws: LocalAws) => refusal(stsClient(aws).send(new GetCallerIdentityCommand({})))

describe('each kind, as clients see it', () => {
  test.each<[FaultKind, [string, number], [string, number], number]>([
    ['throttle', ['ThrottlingException', 400], ['Throttling', 400], 429],
    ['server-error', ['ServerException', 500], ['InternalFailure', 500], 500],
    ['expired-token', ['ExpiredTokenException', 400], ['ExpiredToken', 403], 403],
    ['access-denied', ['AccessDeniedException', 400], ['AccessDenied', 403], 403],
  ])('%s', async (kind, json, xml, registry) => {
    await withAws({}, async (aws) => {
      const login = await logIn(aws)
      for (const operation of ['ecr:*', 'sts:*', 'registry:*']) aws.addFault({ operation, times: 1, kind })
      const first = await ecrCall(aws)
      const second = await stsCall(aws)
      expect([first.name, first.status]).toEqual(json)
      expect([second.name, second.status]).toEqual(xml)
      expect((await login('GET', '')).status).toBe(registry)
      expect((await login('GET', '')).status).toBe(200)
    })
  })

  test('html', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'html' }] }, async (aws) => {
      expect(await ecrCall(aws)).toMatchObject({ name: 'SyntaxError', status: 503 })
    })
  })

  test('html-200: a page where an answer was meant to be', async () => {
    const fault = { times: 1, kind: 'html-200' } as const
    const faults = ['ecr:*', 'sts:*'].map((operation) => ({ ...fault, operation }))
    await withAws({ faults }, async (aws) => {
      expect(await ecrCall(aws)).toMatchObject({ name: 'SyntaxError', status: 200 })
      const answer = await fetch(aws.url, { method: 'POST', body: 'Action=GetCallerIdentity' })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html'])
    })
  })

  test('not-json: a success that cannot be read', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'not-json' }] }, async (aws) => {
      expect(await ecrCall(aws)).toMatchObject({ name: 'SyntaxError', status: 200 })
    })
  })

  test('idp-communication', async () => {
    await withAws({ faults: [{ operation: 'sts:*', times: 1, kind: 'idp-communication' }] }, async (aws) => {
      expect(await stsCall(aws)).toEqual({
        name: 'IDPCommunicationErrorException',
        message: 'The identity provider could not be reached',
        status: 400,
      })
    })
  })

  test('region-disabled', async () => {
    await withAws({ faults: [{ operation: '*', times: 2, kind: 'region-disabled' }] }, async (aws) => {
      expect(await stsCall(aws)).toMatchObject({
        name: 'RegionDisabledException',
        message: expect.stringMatching(/^STS is not activated in this region for account:123456789012\. /),
        status: 403,
      })
      expect(await ecrCall(aws)).toMatchObject({ name: 'UnrecognizedClientException', status: 400 })
    })
  })

  test('kms', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'kms' }] }, async (aws) => {
      const error: unknown = await ecrClient(aws)
        .send(new DescribeRepositoriesCommand({}))
        .catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(KmsException)
      expect(error).toMatchObject({ kmsError: 'DisabledException', $metadata: { httpStatusCode: 400 } })
    })
  })

  test('empty: a success without a word', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'empty' }] }, async (aws) => {
      const answer = await ecrClient(aws).send(new DescribeRepositoriesCommand({}))
      expect([answer.$metadata.httpStatusCode, answer.repositories]).toEqual([200, undefined])
    })
  })

  test('reset: the connection is cut, and nothing was done', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'reset' }] }, async (aws) => {
      expect((await ecrCall(aws)).message).toMatch(/ECONNRESET|socket hang up/)
      expect(aws.requests).toMatchObject([{ operation: 'DescribeRepositories', status: 0 }])
    })
  })

  const create = (aws: LocalAws) =>
    ecrClient(aws).send(new CreateRepositoryCommand({ repositoryName: 'app' }))

  test('after-reset: the connection is cut, and all was done', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'after-reset' }] }, async (aws) => {
      expect((await refusal(create(aws))).message).toMatch(/ECONNRESET|socket hang up/)
      expect((await refusal(create(aws))).name).toBe('RepositoryAlreadyExistsException')
      expect(aws.requests.map((request) => request.status)).toEqual([0, 400])
    })
  })

  test('half: a status and half a body, of what was done', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'half' }] }, async (aws) => {
      expect((await refusal(create(aws))).message).toMatch(/aborted|ECONNRESET|premature/i)
      expect(aws.requests.map((request) => request.status)).toEqual([200])
      expect(aws.images('app')).toEqual([])
    })
  })

  test('stall: nothing is answered, and the connection stays', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'stall' }] }, async (aws) => {
      const abortSignal = AbortSignal.timeout(100)
      const call = ecrClient(aws).send(new DescribeRepositoriesCommand({}), { abortSignal })
      expect((await refusal(call)).name).toBe('AbortError')
      expect(aws.requests).toMatchObject([{ operation: 'DescribeRepositories', status: 0 }])
    })
  })

  test('slow: late, and then as always', async () => {
    await withAws({ faults: [{ operation: 'ecr:*', times: 1, kind: 'slow', ms: 80 }] }, async (aws) => {
      const started = Date.now()
      expect((await ecrClient(aws).send(new DescribeRepositoriesCommand({}))).repositories).toEqual([])
      expect(Date.now() - started).toBeGreaterThanOrEqual(75)
    })
  })
})

test('only the operation that is named, after those that are skipped, and so many times', async () => {
  const fault = { operation: 'ecr:ListImages', times: 2, skip: 1, kind: 'throttle' } as const
  await withAws({ faults: [fault] }, async (aws) => {
    aws.createRepository('app')
    await ecrClient(aws).send(new DescribeRepositoriesCommand({}))
    for (let i = 0; i < 4; i++) {
      await ecrClient(aws)
        .send(new ListImagesCommand({ repositoryName: 'app' }))
        .catch(() => undefined)
    }
    expect(aws.requests.map((request) => request.status)).toEqual([200, 200, 400, 400, 200])
  })
})

test('faults can be ended: those of one operation, or all', async () => {
  const fault = { times: 'always', kind: 'throttle' } as const
  const faults = ['ecr:*', 'sts:*'].map((operation) => ({ ...fault, operation }))
  await withAws({ faults }, async (aws) => {
    aws.removeFaults('ecr:*')
    await ecrClient(aws).send(new DescribeRepositoriesCommand({}))
    expect((await stsCall(aws)).name).toBe('Throttling')
    aws.removeFaults()
    await stsClient(aws).send(new GetCallerIdentityCommand({}))
  })
})

test('faults on one operation take turns', () => {
  const plan = [
    { fault: { operation: 'ecr:*', times: 1, kind: 'throttle' } as const, seen: 0 },
    { fault: { operation: 'ecr:PutImage', times: 1, skip: 1, kind: 'reset' } as const, seen: 0 },
    { fault: { operation: '*', times: 'always', kind: 'html' } as const, seen: 0 },
  ]
  const kinds = ['ecr:PutImage', 'ecr:PutImage', 'ecr:PutImage', 'sts:AssumeRole'].map(
    (operation) => nextFault(plan, operation)?.kind,
  )
  expect(kinds).toEqual(['throttle', 'html', 'reset', 'html'])
})
