import { DescribeRepositoriesCommand, ListImagesCommand } from '@aws-sdk/client-ecr'
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
