import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import {
  type ConnectProxy,
  certificate,
  startProxy,
  startTerminator,
  type Terminator,
} from '../support/proxy.ts'
import { describeWithDocker, errorOf, type Slipway } from '../support/slipway.ts'
import {
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

describe('AWS is asked', () => {
  for (const name of ['HTTPS_PROXY', 'https_proxy']) {
    test.concurrent(`through the proxy that ${name} names`, async () => {
      await behindProxy(async (behind) => {
        const { slipway, proxy } = behind
        const env = {
          ...behind.env,
          ...nothingInstalled,
          [name]: `http://${proxy.host}`,
          NO_PROXY: 'example.com',
        }
        const result = await slipway.run({ inputs: rehearsal, env })
        expect([errorOf(result), result.conclusion]).toEqual(['', 'success'])
        expectAllThrough(behind)
      })
    })
  }

  for (const [noProxy, httpsProxy] of [
    ['NO_PROXY', 'HTTPS_PROXY'],
    ['no_proxy', 'https_proxy'],
  ] as const) {
    for (const host of ['127.0.0.1', '*', 'example.com,127.0.0.1']) {
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
  }

  test.concurrent('through a proxy that wants a password, which nothing shows', async () => {
    await behindProxy(async (behind) => {
      const { slipway, proxy, env } = behind
      const url = `http://runner:canary-of-the-proxy@${proxy.host}`
      const result = await slipway.run({
        inputs: rehearsal,
        env: { ...env, ...nothingInstalled, HTTPS_PROXY: url },
      })
      expect(result.conclusion).toBe('success')
      expectAllThrough(behind)
      const sent = `Basic ${Buffer.from('runner:canary-of-the-proxy').toString('base64')}`
      expect(new Set(proxy.tunnels.map(({ authorization }) => authorization))).toEqual(new Set([sent]))
      // The runner itself shows the job's variables, before the action starts.
      expect(result.main.raw).not.toContain('canary-of-the-proxy')
    })
  })
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

describeWithDocker('a release with a deploy behind a proxy', () => {
  test('goes through it with every call of AWS, and hands it to docker and buildx', async () => {
    await behindProxy(async (behind) => {
      const { slipway, proxy, env } = behind
      givenService(slipway.local)
      const role = slipway.local.role
      slipway.local.aws.addRole(chainedRole('deploy', slipway.local.aws.account, role))
      const docker = witnessedDocker()
      const variables = { HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: 'registry.example,10.0.0.0/8' }
      const result = await slipway.run({
        inputs: {
          ...toService,
          'deploy-role-to-assume': role.replace('slipway', 'deploy'),
          'deploy-role-chaining': 'true',
        },
        env: { ...env, ...variables, https_proxy: variables.HTTPS_PROXY, PATH: docker.path },
      })
      expectReleased(result)
      expectAllThrough(behind)
      const seen = docker.seen()
      expect(seen.map(({ argv }) => argv).some((argv) => argv.startsWith('buildx build'))).toBe(true)
      for (const { variables: child } of seen)
        expect(child).toMatchObject({ ...variables, https_proxy: variables.HTTPS_PROXY })
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
