import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FaultKind } from '../../local/aws/aws.ts'
import { root, type Slipway, startSlipway } from '../support/slipway.ts'
import { traced, tracedToTheBuild } from '../support/traced.ts'

// The login: what passes is waited for, and what does not stops the run before the build. Then the engine or the
// builder has to get to the registry by itself.

let slipway: Slipway
let publicRepository = ''

beforeAll(async () => {
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60 })
  publicRepository = slipway.local.aws.createPublicRepository('shop').replace(/^[^/]+/, 'public.ecr.aws')
})
afterAll(() => slipway.close())

describe('the token', () => {
  /** A run whose calls for a token meet these faults; such calls have no principal, so the world counts them. */
  async function run(service: string, kind: FaultKind, times: number | 'always') {
    const operation = `${service}:GetAuthorizationToken`
    const { aws } = slipway.local
    const before = aws.requests.length
    aws.addFault({ operation, kind, times })
    const inputs = service === 'ecr' ? {} : { repository: publicRepository, gate: 'off' }
    const seen = await tracedToTheBuild(slipway, inputs)
    aws.removeFaults()
    const calls = aws.requests.slice(before).map((one) => `${one.service}:${one.operation}`)
    return { ...seen, tries: calls.filter((one) => one === operation).length }
  }

  const passing: readonly [service: string, kind: FaultKind][] = [
    ['ecr', 'throttle'],
    ['ecr', 'server-error'],
    ['ecr', 'reset'],
    ['ecr-public', 'throttle'],
  ]
  test.each(passing)('of %s comes after two tries that end in: %s', async (service, kind) => {
    const { code, tries, notes } = await run(service, kind, 2)
    expect(code).toBe('DOCKER_MISSING')
    expect(tries).toBe(3)
    expect(notes).toEqual([])
  })

  const empty = /^The answer to .* was without a token, so nothing was concluded from it\. /
  const lasting: readonly [service: string, kind: FaultKind, code: string, says: RegExp][] = [
    ['ecr', 'html', 'AWS_BAD_ANSWER', /^The answer to .* was no AWS answer \(HTTP status 503\)/],
    ['ecr', 'empty', 'AWS_BAD_ANSWER', empty],
    ['ecr', 'throttle', 'AWS_THROTTLED', / was throttled in all 4 tries: Rate exceeded/],
    ['ecr-public', 'html-200', 'AWS_BAD_ANSWER', /^The answer to .* was no AWS answer/],
    ['ecr-public', 'empty', 'AWS_BAD_ANSWER', empty],
  ]
  test.each(lasting)('of %s that never comes (%s) ends the run before the build: %s', async (...of) => {
    const [service, kind, code, says] = of
    const seen = await run(service, kind, 'always')
    // Docker, which is not there, was not even looked for.
    expect(seen.code).toBe(code)
    expect(seen.error).toMatch(says)
    expect(seen.error).toContain(`${service}:GetAuthorizationToken for the registry `)
    expect(seen.tries).toBeLessThanOrEqual(4)
    expect(seen.result.main.exitCode).toBe(1)
    expect(seen.outputs).toMatchObject({ built: 'false', registry: expect.any(String) })
  })
})

describe('an engine or builder', () => {
  const docker = { PATH: join(root, '__tests__/support/fake-docker/refused-push') }
  const solved = 'ERROR: failed to build: failed to solve: '
  const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  const post = `failed to do request: Post "https://${host}/v2/shop/blobs/uploads/"`
  const ways =
    'Engine and builder have network settings of their own: for an engine the proxies in daemon.json or of its service, for a builder its driver options or buildkitd.toml; HTTPS_PROXY of the job does not reach them. [REGISTRY_UNREACHABLE]'
  let buildx = ''

  beforeAll(() => {
    buildx = mkdtempSync(join(tmpdir(), 'slipway-buildx-'))
    mkdirSync(join(buildx, 'config', slipway.local.aws.host), { recursive: true })
  })
  afterAll(() => rmSync(buildx, { recursive: true, force: true }))

  const unreachable = [
    [
      'finds no such name',
      'failed to push REFERENCE: ',
      `${post}: dial tcp: lookup ${host} on 127.0.0.53:53: no such host`,
    ],
    ['is held up', 'failed to push REFERENCE: ', `${post}: dial tcp 10.0.0.1:443: i/o timeout`],
    [
      'has a proxy that is gone',
      'failed to push REFERENCE: ',
      `${post}: proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`,
    ],
    [
      'trusts nobody there',
      'failed to push REFERENCE: ',
      `${post}: tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    ],
    [
      'waits in vain, as the engine says it',
      '',
      `Put "https://${host}/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
    ],
  ] as const
  test.concurrent.each(unreachable)('that %s cannot reach the registry', async (_, prefix, reason) => {
    const env = { ...docker, DOCKER_SAYS: `${solved}${prefix}${reason}` }
    const run = await traced(slipway, {}, { env })
    const { aws } = slipway.local
    expect(run.error).toBe(
      `The image was built, but the docker engine or builder cannot reach the registry ${aws.host}: ${reason}. ${ways}`,
    )
    expect(run.result.main.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ released: 'false' })
    expect(aws.images('shop')).toEqual([])
  })

  const unauthorised = `${solved}failed to push REFERENCE: failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://${host}/token: 401 Unauthorized`
  test.concurrent('with a login of its own for this registry is told where that is', async () => {
    const env = { ...docker, DOCKER_SAYS: unauthorised, BUILDX_CONFIG: buildx }
    const run = await traced(slipway, {}, { env })
    const folder = join(buildx, 'config', slipway.local.aws.host)
    expect(run.error).toMatch(/^The image was built, but the push to \S+ failed: failed to authorize: /)
    expect(run.error).toContain(
      ` buildx has a login of its own for this registry in ${folder}, which goes before the one of this step: remove it there (docker/login-action with scope wrote it). [PUSH_FAILED]`,
    )
  })

  test.concurrent('without one is not', async () => {
    const run = await traced(slipway, {}, { env: { ...docker, DOCKER_SAYS: unauthorised } })
    expect(run.code).toBe('PUSH_FAILED')
    expect(run.error).not.toContain('a login of its own')
  })
})
