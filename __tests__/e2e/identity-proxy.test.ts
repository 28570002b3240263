import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { isProxyIgnored } from '../../src/proxy.ts'
import { filesWith, formsOf } from '../support/canary.ts'
import {
  type ConnectProxy,
  certificate,
  startProxy,
  startTerminator,
  type Terminator,
} from '../support/proxy.ts'
import { describeWithDocker, errorOf, type Slipway } from '../support/slipway.ts'
import {
  administratorKeys,
  callsOf,
  chainedRole,
  expectRefused,
  expectTidy,
  givenService,
  inWorld,
  nothingInstalled,
  toService,
} from '../support/worlds.ts'

// A runner behind a proxy: every call of AWS goes through it, and none where NO_PROXY says so. AWS is behind TLS here, as it
// is everywhere else.

jest.setTimeout(60_000)

type Variables = Readonly<Record<string, string>>
type Behind = Readonly<{ slipway: Slipway; proxy: ConnectProxy; terminator: Terminator; env: Variables }>

const rehearsal = { 'dry-run': 'true' }

async function behindProxy(use: (behind: Behind) => Promise<void>, refusal?: number): Promise<void> {
  await inWorld({}, async (slipway) => {
    const terminator = await startTerminator(slipway.local.aws.url)
    const proxy = await startProxy(refusal)
    const env = { AWS_ENDPOINT_URL: terminator.url, NODE_EXTRA_CA_CERTS: certificate }
    try {
      await use({ slipway, proxy, terminator, env })
    } finally {
      await Promise.all([proxy.close(), terminator.close()])
    }
  })
}

/** Every connection that AWS got came out of the proxy. */
function expectAllThrough({ proxy, terminator }: Behind): void {
  expect(terminator.connections.length).toBeGreaterThan(0)
  expect(new Set(proxy.tunnels.map(({ port }) => port))).toEqual(new Set(terminator.connections))
  expect(new Set(proxy.tunnels.map(({ target }) => target))).toEqual(
    new Set([terminator.url.replace('https://', '')]),
  )
}

/** Nothing that the action wrote holds one of the texts, but the commands that mask them; the runner shows variables. */
function expectNowhere({ main, post, ...result }: RunResult, texts: readonly string[]): void {
  const lines = [main.raw, post?.raw ?? ''].join('\n').split('\n')
  const open = lines.filter((line) => !line.startsWith('::add-mask::')).join('\n')
  const said = JSON.stringify([main.annotations, result.outputs, result.summary, result.state, result.env])
  expect(texts.filter((text) => open.includes(text) || said.includes(text))).toEqual([])
  expect(filesWith(result.root, texts)).toEqual([])
}

describe('AWS is asked', () => {
  test.concurrent('through the proxy that https_proxy names', async () => {
    await behindProxy(async (behind) => {
      const { slipway, proxy } = behind
      const given = { https_proxy: `http://${proxy.host}`, NO_PROXY: 'example.com' }
      const env = { ...behind.env, ...nothingInstalled, ...given }
      const result = await slipway.run({ inputs: rehearsal, env })
      expect([errorOf(result), result.conclusion]).toEqual(['', 'success'])
      expectAllThrough(behind)
    })
  })

  for (const [noProxy, httpsProxy, host] of [
    ['NO_PROXY', 'HTTPS_PROXY', 'example.com,127.0.0.1'],
    ['no_proxy', 'https_proxy', '*'],
  ] as const) {
    test.concurrent(`past the proxy where ${noProxy} is ${host}`, async () => {
      await behindProxy(async ({ slipway, proxy, terminator, env }) => {
        const variables = { [httpsProxy]: `http://${proxy.host}`, [noProxy]: host }
        const result = await slipway.run({
          inputs: rehearsal,
          env: { ...env, ...nothingInstalled, ...variables },
        })
        expect([errorOf(result), result.conclusion]).toEqual(['', 'success'])
        expect(proxy.tunnels).toEqual([])
        expect(terminator.connections.length).toBeGreaterThan(0)
      })
    })
  }
})

describe('a proxy', () => {
  const refusals = [
    ['that is not there', () => 'http://127.0.0.1:1', /ECONNREFUSED 127\.0\.0\.1:1\b/],
    ['that wants a password and gets none', ({ host }: ConnectProxy) => `http://${host}`, /407/],
  ] as const

  for (const [what, url, says] of refusals) {
    test.concurrent(`${what} is told: AWS_UNREACHABLE`, async () => {
      await behindProxy(async ({ slipway, proxy, terminator, env }) => {
        const result = await slipway.run({ env: { ...env, ...nothingInstalled, HTTPS_PROXY: url(proxy) } })
        expectRefused(result, 'AWS_UNREACHABLE')
        expect(errorOf(result)).toMatch(says)
        expect(errorOf(result)).toMatch(/HTTPS_PROXY/)
        expect(terminator.connections).toEqual([])
      }, 407)
    })
  }

  test.concurrent('whose certificate is not trusted is told: AWS_UNREACHABLE', async () => {
    await behindProxy(async ({ slipway, proxy, env }) => {
      const variables = { AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL ?? '', HTTPS_PROXY: `http://${proxy.host}` }
      const result = await slipway.run({ env: { ...variables, ...nothingInstalled } })
      expectRefused(result, 'AWS_UNREACHABLE')
      expect(errorOf(result)).toMatch(/self.signed certificate/)
      expect(errorOf(result)).toMatch(/NODE_EXTRA_CA_CERTS/)
    })
  })
})

describe('the variables of a proxy', () => {
  const [encoded, password] = ['canary%23of%2Fthe%40proxy', 'canary#of/the@proxy']

  for (const [name, value] of [
    ['HTTPS_PROXY', (host: string) => `http://ci:${password}@${host}`],
    ['HTTP_PROXY', (host: string) => `http://ci:canary?of@${host}`],
  ] as const) {
    test.concurrent(`with a password that is not encoded are refused and never shown: ${name}`, async () => {
      await behindProxy(async ({ slipway, proxy, terminator, env }) => {
        const variables = { ...env, ...nothingInstalled, [name]: value(proxy.host) }
        const result = await slipway.run({ inputs: rehearsal, env: variables, debug: true })
        expectRefused(result, 'PROXY_INVALID')
        expect(errorOf(result)).toMatch(
          new RegExp(`^The variable ${name} is not the address of a proxy\\. .*percent-encoded`),
        )
        expect(result.summary).toContain('PROXY_INVALID')
        const shown = [value(proxy.host), ...formsOf(password), 'canary%of', 'canary?of', 'canary']
        expectNowhere(result, shown)
        expect([...terminator.connections, ...proxy.tunnels]).toEqual([])
        expect(slipway.local.issuer.requests).toEqual([])
      })
    })
  }

  test.concurrent('with an encoded password are used, and it is masked as it stands and as it is meant', async () => {
    await behindProxy(async (behind) => {
      const { slipway, proxy, env } = behind
      const variables = { HTTPS_PROXY: `ci:${encoded}@${proxy.host}` }
      const result = await slipway.run({
        inputs: rehearsal,
        env: { ...env, ...nothingInstalled, ...variables },
        debug: true,
      })
      expect([errorOf(result), result.conclusion]).toEqual(['', 'success'])
      expectAllThrough(behind)
      const sent = `Basic ${Buffer.from(`ci:${password}`).toString('base64')}`
      expect(new Set(proxy.tunnels.map(({ authorization }) => authorization))).toEqual(new Set([sent]))
      expect(result.masks).toEqual(expect.arrayContaining([encoded, password]))
      expectNowhere(result, [encoded, password])
    })
  })

  test.concurrent('with a password that the proxy does not take are not shown either', async () => {
    await behindProxy(async ({ slipway, proxy, env }) => {
      const variables = { HTTPS_PROXY: `http://ci:${encoded}@${proxy.host}` }
      const result = await slipway.run({ env: { ...env, ...nothingInstalled, ...variables }, debug: true })
      expectRefused(result, 'AWS_UNREACHABLE')
      expect(proxy.tunnels.length).toBeGreaterThan(0)
      expectNowhere(result, [encoded, password])
    }, 407)
  })

  // That Node.js takes what proxy.test.ts shows of hosts. A name that leads nowhere: past the proxy it is not found, and through it the proxy refuses.
  for (const [noProxy, host, isPast] of [
    ['corp.invalid', 'sts.aws.corp.invalid', true],
    ['corp.invalid', 'sts.othercorp.invalid', false],
    ['*.corp.invalid', 'corp.invalid', true],
  ] as const) {
    const way = isPast ? 'past the proxy' : 'through it'
    test.concurrent(`with '${noProxy}' in NO_PROXY lead ${way} to ${host}`, async () => {
      await behindProxy(async ({ slipway, proxy, env }) => {
        const variables = {
          AWS_ENDPOINT_URL_STS: `https://${host}`,
          HTTPS_PROXY: `http://${proxy.host}`,
          NO_PROXY: noProxy,
        }
        const result = await slipway.run({ env: { ...env, ...nothingInstalled, ...variables } })
        expectRefused(result, 'AWS_UNREACHABLE')
        expect(new Set(proxy.tunnels.map(({ target }) => target))).toEqual(
          new Set(isPast ? [] : [`${host}:443`]),
        )
        expect(errorOf(result)).toMatch(isPast ? /ENOTFOUND|EAI_AGAIN/ : /407/)
      }, 407)
    })
  }

  test.concurrent('are told of where the runner’s Node.js ignores them', async () => {
    await behindProxy(async ({ slipway, proxy, env }) => {
      const variables = { HTTPS_PROXY: `http://${proxy.host}` }
      const given = { inputs: rehearsal, env: { ...env, ...nothingInstalled, ...variables } }
      const warnings = ({ main }: RunResult) => main.annotations.filter(({ level }) => level === 'warning')
      const result = await slipway.run({ ...given, node: process.execPath })
      const isOld = isProxyIgnored(variables, process.versions.node)
      expect(warnings(result).map(({ message }) => message)).toEqual(
        isOld
          ? [expect.stringMatching(`Node\\.js ${process.versions.node} ignores it for AWS calls: update`)]
          : [],
      )
      expect(proxy.tunnels.length === 0).toBe(isOld)
      expect(warnings(await slipway.run(given))).toEqual([])
    })
  })
})

/** A folder with these files, as long as it is used. */
async function inFolder(files: Variables, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-files-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function filesIn(folder: string): Variables {
  return {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_PROFILE: 'ci',
  }
}

describe('the SDK’s own sources of credentials go through the proxy:', () => {
  const ofEnvironment = { ...rehearsal, 'role-to-assume': '' }

  /** Each at least once: at this pace sessions are short, and the SDK renews them early. */
  function operationsOf(slipway: Slipway): ReadonlySet<string> {
    return new Set(callsOf(slipway, 'sts').map(({ operation }) => operation))
  }

  function expectSessions(slipway: Slipway, role: string): void {
    const principals = callsOf(slipway, 'ecr').map(({ principal }) => principal)
    expect(principals.length).toBeGreaterThan(0)
    const session = new RegExp(`^arn:aws:sts::${slipway.local.aws.account}:assumed-role/${role}/`)
    expect(principals.filter((one) => !session.test(one ?? ''))).toEqual([])
  }

  test.concurrent('a profile with a role and the keys of another profile', async () => {
    await behindProxy(async (behind) => {
      const { slipway, proxy, env } = behind
      const { aws } = slipway.local
      aws.addRole(chainedRole('ci', aws.account, `arn:aws:iam::${aws.account}:user/administrator`))
      const keys = administratorKeys(slipway.local)
      const files = {
        config: `[profile ci]\nrole_arn = arn:aws:iam::${aws.account}:role/ci\nsource_profile = base\n`,
        credentials: `[base]\naws_access_key_id = ${keys.AWS_ACCESS_KEY_ID}\naws_secret_access_key = ${keys.AWS_SECRET_ACCESS_KEY}\n`,
      }
      await inFolder(files, async (folder) => {
        const variables = { ...filesIn(folder), HTTPS_PROXY: `http://${proxy.host}` }
        const result = await slipway.run({
          inputs: ofEnvironment,
          env: { ...env, ...nothingInstalled, ...variables },
        })
        expect([errorOf(result), result.conclusion]).toEqual(['', 'success'])
        expect(operationsOf(slipway)).toEqual(new Set(['AssumeRole']))
        expectSessions(slipway, 'ci')
        expectAllThrough(behind)
        expectNowhere(result, [keys.AWS_SECRET_ACCESS_KEY ?? ''])
      })
    })
  })

  for (const how of ['variables', 'a profile']) {
    test.concurrent(`a web identity token that is named in ${how}`, async () => {
      await behindProxy(async (behind) => {
        const { slipway, proxy, env } = behind
        const { issuer, role } = slipway.local
        const response = await fetch(`${issuer.tokenUrl}&audience=sts.amazonaws.com`, {
          headers: { authorization: `Bearer ${issuer.requestToken}` },
        })
        const { value: token } = (await response.json()) as { value: string }
        await inFolder({ token, config: '', credentials: '' }, async (folder) => {
          const file = join(folder, 'token')
          const { AWS_PROFILE, ...files } = filesIn(folder)
          if (how === 'a profile')
            writeFileSync(
              join(folder, 'config'),
              `[profile ci]\nrole_arn = ${role}\nweb_identity_token_file = ${file}\n`,
            )
          const named =
            how === 'a profile'
              ? { AWS_PROFILE: AWS_PROFILE ?? '' }
              : { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: role }
          const variables = { ...files, ...named, HTTPS_PROXY: `http://${proxy.host}` }
          const result = await slipway.run({
            inputs: ofEnvironment,
            env: { ...env, ...nothingInstalled, ...variables },
          })
          expect([errorOf(result), result.conclusion]).toEqual(['', 'success'])
          expect(operationsOf(slipway)).toEqual(new Set(['AssumeRoleWithWebIdentity']))
          expectSessions(slipway, 'slipway')
          expectAllThrough(behind)
          expectNowhere(result, [token])
        })
      })
    })
  }

  // Without AWS_ENDPOINT_URL the names of AWS itself are asked for, and a proxy that refuses all shows which. In real time,
  // since SLIPWAY_PACE needs a stand-in.
  const start = 'https://acme.awsapps.com/start'
  const login = createHash('sha1').update(start).digest('hex')
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const sso = {
    config: `[profile ci]\nsso_start_url = ${start}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = ci\n`,
    [`.aws/sso/cache/${login}.json`]: JSON.stringify({ accessToken: 'sso-token', expiresAt }),
  }
  const keys = 'aws_access_key_id = KEY\naws_secret_access_key = secret\n'
  const chained = {
    config: '[profile ci]\nrole_arn = arn:aws:iam::123456789012:role/ci\nsource_profile = base\n',
    credentials: `[base]\n${keys}`,
  }
  const webIdentity = {
    config:
      '[profile ci]\nrole_arn = arn:aws:iam::123456789012:role/ci\nweb_identity_token_file = {folder}/token\n',
    token: 'e30.e30.x',
  }

  for (const [what, files, target] of [
    ['single sign-on is asked in its own region', sso, 'portal.sso.us-east-1.amazonaws.com:443'],
    [
      'STS is asked in the region of the run by a profile with a role',
      chained,
      'sts.eu-west-1.amazonaws.com:443',
    ],
    [
      'STS is asked in the region of the run by a profile with a web identity token',
      webIdentity,
      'sts.eu-west-1.amazonaws.com:443',
    ],
  ] as const) {
    test.concurrent(what, async () => {
      await behindProxy(async ({ slipway, proxy }) => {
        await inFolder(files, async (folder) => {
          writeFileSync(join(folder, 'config'), files.config.replace('{folder}', folder))
          const options: Partial<RunOptions> = { home: folder, inputs: ofEnvironment }
          const variables = { ...filesIn(folder), HTTPS_PROXY: `http://${proxy.host}` }
          const env = { AWS_ENDPOINT_URL: '', SLIPWAY_PACE: '', ...nothingInstalled, ...variables }
          const result = await slipway.run({ ...options, env })
          expectRefused(result, 'CREDENTIALS_UNREADABLE')
          expect(new Set(proxy.tunnels.map((tunnel) => tunnel.target))).toEqual(new Set([target]))
          expectNowhere(result, ['sso-token'])
        })
      }, 407)
    })
  }
})

describeWithDocker('a release with a deploy behind a proxy', () => {
  test('goes through it with every call of AWS, and hands it to docker and buildx in the common form', async () => {
    await behindProxy(async (behind) => {
      const { slipway, proxy, env } = behind
      givenService(slipway.local)
      const role = slipway.local.role
      slipway.local.aws.addRole(chainedRole('deploy', slipway.local.aws.account, role))
      const docker = witnessedDocker()
      const given = { HTTPS_PROXY: proxy.host, NO_PROXY: 'registry.example *.corp.example 10.0.0.0/8' }
      const common = {
        HTTPS_PROXY: `http://${proxy.host}`,
        https_proxy: `http://${proxy.host}`,
        NO_PROXY: 'registry.example,.registry.example,*.corp.example,.corp.example,corp.example,10.0.0.0/8',
      }
      const result = await slipway.run({
        inputs: {
          ...toService,
          'deploy-role-to-assume': role.replace('slipway', 'deploy'),
          'deploy-role-chaining': 'true',
        },
        env: { ...env, ...given, https_proxy: given.HTTPS_PROXY, PATH: docker.path },
      })
      expectReleased(result)
      expectAllThrough(behind)
      const seen = docker.seen()
      expect(seen.map(({ argv }) => argv).some((argv) => argv.startsWith('buildx build'))).toBe(true)
      for (const { variables } of seen) expect(variables).toMatchObject(common)
      docker.remove()
    })
  })
})

function expectReleased(result: RunResult): void {
  expect(errorOf(result)).toBe('')
  expect(result.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
  expectTidy(result)
}

type Witnessed = Readonly<{ argv: string; variables: Variables }>

/** A `docker` before the real one on PATH that writes its arguments and environment down. */
function witnessedDocker() {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-witness-'))
  const real = (process.env.PATH ?? '').split(':').filter((one) => one !== '')
  const script = `#!/bin/sh
{ echo "$*"; env -0; } > "${folder}/seen.$$"
PATH='${real.join(':')}' exec docker "$@"
`
  writeFileSync(join(folder, 'docker'), script)
  chmodSync(join(folder, 'docker'), 0o755)
  const read = (name: string): Witnessed => {
    const text = readFileSync(join(folder, name), 'utf8')
    const end = text.indexOf('\n')
    const pairs = text
      .slice(end + 1)
      .split('\0')
      .filter((pair) => pair.includes('='))
    const variables = pairs.map((pair) => [
      pair.slice(0, pair.indexOf('=')),
      pair.slice(pair.indexOf('=') + 1),
    ])
    return { argv: text.slice(0, end), variables: Object.fromEntries(variables) }
  }
  return {
    path: [folder, ...real].join(':'),
    seen: () =>
      readdirSync(folder)
        .filter((name) => name.startsWith('seen.'))
        .map(read),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
