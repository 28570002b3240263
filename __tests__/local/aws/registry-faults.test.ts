import { ECRPUBLICClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr-public'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { cutsBody, type FaultPlan } from '../../../local/aws/faults.ts'
import { digestOf, logIn, pushBlob, type Registry } from './support.ts'

let aws: LocalAws
let registry: Registry

beforeEach(async () => {
  aws = await startAws()
  aws.createRepository('shop')
  registry = await logIn(aws)
})
afterEach(() => aws.close())

const expired = {
  errors: [
    { code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' },
  ],
}

async function upload(bytes: number): Promise<string> {
  return pushBlob(registry, 'shop', Buffer.alloc(bytes, bytes))
}

describe('mid-blob', () => {
  test('cuts the connection while the blob comes in, and nothing of it is kept', async () => {
    aws.addFault({ operation: 'registry:PUT upload', times: 1, kind: 'mid-blob', bytes: 100_000 })
    await expect(upload(1_000_000)).rejects.toThrow()
    expect(aws.requests.at(-1)).toMatchObject({
      service: 'registry',
      operation: 'PUT upload',
      parameters: { repository: 'shop' },
      status: 0,
    })
    const blob = digestOf(Buffer.alloc(1_000_000, 1_000_000))
    expect((await registry('HEAD', `shop/blobs/${blob}`)).status).toBe(404)
    expect(await upload(1_000_000)).toBe(blob)
  })

  test('leaves the upload as it was', async () => {
    const start = await registry('POST', 'shop/blobs/uploads/')
    const path = (start.headers.get('location') ?? '').replace('/v2/', '')
    await registry('PATCH', path, { body: 'first ' })
    aws.addFault({ operation: 'registry:PATCH upload', times: 1, kind: 'mid-blob' })
    await expect(registry('PATCH', path, { body: 'second' })).rejects.toThrow()
    expect((await registry('GET', path)).headers.get('range')).toBe('0-5')
  })

  test('takes no account of bodies that are shorter', async () => {
    aws.addFault({ operation: 'registry:P*', times: 1, kind: 'mid-blob', bytes: 1000 })
    await upload(999)
    await expect(upload(1000)).rejects.toThrow()
    await upload(1001)
  })

  test('is counted once a body, and does not take turns with others', () => {
    const fault = { operation: 'registry:*', times: 1, skip: 1, kind: 'mid-blob', bytes: 10 } as const
    const plan: FaultPlan = [{ fault, seen: 0 }]
    const pieces = [
      [0, 9],
      [9, 10],
      [10, 99],
    ] as const
    const body = () => pieces.map(([before, now]) => cutsBody(plan, 'registry:PUT upload', before, now))
    expect([body(), body(), body()].map((cuts) => cuts.indexOf(true))).toEqual([-1, 1, -1])
  })

  test('is for calls of the ECR API, too', async () => {
    aws.addFault({ operation: 'ecr:*', times: 1, kind: 'mid-blob' })
    await expect(logIn(aws)).rejects.toThrow()
    expect(aws.requests.at(-1)).toMatchObject({ operation: 'GetAuthorizationToken', status: 0 })
  })
})

test('a server error has the status that is asked for, and the registry’s own code', async () => {
  aws.addFault({ operation: 'registry:*', times: 1, kind: 'server-error', status: 503 })
  const answer = await registry('GET', 'shop/tags/list')
  expect([answer.status, await answer.json()]).toMatchObject([503, { errors: [{ code: 'UNKNOWN' }] }])
})

test('a throttled call has the registry’s own code', async () => {
  aws.addFault({ operation: 'registry:*', times: 1, kind: 'throttle' })
  const answer = await registry('GET', 'shop/tags/list')
  expect(await answer.json()).toEqual({ errors: [{ code: 'TOOMANYREQUESTS', message: 'Rate exceeded' }] })
})

describe('an expired login', () => {
  test('is told in the words of ECR, by one call on demand', async () => {
    aws.addFault({ operation: 'registry:GET tags', times: 1, kind: 'expired-token' })
    const answer = await registry('GET', 'shop/tags/list')
    expect([answer.status, await answer.json()]).toEqual([403, expired])
    expect((await registry('GET', 'shop/tags/list')).status).toBe(200)
  })

  test('is every one that was handed out so far, and none that comes after', async () => {
    const there = aws.in({ region: 'us-east-1' })
    const other = await logIn(there, there.keys, there.url)
    aws.expireLogins()
    for (const old of [registry, other]) {
      const answer = await old('GET', '')
      expect([answer.status, await answer.json()]).toEqual([403, expired])
    }
    expect((await (await logIn(aws))('GET', 'shop/tags/list')).status).toBe(200)
  })

  test('is one of ECR Public, too', async () => {
    const host = aws.createPublicRepository('shop').split('/')[0]
    const client = new ECRPUBLICClient({ endpoint: aws.url, region: 'us-east-1', credentials: aws.keys })
    const base = async (token = '') =>
      (await fetch(`http://${host}/v2/`, { headers: { authorization: `Bearer ${token}` } })).status
    const token = async () =>
      (await client.send(new GetAuthorizationTokenCommand({}))).authorizationData?.authorizationToken
    const old = await token()
    expect(await base(old)).toBe(200)
    aws.expireLogins()
    expect(await base(old)).toBe(403)
    expect(await base(await token())).toBe(200)
  })
})
