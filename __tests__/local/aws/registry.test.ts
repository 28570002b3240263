import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalAws, type PolicyDocument, startAws } from '../../../local/aws/aws.ts'
import {
  assume,
  digestOf,
  ecrClient,
  indexOf,
  logIn,
  OCI_IMAGE,
  OCI_INDEX,
  pushBlob,
  pushImage,
  pushManifest,
  type Registry,
  uploadImage,
  withAws,
} from './support.ts'

let aws: LocalAws
let registry: Registry

beforeAll(async () => {
  aws = await startAws()
  aws.createRepository('team/app')
  registry = await logIn(aws)
})
afterAll(() => aws.close())

async function errorOf(answer: Response): Promise<{ status: number; code: string; message: string }> {
  const body = (await answer.json()) as { errors: { code: string; message: string }[] }
  return { status: answer.status, code: '', message: '', ...body.errors[0] }
}

describe('authentication', () => {
  const base = (authorization?: string) =>
    fetch(`${aws.url}/v2/`, authorization ? { headers: { authorization } } : {})
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

  test('is asked for as Basic', async () => {
    const answer = await base()
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      `Basic realm="${aws.url}/",service="ecr.amazonaws.com"`,
    ])
  })

  test('with the authorization token', async () => {
    expect((await registry('GET', '')).status).toBe(200)
  })

  test.each([
    ['a wrong password', basic('AWS:password')],
    ['no Basic', 'Bearer x'],
    ['rubbish', 'Basic !'],
  ])('%s is a bad request, as at ECR', async (_, authorization) => {
    expect(await errorOf(await base(authorization))).toMatchObject({ status: 400, code: 'DENIED' })
  })

  test('another user than AWS', async () => {
    const { authorizationData } = await ecrClient(aws).send(new GetAuthorizationTokenCommand({}))
    const [, password] = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64')
      .toString()
      .split(':')
    expect((await base(basic(`AWS:${password}`))).status).toBe(200)
    expect((await base(basic(`root:${password}`))).status).toBe(400)
  })

  test('an expired token', async () => {
    const now = Date.now
    try {
      Date.now = () => now() + 13 * 3_600_000
      expect(await errorOf(await registry('GET', 'team/app/tags/list'))).toEqual({
        status: 403,
        code: 'DENIED',
        message: 'Your authorization token has expired. Reauthenticate and try again.',
      })
    } finally {
      Date.now = now
    }
  })
})

describe('uploads', () => {
  const start = async (query = '') => {
    const answer = await registry('POST', `team/app/blobs/uploads/${query}`)
    return { answer, path: (answer.headers.get('location') ?? '').replace('/v2/', '') }
  }
  const blob = (digest: string, method = 'GET') => registry(method, `team/app/blobs/${digest}`)

  test('in chunks, with and without a range', async () => {
    const { answer, path } = await start()
    expect([answer.status, answer.headers.get('range')]).toEqual([202, '0-0'])
    const first = await registry('PATCH', path, { body: 'hello ', headers: { 'content-range': '0-5' } })
    expect([first.status, first.headers.get('range')]).toEqual([202, '0-5'])
    expect((await registry('PATCH', path, { body: 'world' })).headers.get('range')).toBe('0-10')
    const progress = await registry('GET', path)
    expect([progress.status, progress.headers.get('range')]).toEqual([204, '0-10'])
    const digest = digestOf('hello world!')
    const end = await registry('PUT', `${path}?digest=${digest}`, { body: '!' })
    expect([end.status, end.headers.get('docker-content-digest')]).toEqual([201, digest])
    const found = await blob(digest, 'HEAD')
    expect([found.status, found.headers.get('content-length')]).toEqual([200, '12'])
    expect(await (await blob(digest)).text()).toBe('hello world!')
    expect((await registry('GET', path)).status).toBe(404)
  })

  test('at once', async () => {
    const digest = digestOf('at once')
    const answer = await registry('POST', `team/app/blobs/uploads/?digest=${digest}`, { body: 'at once' })
    expect(answer.status).toBe(201)
    expect(await (await blob(digest)).text()).toBe('at once')
  })

  test('a mount is not done: the blob has to be sent', async () => {
    const digest = await pushBlob(registry, 'team/app', Buffer.from('to mount'))
    const { answer, path } = await start(`?mount=${digest}&from=team/app`)
    expect(answer.status).toBe(202)
    expect((await registry('DELETE', path)).status).toBe(204)
    expect((await registry('DELETE', path)).status).toBe(404)
  })

  test('a chunk at the wrong place', async () => {
    const { path } = await start()
    const answer = await registry('PATCH', path, { body: 'x', headers: { 'content-range': '5-5' } })
    expect(await errorOf(answer)).toMatchObject({ status: 416, code: 'BLOB_UPLOAD_INVALID' })
  })

  test.each([
    ['another digest', digestOf('other'), 400],
    ['no digest', 'x', 400],
  ])('%s', async (_, digest, status) => {
    const { path } = await start()
    const answer = await registry('PUT', `${path}?digest=${digest}`, { body: 'bytes' })
    expect(await errorOf(answer)).toMatchObject({ status, code: 'DIGEST_INVALID' })
    expect((await blob(digestOf('bytes'), 'HEAD')).status).toBe(404)
  })

  test('a blob belongs to its repository', async () => {
    aws.createRepository('other')
    const digest = await pushBlob(registry, 'team/app', Buffer.from('mine'))
    expect((await registry('HEAD', `other/blobs/${digest}`)).status).toBe(404)
    expect(await errorOf(await registry('GET', `other/blobs/${digest}`))).toMatchObject({
      code: 'BLOB_UNKNOWN',
    })
  })
})

describe('manifests', () => {
  const get = (reference: string, accept?: string, method = 'GET') =>
    registry(method, `team/app/manifests/${reference}`, accept ? { headers: { accept } } : {})

  test('by tag and by digest, as they were pushed', async () => {
    const manifest = `${await uploadImage(registry, 'team/app')}\n`
    const answer = await pushManifest(registry, 'team/app', manifest, 'one')
    const digest = digestOf(manifest)
    expect([answer.status, answer.headers.get('docker-content-digest')]).toEqual([201, digest])
    for (const reference of ['one', digest]) {
      const found = await get(reference)
      expect([
        found.headers.get('content-type'),
        found.headers.get('docker-content-digest'),
        await found.text(),
      ]).toEqual([OCI_IMAGE, digest, manifest])
      const head = await get(reference, OCI_IMAGE, 'HEAD')
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(manifest.length)])
    }
  })

  test('pushing the same again is no error where tags are mutable', async () => {
    const manifest = await uploadImage(registry, 'team/app')
    for (const _ of [1, 2])
      expect((await pushManifest(registry, 'team/app', manifest, 'again')).status).toBe(201)
  })

  test('the Accept header is honoured', async () => {
    const digest = await pushImage(registry, 'team/app', undefined)
    await pushManifest(registry, 'team/app', indexOf([digest]), 'index', OCI_INDEX)
    expect((await get('index', `text/plain;q=0.5, ${OCI_INDEX}`)).status).toBe(200)
    expect((await get('index', '*/*')).status).toBe(200)
    expect(await errorOf(await get('index', OCI_IMAGE))).toMatchObject({
      status: 404,
      code: 'MANIFEST_UNKNOWN',
    })
  })

  test('tags/list', async () => {
    aws.createRepository('tags')
    for (const tag of ['b', 'a']) await pushImage(registry, 'tags', tag)
    expect(await (await registry('GET', 'tags/tags/list')).json()).toEqual({ name: 'tags', tags: ['a', 'b'] })
  })

  const missing = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: digestOf('nothing'),
    size: 7,
  }
  const incomplete = JSON.stringify({ schemaVersion: 2, mediaType: OCI_IMAGE, config: missing, layers: [] })
  test.each<[string, string, string | undefined, string, number, string]>([
    ['a missing blob', incomplete, undefined, OCI_IMAGE, 400, 'MANIFEST_BLOB_UNKNOWN'],
    ['a missing child', indexOf([missing.digest]), undefined, OCI_INDEX, 400, 'MANIFEST_BLOB_UNKNOWN'],
    ['another digest', incomplete, missing.digest, OCI_IMAGE, 400, 'MANIFEST_INVALID'],
    ['another media type', incomplete, undefined, OCI_INDEX, 400, 'MANIFEST_INVALID'],
    ['a bad tag', incomplete, '.tag', OCI_IMAGE, 400, 'TAG_INVALID'],
    ['no JSON', 'x', undefined, OCI_IMAGE, 400, 'MANIFEST_INVALID'],
    ['more than 4 MiB', ' '.repeat(4 * 1024 * 1024 + 1), undefined, OCI_IMAGE, 413, 'MANIFEST_INVALID'],
  ])('%s is refused', async (_, manifest, reference, mediaType, status, code) => {
    const answer = await pushManifest(registry, 'team/app', manifest, reference, mediaType)
    expect(await errorOf(answer)).toMatchObject({ status, code })
  })

  test('what is not there', async () => {
    expect(await errorOf(await get('free'))).toMatchObject({ status: 404, code: 'MANIFEST_UNKNOWN' })
    expect(await errorOf(await registry('GET', 'nothing/manifests/one'))).toEqual({
      status: 404,
      code: 'NAME_UNKNOWN',
      message: "The repository with name 'nothing' does not exist in the registry with id '123456789012'",
    })
    expect(await errorOf(await registry('POST', 'nothing/blobs/uploads/'))).toMatchObject({
      status: 404,
      code: 'NAME_UNKNOWN',
    })
    expect((await registry('GET', '%zz/manifests/one')).status).toBe(405)
  })

  test('manifests are not deleted through the registry', async () => {
    expect(await errorOf(await get('one', undefined, 'DELETE'))).toMatchObject({
      status: 405,
      code: 'UNSUPPORTED',
    })
  })
})

describe('the registry acts with the rights of whoever asked for the token', () => {
  const PUSH = [
    'BatchCheckLayerAvailability',
    'InitiateLayerUpload',
    'UploadLayerPart',
    'CompleteLayerUpload',
    'PutImage',
  ]

  const anybody: PolicyDocument = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } }

  function policy(actions: readonly string[]): PolicyDocument {
    return {
      Statement: [
        { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
        {
          Effect: 'Allow',
          Action: actions.map((a) => `ecr:${a}`),
          Resource: 'arn:aws:ecr:*:*:repository/team/*',
        },
      ],
    }
  }

  async function attempt(actions: readonly string[], repository = 'team/app') {
    const roles = [{ name: 'deployer', trust: anybody, policy: policy(actions) }]
    return withAws({ roles }, async (local) => {
      local.createRepository(repository)
      const login = await logIn(local, await assume(local))
      const upload = await login('POST', `${repository}/blobs/uploads/`)
      if (upload.status !== 202) return errorOf(upload)
      await login('PATCH', upload.headers.get('location')?.replace('/v2/', '') ?? '', { body: '{}' })
      const blob = await login('POST', `${repository}/blobs/uploads/?digest=${digestOf('{}')}`, {
        body: '{}',
      })
      if (blob.status !== 201) return errorOf(blob)
      const config = {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: digestOf('{}'),
        size: 2,
      }
      const manifest = JSON.stringify({ schemaVersion: 2, mediaType: OCI_IMAGE, config, layers: [] })
      const put = await pushManifest(login, repository, manifest, 'one')
      if (put.status !== 201) return errorOf(put)
      const pulled = await login('GET', `${repository}/manifests/one`)
      return pulled.status === 200 ? 'pushed and pulled' : errorOf(pulled)
    })
  }

  const denied = (action: string, repository = 'team/app') => ({
    status: 403,
    code: 'DENIED',
    message: `User: arn:aws:sts::123456789012:assumed-role/deployer/session is not authorized to perform: ecr:${action} on resource: arn:aws:ecr:eu-west-1:123456789012:repository/${repository} because no identity-based policy allows the ecr:${action} action`,
  })

  test('all that is needed', async () => {
    expect(await attempt([...PUSH, 'BatchGetImage'])).toBe('pushed and pulled')
  })

  test.each(['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload', 'PutImage', 'BatchGetImage'])(
    'all but %s',
    async (action) => {
      expect(await attempt([...PUSH, 'BatchGetImage'].filter((a) => a !== action))).toEqual(denied(action))
    },
  )

  test('a blob that comes with the end of its upload takes the right to upload parts, an empty end does not', async () => {
    const actions = PUSH.filter((action) => action !== 'UploadLayerPart')
    const roles = [{ name: 'deployer', trust: anybody, policy: policy(actions) }]
    await withAws({ roles }, async (local) => {
      local.createRepository('team/app')
      const login = await logIn(local, await assume(local))
      const end = async (init?: RequestInit) => {
        const start = await login('POST', 'team/app/blobs/uploads/')
        const path = start.headers.get('location')?.replace('/v2/', '')
        return login('PUT', `${path}?digest=${digestOf('')}`, init)
      }
      expect((await end()).status).toBe(201)
      expect(await errorOf(await end({ body: '{}' }))).toEqual(denied('UploadLayerPart'))
    })
  })

  test('another repository, existing or not', async () => {
    expect(await attempt([...PUSH, 'BatchGetImage'], 'foreign')).toEqual(
      denied('InitiateLayerUpload', 'foreign'),
    )
  })
})
