import { existsSync, lstatSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ecrClient } from '../../src/lib/aws.ts'
import { authorize, ownHost, prepareDocker } from '../../src/registry/login.ts'
import { failing } from '../support/failure.ts'
import { givenFolder } from '../support/folder.ts'
import { host } from '../support/given.ts'
import { type Answer, refusing, scriptedAws } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

const login = { host, token: 'QVdTOnB3' }

afterEach(() => {
  process.umask(0o022)
})

/** Prepares in a new private folder, and reads what was written there. */
async function prepare(env: Readonly<Record<string, string>>, withLogin = true) {
  const privateFolder = join(givenFolder(), 'slipway-1')
  const { value, log } = await written(() => prepareDocker(withLogin ? login : undefined, privateFolder, env))
  const folder = join(privateFolder, 'docker')
  const config: unknown = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
  return { privateFolder, folder, config, log, env: value.env }
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

describe('the private Docker configuration', () => {
  test('is for nobody else to read, whatever the umask', async () => {
    process.umask(0)
    const { privateFolder, folder } = await prepare({ HOME: givenFolder() })
    expect([mode(privateFolder), mode(folder), mode(join(folder, 'config.json'))]).toEqual([
      '700',
      '700',
      '600',
    ])
  })

  test('is what docker is told to use, with the builders that the user has', async () => {
    const home = givenFolder()
    const { folder, env } = await prepare({ HOME: home, PATH: '/usr/bin', INPUT_REPOSITORY: 'shop' })
    expect(env).toEqual({
      HOME: home,
      PATH: '/usr/bin',
      DOCKER_CONFIG: folder,
      BUILDX_CONFIG: join(home, '.docker/buildx'),
    })
  })

  test('adds to the user’s own, which stays untouched', async () => {
    const text = '{\n\t"auths": {"docker.io": {"auth": "eDp5"}}, "credsStore": "desktop"}'
    const home = givenFolder({ '.docker/config.json': text })
    const { config, log } = await prepare({ HOME: home })
    expect(config).toEqual({
      auths: { 'docker.io': { auth: 'eDp5' }, [host]: { auth: login.token } },
      credsStore: 'desktop',
      credHelpers: { [host]: '' },
      cliPluginsExtraDirs: [join(home, '.docker/cli-plugins')],
    })
    expect(readFileSync(join(home, '.docker/config.json'), 'utf8')).toBe(text)
    expect(log).toBe('')
  })

  test('without a login holds the user’s own, for base images', async () => {
    const home = givenFolder({ '.docker/config.json': '{"auths": {"docker.io": {"auth": "eDp5"}}}' })
    const { config } = await prepare({ HOME: home }, false)
    expect(config).toEqual({
      auths: { 'docker.io': { auth: 'eDp5' } },
      cliPluginsExtraDirs: [join(home, '.docker/cli-plugins')],
    })
  })

  test('starts from DOCKER_CONFIG where that is set', async () => {
    const own = givenFolder({ 'config.json': '{"currentContext": "own"}' })
    const home = givenFolder({ '.docker/config.json': '{"currentContext": "home"}' })
    const { config, env } = await prepare({ HOME: home, DOCKER_CONFIG: own })
    expect(config).toMatchObject({ currentContext: 'own', cliPluginsExtraDirs: [join(own, 'cli-plugins')] })
    expect(env.BUILDX_CONFIG).toBe(join(own, 'buildx'))
  })

  test('keeps BUILDX_CONFIG where that is set', async () => {
    const { env } = await prepare({ HOME: givenFolder(), BUILDX_CONFIG: '/builders' })
    expect(env.BUILDX_CONFIG).toBe('/builders')
  })

  test('shows the user’s contexts', async () => {
    const home = givenFolder({ '.docker/contexts/meta/1/meta.json': '{}' })
    const { folder } = await prepare({ HOME: home })
    expect(lstatSync(join(folder, 'contexts')).isSymbolicLink()).toBe(true)
    expect(readlinkSync(join(folder, 'contexts'))).toBe(join(home, '.docker/contexts'))
    expect(existsSync(join(folder, 'contexts/meta/1/meta.json'))).toBe(true)
  })

  test('has no contexts where the user has none', async () => {
    const { folder } = await prepare({ HOME: givenFolder() })
    expect(existsSync(join(folder, 'contexts'))).toBe(false)
  })

  test('finds contexts and plugins of a relative DOCKER_CONFIG too', async () => {
    const own = givenFolder({ 'contexts/meta/1/meta.json': '{}', 'config.json': '{"currentContext": "own"}' })
    const { folder, config, env } = await prepare({
      HOME: '/none',
      DOCKER_CONFIG: relative(process.cwd(), own),
    })
    expect(existsSync(join(folder, 'contexts/meta/1/meta.json'))).toBe(true)
    expect(config).toMatchObject({ currentContext: 'own', cliPluginsExtraDirs: [join(own, 'cli-plugins')] })
    expect(env.BUILDX_CONFIG).toBe(join(own, 'buildx'))
  })

  test.each(['', '{', '<html>'])(
    'starts empty, with a warning, where the user’s is no JSON: %j',
    async (text) => {
      const home = givenFolder({ '.docker/config.json': text })
      const { config, log } = await prepare({ HOME: home })
      expect(config).toEqual({
        auths: { [host]: { auth: login.token } },
        credHelpers: { [host]: '' },
        cliPluginsExtraDirs: [join(home, '.docker/cli-plugins')],
      })
      expect(log).toBe(
        `::warning::${join(home, '.docker/config.json')} is not JSON: Slipway goes on without the logins and settings in it.\n`,
      )
      expect(readFileSync(join(home, '.docker/config.json'), 'utf8')).toBe(text)
    },
  )
})

describe('the registry’s password', () => {
  const signal = new AbortController().signal
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  const token = Buffer.from('AWS:hunter22').toString('base64')
  const answering = (authorizationToken: unknown): Answer => ({
    body: { authorizationData: [{ authorizationToken }] },
  })

  async function authorizing(answer: Answer) {
    await scriptedAws(() => answer)
    return written(() => authorize(ecrClient({ region: 'eu-west-1', credentials, signal, pace: 1 }), host))
  }

  test('is masked in both its forms before anything else is written', async () => {
    const { value, log } = await authorizing(answering(token))
    expect(value).toEqual({ host, token })
    expect(log).toBe(`::add-mask::${token}\n::add-mask::hunter22\n`)
  })

  test.each<[string, Answer, string]>([
    ['an empty answer', { body: {} }, 'AWS_BAD_ANSWER'],
    ['an empty list', { body: { authorizationData: [] } }, 'AWS_BAD_ANSWER'],
    ['no token', answering(undefined), 'AWS_BAD_ANSWER'],
    ['a token without a password', answering(Buffer.from('AWS').toString('base64')), 'AWS_BAD_ANSWER'],
    [
      'a denial',
      refusing(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
      ),
      'AWS_ACCESS_DENIED',
    ],
  ])('%s is an error', async (_, answer, code) => {
    const failure = await failing(() => authorizing(answer))
    expect({ code: failure.code, sentence: failure.sentence }).toEqual({
      code,
      sentence: expect.stringContaining(`ecr:GetAuthorizationToken for the registry ${host}`),
    })
  })
})

describe('the host of the registry of these credentials', () => {
  const credentials = {
    provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
    renew: async () => undefined,
  }
  const token = Buffer.from('AWS:hunter22').toString('base64')

  async function asking(answer: Answer) {
    const { calls } = await scriptedAws(() => answer)
    const signal = new AbortController().signal
    const ecr = ecrClient({ region: 'eu-west-1', credentials, signal, pace: 10 })
    return { ...(await written(() => ownHost(ecr))), calls }
  }

  const data = (more: object): Answer => ({ body: { authorizationData: [more] } })

  test.each([
    [`https://${host}`, host],
    ['http://127.0.0.1:5000', '127.0.0.1:5000'],
  ])('is named by its login: %s', async (proxyEndpoint, expected) => {
    const { value, log, calls } = await asking(data({ authorizationToken: token, proxyEndpoint }))
    expect(value).toBe(expected)
    expect(log).toBe(`::add-mask::${token}\n::add-mask::hunter22\n`)
    expect(calls).toHaveLength(1)
  })

  test.each<[string, Answer, string]>([
    ['an empty answer', { body: {} }, 'AWS_BAD_ANSWER'],
    ['no endpoint', data({ authorizationToken: token }), 'AWS_BAD_ANSWER'],
    ['no token', data({ proxyEndpoint: `https://${host}` }), 'AWS_BAD_ANSWER'],
    ['a denial', refusing('AccessDeniedException', 'no'), 'AWS_ACCESS_DENIED'],
  ])('%s is an error', async (_, answer, code) => {
    const failure = await failing(() => asking(answer))
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('ecr:GetAuthorizationToken for the registry')
  })
})
