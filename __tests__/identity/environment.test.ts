import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { environment } from '../../src/identity/environment.ts'
import type { CredentialSource } from '../../src/lib/aws.ts'
import { failing } from '../support/failure.ts'
import { givenFolder } from '../support/folder.ts'
import { type Answer, type Call, type ScriptedAws, scriptedAws } from '../support/scripted-aws.ts'
import { givenToken, handingOut, stsRefusing } from '../support/sts.ts'

// The SDK's chain against sources that are really there: files in a folder, STS and a container's endpoint on loopback.

type Texts = Readonly<Record<string, string>>

const before = { ...process.env }
const ofSources = /^(AWS_|HOME$)/

/** A machine on which nothing gives credentials; `present` puts a source there. */
function present(variables: Texts, without: readonly string[] = []): void {
  Object.assign(process.env, variables)
  for (const name of without) delete process.env[name]
}

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (ofSources.test(name)) delete process.env[name]
  present({
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    HOME: givenFolder(),
  })
})

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})

const region = 'eu-central-1'

function sourceOf(signal = new AbortController().signal): CredentialSource {
  return environment({ region, signal, pace: 60 })
}

function refusal(source = sourceOf()) {
  return failing(() => source.provide())
}

function givenFiles(files: Readonly<{ config: string; credentials?: string; token?: string }>): string {
  const folder = givenFolder({ ...files })
  present({
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  })
  return folder
}

const denied = 'User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole'

/** An endpoint as ECS and EKS give one to a container. */
async function container(answer: (number: number) => Answer): Promise<ScriptedAws> {
  const scripted = await scriptedAws((_, { length }) => answer(length))
  present({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${scripted.url}/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'Bearer of-the-pod',
  })
  return scripted
}

function boxOf(number: number): Answer {
  const Expiration = new Date(Date.now() + 3_600_000).toISOString()
  const body = { AccessKeyId: `BOX${number}`, SecretAccessKey: 's', Token: `t${number}`, Expiration }
  return { type: 'application/json', body }
}

// First, because what is given up still tries again in the background for some seconds.
describe('a source that never answers', () => {
  test('is not waited for by a cancelled run', async () => {
    const { calls } = await container(() => 'silence')
    const controller = new AbortController()
    const running = refusal(sourceOf(controller.signal))
    while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    const began = performance.now()
    controller.abort(cancelled())
    expect((await running).code).toBe('CANCELLED')
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test('is given up after 20 seconds', async () => {
    const { calls } = await container(() => 'silence')
    const began = performance.now()
    const { code, sentence } = await refusal()
    expect(performance.now() - began).toBeLessThan(25_000)
    expect({ code, isAsked: calls.length > 0 }).toEqual({ code: 'CREDENTIALS_UNREADABLE', isAsked: true })
    expect(sentence).toContain('no answer within 20 s')
  })
})

describe('keys in variables', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'OUTER', AWS_SECRET_ACCESS_KEY: 'outer-secret' }

  test('are given, and as expired, so that every client asks here again', async () => {
    present({ ...keys, AWS_SESSION_TOKEN: 'outer-token' })
    const { calls } = await scriptedAws(handingOut())
    expect(await sourceOf().provide()).toMatchObject({
      accessKeyId: 'OUTER',
      secretAccessKey: 'outer-secret',
      sessionToken: 'outer-token',
      expiration: new Date(0),
    })
    expect(calls).toEqual([])
  })

  test('that changed are seen once they are renewed', async () => {
    present(keys)
    const source = sourceOf()
    await source.provide()
    present({ AWS_ACCESS_KEY_ID: 'NEWER' })
    await source.renew(performance.now())
    expect(await source.provide()).toMatchObject({ accessKeyId: 'NEWER', expiration: new Date(0) })
  })
})

describe('a profile with a role', () => {
  const role = 'arn:aws:iam::123456789012:role/ci'
  const config = `[profile release]\nrole_arn = ${role}\nsource_profile = base\nexternal_id = x1\n`
  const credentials = '[base]\naws_access_key_id = BASE\naws_secret_access_key = base-secret\n'

  async function profiled(answer: (call: Call) => Answer = handingOut()): Promise<ScriptedAws> {
    givenFiles({ config, credentials })
    present({ AWS_PROFILE: 'release' }, ['AWS_REGION', 'AWS_DEFAULT_REGION'])
    return scriptedAws(answer)
  }

  test('is assumed by the keys of the other profile, in the region of the settings', async () => {
    const { calls } = await profiled()
    expect(await sourceOf().provide()).toMatchObject({
      accessKeyId: 'KEY1',
      sessionToken: 'token-1',
      expiration: new Date(0),
    })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      operation: 'AssumeRole',
      input: { RoleArn: role, ExternalId: 'x1' },
      authorization: expect.stringMatching(new RegExp(`Credential=BASE/\\d{8}/${region}/sts/`)),
    })
  })

  test('that is denied is told in the words of STS', async () => {
    const { calls } = await profiled(() => stsRefusing('AccessDenied', denied, 403))
    expect(await refusal()).toEqual({
      code: 'CREDENTIALS_UNREADABLE',
      sentence: `The AWS credentials of the environment that AWS_PROFILE names could not be read: AccessDenied: ${denied}`,
      hint: expect.stringContaining('AWS_PROFILE'),
    })
    expect(calls).toHaveLength(1)
  })

  test('is asked for as often as everything else', async () => {
    const { calls } = await profiled(() => stsRefusing('InternalFailure', 'on our side', 500))
    expect(await refusal()).toMatchObject({
      code: 'CREDENTIALS_UNREADABLE',
      sentence: expect.stringContaining('on our side'),
    })
    expect(calls).toHaveLength(4)
  })

  test('without the other one is no machine without credentials', async () => {
    givenFiles({ config: config.replace('base', 'nobody'), credentials })
    present({ AWS_PROFILE: 'release' })
    expect((await refusal()).code).toBe('CREDENTIALS_UNREADABLE')
  })
})

describe('a profile', () => {
  test('that is in no file is no machine without credentials', async () => {
    givenFiles({ config: '[profile release]\nregion = eu-west-1\n' })
    present({ AWS_PROFILE: 'relaese' })
    expect(await refusal()).toMatchObject({
      code: 'CREDENTIALS_UNREADABLE',
      hint: expect.stringContaining('AWS_PROFILE'),
    })
  })

  test('whose program fails is no machine without credentials', async () => {
    givenFiles({ config: '[profile release]\ncredential_process = exit 3\n' })
    present({ AWS_PROFILE: 'release' })
    expect((await refusal()).code).toBe('CREDENTIALS_UNREADABLE')
  })

  test('whose program prints keys gives them', async () => {
    const keys = JSON.stringify({ Version: 1, AccessKeyId: 'PRINTED', SecretAccessKey: 'printed-secret' })
    givenFiles({ config: `[profile release]\ncredential_process = echo '${keys}'\n` })
    present({ AWS_PROFILE: 'release' })
    expect(await sourceOf().provide()).toMatchObject({ accessKeyId: 'PRINTED' })
  })

  test('of single sign-on whose session is over says so', async () => {
    const start = 'https://acme.awsapps.com/start'
    const login = createHash('sha1').update(start).digest('hex')
    const token = JSON.stringify({ accessToken: 'sso-token', expiresAt: '2026-01-01T00:00:00Z' })
    givenFiles({
      config: `[profile release]\nsso_start_url = ${start}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = ci\n`,
    })
    present({ AWS_PROFILE: 'release', HOME: givenFolder({ [`.aws/sso/cache/${login}.json`]: token }) })
    const { code, sentence } = await refusal()
    expect(code).toBe('CREDENTIALS_UNREADABLE')
    expect(sentence).toMatch(/SSO session .* has expired/)
  })
})

describe('a web identity token', () => {
  const role = 'arn:aws:iam::123456789012:role/pod'
  const token = givenToken()
  const refused = () => stsRefusing('InvalidIdentityToken', 'No OpenIDConnect provider found for x')

  /** In variables, as Kubernetes sets them, or in a profile. */
  function givenFile(how: 'variables' | 'profile'): void {
    const folder = givenFiles({ config: '', token })
    const file = join(folder, 'token')
    const config = `[profile pod]\nrole_arn = ${role}\nweb_identity_token_file = ${file}\n`
    if (how === 'profile') givenFiles({ config })
    present(
      how === 'profile' ? { AWS_PROFILE: 'pod' } : { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: role },
    )
  }

  describe.each(['variables', 'profile'] as const)('named in %s', (how) => {
    test('is handed to STS', async () => {
      givenFile(how)
      const { calls } = await scriptedAws(handingOut())
      expect(await sourceOf().provide()).toMatchObject({ accessKeyId: 'KEY1', expiration: new Date(0) })
      expect(calls).toMatchObject([
        {
          operation: 'AssumeRoleWithWebIdentity',
          authorization: '',
          input: { RoleArn: role, WebIdentityToken: token },
        },
      ])
    })

    test('that is refused is told in the words of STS, and not shown', async () => {
      givenFile(how)
      await scriptedAws(refused)
      const { code, sentence, hint } = await refusal()
      expect(code).toBe('CREDENTIALS_UNREADABLE')
      expect(sentence).toMatch(/InvalidIdentityToken\w*: No OpenIDConnect provider found for x$/)
      expect(hint).toContain('AWS_WEB_IDENTITY_TOKEN_FILE')
      expect(sentence + hint).not.toContain(token)
    })
  })

  test('is handed in as often as everything else is tried', async () => {
    givenFile('variables')
    const { calls } = await scriptedAws(() => stsRefusing('InternalFailure', 'on our side', 500))
    expect((await refusal()).code).toBe('CREDENTIALS_UNREADABLE')
    expect(calls).toHaveLength(4)
  })

  test('whose file is not there is told by its path, and STS is not asked', async () => {
    const { calls } = await scriptedAws(handingOut())
    present({ AWS_WEB_IDENTITY_TOKEN_FILE: '/no/such/token', AWS_ROLE_ARN: role })
    expect(await refusal()).toMatchObject({
      code: 'CREDENTIALS_UNREADABLE',
      sentence: expect.stringMatching(/ENOENT.*\/no\/such\/token/),
      hint: expect.stringContaining('AWS_WEB_IDENTITY_TOKEN_FILE'),
    })
    expect(calls).toEqual([])
  })
})

describe('the credentials of a container', () => {
  test('are given, kept, and fetched anew when they are renewed', async () => {
    const { calls } = await container(boxOf)
    const source = sourceOf()
    const box = (number: number) => ({
      accessKeyId: `BOX${number}`,
      sessionToken: `t${number}`,
      expiration: new Date(0),
    })
    expect(await source.provide()).toMatchObject(box(1))
    expect(await source.provide()).toMatchObject(box(1))
    await source.renew(performance.now())
    expect(await source.provide()).toMatchObject(box(2))
    expect(calls.map(({ authorization }) => authorization)).toEqual(Array(2).fill('Bearer of-the-pod'))
  })

  test('that are refused are no machine without credentials', async () => {
    const { calls } = await container(() => ({ status: 403, type: 'application/json', body: {} }))
    expect((await refusal()).code).toBe('CREDENTIALS_UNREADABLE')
    expect(calls.length).toBeGreaterThan(0)
  })

  test('that cannot be renewed fail the renewal', async () => {
    await container((number) => (number === 1 ? boxOf(1) : { status: 500, body: 'x' }))
    const source = sourceOf()
    await source.provide()
    expect((await failing(() => source.renew(performance.now()))).code).toBe('CREDENTIALS_UNREADABLE')
  })
})

describe('nothing at all', () => {
  const missing = {
    code: 'CREDENTIALS_MISSING',
    sentence: 'No AWS credentials were found in the environment, a profile, or a container or instance role.',
    hint: expect.stringContaining('role-to-assume'),
  }

  test('is missing credentials, and nobody is asked', async () => {
    const { calls } = await scriptedAws(handingOut())
    expect(await refusal()).toEqual(missing)
    expect(calls).toEqual([])
  })

  test('beside files that name a region and no credentials', async () => {
    givenFiles({ config: '[default]\nregion = eu-west-1\n', credentials: '' })
    expect(await refusal()).toEqual(missing)
  })

  test('on a machine without a metadata service', async () => {
    present({ AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1' }, ['AWS_EC2_METADATA_DISABLED'])
    expect(await refusal()).toEqual(missing)
  })

  test.each([400, 404])(
    'on an instance without a role, whose metadata service answers %i',
    async (status) => {
      const { url, calls } = await scriptedAws(() => ({ status, type: 'text/plain', body: 'x' }))
      present({ AWS_EC2_METADATA_SERVICE_ENDPOINT: url }, ['AWS_EC2_METADATA_DISABLED'])
      expect(await refusal()).toEqual(missing)
      expect(calls.length).toBeGreaterThan(0)
    },
  )
})
