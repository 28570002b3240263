import { describe, expect, test } from '@jest/globals'
import { dockerEnvironment, withLogin, withoutHost } from '../../src/registry/docker-config.ts'
import { host } from '../support/given.ts'

const login = { host, token: 'QVdTOnB3' }
const plugins = '/home/ada/.docker/cli-plugins'

describe('the user’s configuration with a login put in', () => {
  test('an empty one', () => {
    expect(withLogin({}, login, plugins)).toEqual({
      auths: { [host]: { auth: 'QVdTOnB3' } },
      credHelpers: { [host]: '' },
      cliPluginsExtraDirs: [plugins],
    })
  })

  test('keeps everything else as it is', () => {
    const user = {
      auths: { 'docker.io': { auth: 'eDp5' }, [host]: { auth: 'b2xk', identitytoken: 'old' } },
      credsStore: 'desktop',
      credHelpers: { 'public.ecr.aws': 'ecr-login', [host]: 'broken' },
      cliPluginsExtraDirs: ['/opt/plugins'],
      currentContext: 'builder',
      proxies: { default: { httpProxy: 'http://proxy' } },
      HttpHeaders: { 'X-Team': 'shop' },
    }
    const before = structuredClone(user)
    expect(withLogin(user, login, plugins)).toEqual({
      ...user,
      auths: { 'docker.io': { auth: 'eDp5' }, [host]: { auth: 'QVdTOnB3' } },
      credHelpers: { 'public.ecr.aws': 'ecr-login', [host]: '' },
      cliPluginsExtraDirs: ['/opt/plugins', plugins],
    })
    expect(user).toEqual(before)
  })

  test('without a login only the plugins are added', () => {
    const user = { auths: { 'docker.io': { auth: 'eDp5' } }, credsStore: 'desktop' }
    expect(withLogin(user, undefined, plugins)).toEqual({ ...user, cliPluginsExtraDirs: [plugins] })
  })

  test.each([
    null,
    42,
    'text',
    [],
    [{ auths: {} }],
    { auths: null, credHelpers: [], cliPluginsExtraDirs: 'x' },
    { auths: 'x', credHelpers: 7, cliPluginsExtraDirs: { a: 1 } },
  ])('of a strange shape: %j', (user) => {
    expect(withLogin(user, login, plugins)).toEqual({
      auths: { [host]: { auth: 'QVdTOnB3' } },
      credHelpers: { [host]: '' },
      cliPluginsExtraDirs: [plugins],
    })
  })
})

describe('DOCKER_AUTH_CONFIG, which beats the file', () => {
  test('loses our host and nothing else', () => {
    const given = { auths: { [host]: { auth: 'b2xk' }, 'docker.io': { auth: 'eDp5' } }, more: 1 }
    expect(JSON.parse(withoutHost(JSON.stringify(given), host))).toEqual({
      auths: { 'docker.io': { auth: 'eDp5' } },
      more: 1,
    })
  })

  test.each(['', 'not JSON', '{'])('stays as it is where it is no JSON: %j', (text) => {
    expect(withoutHost(text, host)).toBe(text)
  })

  test.each(['null', '[]', '{"auths": []}', '{"auths": null}'])('of a strange shape: %s', (text) => {
    expect(() => JSON.parse(withoutHost(text, host))).not.toThrow()
  })
})

describe('the environment of docker', () => {
  const folders = {
    folder: '/private/docker',
    userFolder: '/home/ada/.docker',
    buildxFolder: '/home/ada/.docker/buildx',
    host,
  }

  test('is that of the job, but for what could leak inputs or credentials', () => {
    const job = {
      PATH: '/usr/bin',
      HOME: '/home/ada',
      HTTPS_PROXY: 'http://proxy',
      DOCKER_HOST: 'tcp://engine:2376',
      BUILDX_BUILDER: 'fast',
      SOURCE_DATE_EPOCH: '1',
      AWS_REGION: 'eu-west-1',
      ACTIONS_RUNTIME_TOKEN: 'for the gha cache',
      EMPTY: '',
    }
    const hidden = {
      INPUT_REPOSITORY: 'shop',
      'INPUT_BUILD-ARGS': 'A=1',
      STATE_pid: '1',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'secret',
      UNSET: undefined,
    }
    expect(dockerEnvironment({ ...job, ...hidden }, folders)).toEqual({
      ...job,
      DOCKER_CONFIG: '/private/docker',
      BUILDX_CONFIG: '/home/ada/.docker/buildx',
    })
  })

  test.each([
    [{ DOCKER_TLS_VERIFY: '1' }, '/home/ada/.docker'],
    [{ DOCKER_TLS: '1', DOCKER_CERT_PATH: '' }, '/home/ada/.docker'],
    [{ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' }, '/certs'],
    [{ DOCKER_CERT_PATH: '/certs' }, '/certs'],
    [{ DOCKER_TLS_VERIFY: '' }, undefined],
    [{}, undefined],
  ])('finds the certificates of an engine behind TLS where the user has them: %j', (env, folder) => {
    expect(dockerEnvironment(env, folders).DOCKER_CERT_PATH).toBe(folder)
  })

  test('has the private folders in place of the user’s', () => {
    const env = { DOCKER_CONFIG: '/home/ada/.docker', BUILDX_CONFIG: '/elsewhere' }
    expect(dockerEnvironment(env, folders)).toEqual({
      DOCKER_CONFIG: '/private/docker',
      BUILDX_CONFIG: '/home/ada/.docker/buildx',
    })
  })

  const auths = JSON.stringify({ auths: { [host]: { auth: 'b2xk' } } })

  test('has no other login for our host', () => {
    expect(dockerEnvironment({ DOCKER_AUTH_CONFIG: auths }, folders).DOCKER_AUTH_CONFIG).toBe('{"auths":{}}')
  })

  test('keeps DOCKER_AUTH_CONFIG as it is without a login of ours', () => {
    const child = dockerEnvironment({ DOCKER_AUTH_CONFIG: auths }, { ...folders, host: undefined })
    expect(child.DOCKER_AUTH_CONFIG).toBe(auths)
  })
})
