import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Fault } from '../../local/aws/aws.ts'
import { publish, release, releaseIn, type Tries, tag } from '../fixtures/e2e-push/tries.ts'
import { client } from '../support/client.ts'
import { copiesOf, describeStores } from '../support/engines.ts'
import { givenFolder } from '../support/folder.ts'
import { errorOf, root, startSlipway } from '../support/slipway.ts'
import { startSlowServer } from '../support/slow-server.ts'
import { pushing } from '../support/traced.ts'

// A push is repeated, under another candidate tag, where what failed may pass. It is not where it would fail again, nor
// where the image is in the registry after all.

const saying = (DOCKER_SAYS: string) => ({
  PATH: join(root, '__tests__/support/fake-docker/refused-push'),
  DOCKER_SAYS: `ERROR: failed to build: failed to solve: ${DOCKER_SAYS}`,
})
const manifest = 'registry:PUT manifest'
const rights = 'The role needs ecr:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart,'
const once = (fault: Omit<Fault, 'times'>): Fault => ({ ...fault, times: 1 })
const always = (fault: Omit<Fault, 'times'>): Fault => ({ ...fault, times: 'always' })

/** One image, under its release tag alone. */
function expectReleased({ outputs, images, result }: Tries): void {
  expect(errorOf(result)).toBe('')
  expect(outputs).toMatchObject({ released: 'true', built: 'true', 'tag-names': tag })
  expect(images).toEqual([[tag]])
}

/** Nothing can be pulled. */
function expectRefused({ outputs, images, result }: Tries, code: string): void {
  expect(result.main.exitCode).toBe(1)
  expect(outputs).toMatchObject({ 'failure-code': code, released: 'false' })
  expect(errorOf(result)).toMatch(new RegExp(`^[^\\n]+ \\[${code}\\]$`))
  expect(images).toEqual([])
  for (const name of ['digest', 'tags']) expect(outputs).not.toHaveProperty(name)
}

describe('what passes is tried again', () => {
  // What passes, by its words: failure.test.ts has them all.
  test.concurrent('429 at a layer', async () => {
    const fault = once({ operation: 'registry:PATCH upload', kind: 'throttle' })
    const run = await release({ faults: [fault], run: { env: pushing } })
    expect(run.tries).toEqual(['', '-2'])
    expect(run.notes).toEqual([])
    expect(run.logins).toBe(1)
    expectReleased(run)
  })

  test.concurrent('twice, with a whole sentence for each', async () => {
    const run = await release({
      faults: [{ operation: manifest, kind: 'html', times: 2 }],
      run: { env: pushing },
    })
    expect(run.tries).toEqual(['', '-2', '-3'])
    expect(
      run.result.log.match(/ 503 Service Unavailable\. Trying again in about 10 s, at most 3 times/g),
    ).toHaveLength(2)
    expectReleased(run)
  })

  test.concurrent('and then no more: the run fails, and says with what', async () => {
    const run = await release({
      faults: [always({ operation: manifest, kind: 'html' })],
      run: { env: pushing },
    })
    expect(run.tries).toEqual(['', '-2', '-3'])
    expectRefused(run, 'PUSH_FAILED')
    expect(run.error).toMatch(
      /^The image was built, but the push to \S+-3 failed: .* 503 Service Unavailable\. /,
    )
    expect(run.error).toContain('no release tag was put, so run the job again.')
  })

  test.concurrent('without a second build from nothing: that would make another image', async () => {
    const calls = join(givenFolder(), 'calls')
    const run = await release({
      faults: [once({ operation: manifest, kind: 'throttle' })],
      inputs: { 'no-cache': 'true', pull: 'true' },
      run: { env: { ...pushing, FAKE_DOCKER_CALLS: calls } },
    })
    expectReleased(run)
    const builds: string[][] = readFileSync(calls, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const flags = builds.map((args) => args.filter((arg) => ['--no-cache', '--pull'].includes(arg)))
    expect(flags).toEqual([['--no-cache', '--pull'], []])
    const rest = builds.map((args) => args.filter((arg) => !/^--(no-cache|pull)$|:candidate-/.test(arg)))
    expect(rest[1]).toEqual(rest[0])
  })

  test.concurrent('and a pause ends at once when the run is cancelled', async () => {
    const run = await release({
      faults: [always({ operation: manifest, kind: 'html' })],
      run: { env: pushing, cancel: { whenLog: 'Trying again in' } },
      pace: 1,
    })
    expectRefused(run, 'CANCELLED')
    expect(run.tries).toEqual([''])
    expect(run.result.main.ms).toBeLessThan(6_000)
  })
})

describe('an image that arrived although its push failed', () => {
  test.concurrent('is not pushed again: its candidate tag names it', async () => {
    const faults = [
      once({ operation: manifest, kind: 'reset' }),
      once({ operation: manifest, kind: 'after-reset' }),
    ]
    const run = await release({ faults, run: { env: pushing } })
    expect(run.tries).toEqual(['', '-2'])
    expect(run.puts).toBe(2)
    expect(run.notes).toEqual([
      expect.stringMatching(/^warning: The image is in the registry, so the run goes on\. .* failed: .*\.$/),
    ])
    expectReleased(run)
  })
})

describe('a login', () => {
  test.concurrent('that expires, without words, is renewed for a second try', async () => {
    const fault = once({ operation: 'registry:HEAD blob', kind: 'expired-token' })
    const run = await release({ faults: [fault], run: { env: pushing } })
    expect(run.tries).toEqual(['', '-2'])
    expect(run.logins).toBe(2)
    expect(run.result.log).toContain('logging in again for another try')
    expectReleased(run)
  })

  test.concurrent('that the classic engine finds refused without words is renewed, too', async () => {
    const words = 'error parsing HTTP 403 response body: unexpected end of JSON input: ""'
    const run = await release({ run: { env: saying(words) } })
    expect(run.tries).toEqual(['', '-2'])
    expect(run.logins).toBe(2)
    expectRefused(run, 'PUSH_FAILED')
    expect(run.error).toContain(rights)
  })

  test.concurrent('that is renewed in vain is told', async () => {
    const run = await release({
      faults: [always({ operation: manifest, kind: 'expired-token' })],
      run: { env: pushing },
    })
    expect(run.tries).toEqual(['', '-2', '-3'])
    expect(run.logins).toBe(3)
    expectRefused(run, 'PUSH_FAILED')
    expect(run.error).toContain('The registry login expired while the image was built; run the job again.')
  })
})

describe('what does not pass is not tried again', () => {
  const lasting: readonly (readonly [what: string, fault: Omit<Fault, 'times'>, says: string])[] = [
    ['403 at the manifest', { operation: manifest, kind: 'access-denied' }, rights],
    [
      'a key that is disabled',
      { operation: manifest, kind: 'kms' },
      'denied: The key of the repository is disabled.',
    ],
  ]
  test.concurrent.each(lasting)('%s', async (_, fault, says) => {
    const run = await release({ faults: [always(fault)], run: { env: pushing } })
    expect(run.tries).toEqual([''])
    expect(run.logins).toBe(1)
    expectRefused(run, 'PUSH_FAILED')
    expect(run.error).toContain(says)
  })

  test.concurrent('a build that fails, although the words are those of something that passes', async () => {
    const words =
      'debian:13: failed to resolve source metadata for docker.io/library/debian:13: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/debian/manifests/13: 429 Too Many Requests'
    const run = await release({ run: { env: saying(words) } })
    expect(run.tries).toEqual([''])
    expectRefused(run, 'BUILD_FAILED')
  })

  test.concurrent('403 without words: after one new login it is the missing permission', async () => {
    const run = await release({
      faults: [always({ operation: 'registry:HEAD blob', kind: 'access-denied' })],
      run: { env: pushing },
    })
    expect(run.tries).toEqual(['', '-2'])
    expect(run.logins).toBe(2)
    expectRefused(run, 'PUSH_FAILED')
    expect(run.error).toContain(rights)
  })
})

describe('a metadata file', () => {
  test.concurrent('that is of no use: the candidate tag tells the digest', async () => {
    const run = await release({ run: { env: { ...pushing, FAKE_DOCKER_METADATA: '{"image.name":"shop"}' } } })
    expectReleased(run)
    expect(run.outputs.digest).toMatch(/^sha256:\w{64}$/)
    expect(run.notes).toEqual([])
  })

  test.concurrent('that is missing together with the candidate tag: the digest is unknown', async () => {
    const env = { ...pushing, FAKE_DOCKER_METADATA: '', FAKE_DOCKER_PUSHES: 'no' }
    const run = await release({ run: { env } })
    expect(run.tries).toEqual([''])
    expectRefused(run, 'DIGEST_UNKNOWN')
    expect(run.error).toMatch(
      /^The image was pushed, but its digest is not known: the metadata file of buildx is missing, and shop has no tag candidate-\S+\. /,
    )
  })
})

describe('a push to ECR Public', () => {
  const toPublic = 'public-registry:PUT manifest'
  const expired = once({ operation: toPublic, kind: 'expired-token' })

  test.concurrent('is tried again, and what arrived is not', async () => {
    const faults = [
      once({ operation: toPublic, kind: 'throttle' }),
      once({ operation: toPublic, kind: 'after-reset' }),
    ]
    const run = await publish({ faults, run: { env: pushing } })
    expect(run.tries).toEqual(['', '-2'])
    expect(run.puts).toBe(2)
    expect(run.notes).toEqual([expect.stringMatching(/^warning: The image is in the registry/)])
    expectReleased(run)
  })

  test.concurrent('gets a new login, and a digest without a metadata file', async () => {
    const env = { ...pushing, FAKE_DOCKER_METADATA: '' }
    const run = await publish({ faults: [expired], run: { env } })
    expect(run.tries).toEqual(['', '-2'])
    expect(run.logins).toBe(2)
    expect(run.notes).toEqual([])
    expectReleased(run)
  })
})

describeStores(['classic', 'containerd'], 'what real buildx does not get over by itself', (engine, store) => {
  let images = 0
  async function run(...faults: readonly Fault[]): Promise<Tries> {
    // Content of its own: the classic engine loses an image for a moment while another test takes away the same one.
    const inputs = { labels: `test=${store}-${++images}` }
    const tries = await release({ faults, inputs, run: { env: engine } })
    expect(await copiesOf(tries.host, engine)).toEqual([])
    return tries
  }

  // What waits long comes first. The classic engine pauses before it sends a blob again, BuildKit before anything.
  test.concurrent('a connection that breaks in the middle of a blob costs no try', async () => {
    const operation = store === 'classic' ? 'registry:PATCH upload' : 'registry:PUT upload'
    const tries = await run(once({ operation, kind: 'mid-blob' }))
    expect(tries.tries).toEqual([''])
    expectReleased(tries)
  })

  test.concurrent('a connection that breaks before the manifest is stored', async () => {
    const tries = await run({ operation: manifest, kind: 'reset', times: store === 'classic' ? 1 : 4 })
    expect(tries.tries).toEqual(['', '-2'])
    expectReleased(tries)
  })

  test.concurrent('503 in the words of ECR', async () => {
    const times = store === 'classic' ? 1 : 8
    const tries = await run({ operation: manifest, kind: 'server-error', status: 503, times })
    expect(tries.tries).toEqual(['', '-2'])
    expectReleased(tries)
  })

  test.concurrent('a connection that breaks after it: nothing is pushed again', async () => {
    // BuildKit itself would see that the manifest is there.
    const blind = { operation: 'registry:HEAD manifest', kind: 'reset', skip: 1, times: 9 } as const
    const after = { operation: manifest, kind: 'after-reset' } as const
    const tries = await (store === 'classic' ? run(once(after)) : run(once(after), blind))
    expect(tries.tries).toEqual([''])
    expect(tries.puts).toBe(1)
    expect(tries.notes).toEqual([expect.stringMatching(/^warning: The image is in the registry/)])
    expectReleased(tries)
  })

  // BuildKit repeats a throttled manifest five times at once, and the classic engine never does.
  const throttled = { operation: manifest, kind: 'throttle' } as const
  test.concurrent('429 is tried again under another candidate tag', async () => {
    const tries = await run({ ...throttled, times: store === 'classic' ? 1 : 6 })
    expect(tries.tries).toEqual(['', '-2'])
    expectReleased(tries)
  })

  test.concurrent('a login that expires while the image is built', async () => {
    const gate = await startSlowServer()
    const slipway = await startSlipway('__tests__/fixtures/slow-build', { pace: 60 })
    try {
      const inputs = { 'build-args': `SLOW=${gate.url}` }
      const running = releaseIn(slipway, { inputs, run: { env: engine } })
      await gate.waiting(1)
      slipway.local.aws.expireLogins()
      gate.open()
      const tries = await running
      expect(tries.tries).toEqual(['', '-2'])
      expect(tries.logins).toBe(2)
      expectReleased(tries)
    } finally {
      await Promise.all([slipway.close(), gate.close()])
    }
  })

  test.concurrent('an image that the engine has is pushed again, too', async () => {
    const image = `slipway-test:push-retry-${store}`
    const folder = join(root, '__tests__/fixtures/e2e-gate')
    const build = ['buildx', 'build', '--provenance=false', '--load', '--tag', image, folder]
    await client('docker', build, { env: engine })
    const tries = await release({
      faults: [{ ...throttled, times: store === 'classic' ? 1 : 6 }],
      inputs: { 'local-image': image },
      run: { env: engine },
    })
    expect(await copiesOf(tries.host, engine)).toEqual([])
    await client('docker', ['image', 'rm', image], { env: engine })
    expect(tries.outputs).toMatchObject({ released: 'true', built: 'false' })
    expect(tries.images).toEqual([[tag]])
    expect(tries.tries).toEqual(['', '-2'])
  })
})
