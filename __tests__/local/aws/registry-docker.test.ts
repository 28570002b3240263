import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Fault, type FaultKind, type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { describeWithDocker } from '../../support/slipway.ts'
import { type Docker, type Ended, givenDocker } from './docker.ts'

// What differs by version and store of the engine, such as what it tries again, is left open here.

const ways = ['docker push', 'buildx'] as const
type Way = (typeof ways)[number]
const layerBytes = 3_000_000

describeWithDocker('faults of the registry, as Docker meets them', () => {
  let aws: LocalAws
  let docker: Docker
  let images: string[] = []

  beforeAll(async () => {
    aws = await startAws()
    docker = await givenDocker(aws, layerBytes)
  })
  afterAll(async () => {
    await docker.run(['rmi', ...images])
    docker.remove()
    await aws.close()
  })

  /** Pushes the image to a repository where nothing is yet. */
  async function attempt(way: Way, fault?: Fault, limitMs?: number) {
    const repository = `r${images.length}`
    aws.createRepository(repository)
    const image = `${aws.host}/${repository}:one`
    images = [...images, image]
    const build = ['buildx', 'build', '--provenance=false', '--tag', image, docker.folder]
    if (way === 'docker push') await docker.run([...build, '--load'])
    const before = aws.requests.length
    if (fault) aws.addFault(fault)
    const push = () => docker.run(way === 'buildx' ? [...build, '--push'] : ['push', image], limitMs)
    const ended = await push()
    aws.removeFaults()
    return { ended, repository, push, calls: aws.requests.slice(before) }
  }

  const isThere = (repository: string) => aws.images(repository).some(({ tags }) => tags.includes('one'))

  /** Docker never says that it pushed what is not there. */
  function expectHonest({ exitCode }: Ended, repository: string): void {
    if (exitCode === 0) expect(isThere(repository)).toBe(true)
  }

  test.each(ways)('none: %s works', async (way) => {
    const { ended, repository } = await attempt(way)
    expect(ended).toMatchObject({ exitCode: 0 })
    expect(isThere(repository)).toBe(true)
  })

  const kinds: readonly (readonly [FaultKind, number])[] = [
    ['throttle', 429],
    ['server-error', 500],
    ['html', 503],
    ['reset', 0],
    ['after-reset', 0],
    ['half', 201],
    ['slow', 201],
  ]
  const cases = kinds.flatMap(([kind, status]) => ways.map((way) => [kind, way, status] as const))

  test.each(cases)('%s at the manifest, by %s', async (kind, way, status) => {
    const fault = { operation: 'registry:PUT manifest', times: 1, kind, ms: 300 } as const
    const { ended, repository, calls } = await attempt(way, fault)
    expect(calls.find(({ operation }) => operation === 'PUT manifest')?.status).toBe(status)
    expectHonest(ended, repository)
    if (['after-reset', 'half', 'slow'].includes(kind)) expect(isThere(repository)).toBe(true)
  })

  test.each(
    (['throttle', 'server-error', 'reset'] as const).flatMap((kind) =>
      ways.map((way) => [kind, way] as const),
    ),
  )('%s at a layer, by %s', async (kind, way) => {
    const { ended, repository, calls } = await attempt(way, {
      operation: 'registry:P* upload*',
      times: 1,
      kind,
    })
    expect(calls.map(({ status }) => status)).toContain(
      { throttle: 429, 'server-error': 500, reset: 0 }[kind],
    )
    expectHonest(ended, repository)
  })

  test.each(ways)('503 where that is asked for, by %s', async (way) => {
    const operation = 'registry:PUT manifest'
    const { calls } = await attempt(way, { operation, times: 1, kind: 'server-error', status: 503 })
    expect(calls.map(({ status }) => status)).toContain(503)
  })

  const refusals: readonly (readonly [FaultKind, RegExp])[] = [
    ['expired-token', /Your authorization token has expired\. Reauthenticate and try again\./],
    ['access-denied', /Access denied on demand by the fault plan/],
    ['kms', /The key of the repository is disabled\./],
  ]

  test.each(refusals.flatMap(([kind, says]) => ways.map((way) => [kind, way, says] as const)))(
    '%s is told by %s in ECR’s words',
    async (kind, way, says) => {
      const { ended, repository } = await attempt(way, { operation: 'registry:P*', times: 'always', kind })
      expect(ended.exitCode).not.toBe(0)
      expect(ended.output).toMatch(says)
      expect(isThere(repository)).toBe(false)
    },
  )

  test.each(ways)('what no registry answers, by %s', async (way) => {
    for (const kind of ['html-200', 'not-json', 'empty'] as const) {
      const { calls } = await attempt(way, { operation: 'registry:PUT manifest', times: 1, kind })
      expect(calls.find(({ operation }) => operation === 'PUT manifest')?.status).toBe(200)
    }
  })

  test.each(ways)('stall: %s waits', async (way) => {
    const operation = 'registry:PUT manifest'
    const { ended, repository, calls } = await attempt(
      way,
      { operation, times: 'always', kind: 'stall' },
      1500,
    )
    expect(ended.exitCode).not.toBe(0)
    expect(calls.at(-1)).toMatchObject({ operation: 'PUT manifest', status: 0 })
    expect(isThere(repository)).toBe(false)
  })

  test.each(ways)('mid-blob: %s is cut off in a layer, and a second push brings all of it', async (way) => {
    const operation = 'registry:P* upload*'
    const fault = { operation, times: 1, kind: 'mid-blob', bytes: layerBytes / 3 } as const
    const { ended, repository, push, calls } = await attempt(way, fault)
    expect(calls.map(({ status }) => status)).toContain(0)
    expectHonest(ended, repository)
    expect(await push()).toMatchObject({ exitCode: 0 })
    expect(isThere(repository)).toBe(true)
  })

  test.each(ways)('%s with a login that expired, and with a new one', async (way) => {
    const { ended, repository, push } = await attempt(way)
    expect(ended.exitCode).toBe(0)
    aws.expireLogins()
    const late = await push()
    expect(late.exitCode).not.toBe(0)
    // The answer to a HEAD has no words.
    expect(late.output).toMatch(/authorization token has expired|403 Forbidden/)
    await docker.logIn()
    expect(await push()).toMatchObject({ exitCode: 0 })
    expect(isThere(repository)).toBe(true)
  })
})
