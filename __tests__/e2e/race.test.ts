import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Fault, LocalRepositorySettings } from '../../local/aws/aws.ts'
import { describeWithDocker, type Slipway } from '../support/slipway.ts'
import { type SlowServer, startSlowServer } from '../support/slow-server.ts'
import { pushing, type Traced, traced } from '../support/traced.ts'
import { givenService, inWorld, toService } from '../support/worlds.ts'

// Two runs of one commit at the same time. Both look at the tags before either has an image, and what they build
// differs: both release, under immutable tags the same image, and none of them disturbs the other.

type Inputs = Readonly<Record<string, string>>
type Place = Readonly<{ slipway: Slipway; gate: SlowServer }>

const immutable: LocalRepositorySettings = { tagMutability: 'IMMUTABLE' }
const tags = 'type=raw,value=edge,priority=1\ntype=raw,value=1.2.3'

/** A world with one repository, and a gate where the builds of its runs wait for one another. */
function inRace(
  settings: LocalRepositorySettings,
  faults: readonly Fault[],
  race: (place: Place) => Promise<void>,
): Promise<void> {
  return inWorld({ repositories: [], aws: { faults } }, async (slipway) => {
    slipway.local.aws.createRepository('shop', settings)
    const gate = await startSlowServer()
    try {
      await race({ slipway, gate })
    } finally {
      await gate.close()
    }
  })
}

/** A run whose image nobody else's is the same as, and which is pushed when the gate opens. */
function racing({ slipway, gate }: Place, name: string, inputs: Inputs = {}): Promise<Traced> {
  const env = { ...pushing, FAKE_DOCKER_CONTENT: name, FAKE_DOCKER_GATE: gate.url }
  return traced(slipway, { tags, ...inputs }, { env, github: { RUN_ID: String(1000 + name.length) } })
}

async function together(place: Place, ...inputs: readonly Inputs[]): Promise<readonly Traced[]> {
  const running = inputs.map((each, index) => racing(place, 'x'.repeat(index + 1), each))
  await place.gate.waiting(inputs.length)
  place.gate.open()
  return Promise.all(running)
}

/** What every tag of the repository names. */
function named({ slipway }: Place): Readonly<Record<string, string>> {
  const images = slipway.local.aws.images('shop')
  return Object.fromEntries(images.flatMap((one) => one.tags.map((name) => [name, one.digest])))
}

/** All that ever got into the repository beside release tags, for which lifecycle rules have a prefix. */
function strays(place: Place, released: readonly string[]): readonly string[] {
  return Object.keys(named(place)).filter(
    (name) => !released.includes(name) && !/^candidate-\d+-1-/.test(name),
  )
}

const digests = (runs: readonly Traced[]) => new Set(runs.map(({ outputs }) => outputs.digest))
const adopting = (runs: readonly Traced[]) =>
  runs.filter(({ result }) => result.log.includes('another run was faster, and its image is taken'))

/** Both released the image of one of them, and the other one took it over. */
function expectAdopted(place: Place, runs: readonly Traced[]): void {
  for (const { outputs, result, error } of runs) {
    expect(error).toBe('')
    expect(result.main.exitCode).toBe(0)
    expect(outputs).toMatchObject({ released: 'true', 'tag-names': '1.2.3\nedge', verdict: 'passed' })
  }
  const [digest] = digests(runs)
  expect(digests(runs).size).toBe(1)
  expect(named(place)).toMatchObject({ '1.2.3': digest, edge: digest })
  expect(strays(place, ['1.2.3', 'edge'])).toEqual([])
  const losers = adopting(runs)
  expect(losers).toHaveLength(1)
  expect(losers[0]?.result.summary).toMatch(
    /^## ✅ Slipway: released `shop`\n\nReleased \S+ \(built by another run of this commit, which was faster\) as /,
  )
}

describe('in an immutable repository', () => {
  test.concurrent('the one that is slower takes the image of the faster one', async () => {
    await inRace(immutable, [], async (place) => {
      const first = racing(place, 'slow')
      await place.gate.waiting(1)
      const env = { ...pushing, FAKE_DOCKER_CONTENT: 'fast' }
      const fast = await traced(place.slipway, { tags }, { env })
      place.gate.open()
      const slow = await first
      expectAdopted(place, [slow, fast])
      expect(adopting([slow, fast])).toEqual([slow])
      // Its own image stays under its candidate tag, and is nobody's.
      const [own = ''] = Object.keys(named(place)).filter((name) => name.startsWith('candidate-'))
      expect(named(place)[own]).not.toBe(slow.outputs.digest)
      expect(slow.outputs).not.toHaveProperty('candidate-tag')
    })
  })

  test.concurrent('one that looked in time and put too late takes it, too', async () => {
    const late: Fault = { operation: 'ecr:PutImage', kind: 'slow', ms: 2_500, times: 1 }
    await inRace(immutable, [late], async (place) => expectAdopted(place, await together(place, {}, {})))
  })

  test.concurrent('also where the tags come before the gate', async () => {
    const early = { 'tag-after': 'push' }
    await inRace(immutable, [], async (place) => expectAdopted(place, await together(place, early, early)))
  })

  test.concurrent('three at once are one image in the end', async () => {
    await inRace(immutable, [], async (place) => {
      const runs = await together(place, {}, {}, {})
      expect(runs.map(({ error }) => error)).toEqual(['', '', ''])
      expect(digests(runs).size).toBe(1)
      expect(named(place)).toMatchObject({ '1.2.3': runs[0]?.outputs.digest, edge: runs[0]?.outputs.digest })
      expect(strays(place, ['1.2.3', 'edge'])).toEqual([])
    })
  })

  test.concurrent('what is deployed is the image that has the tags', async () => {
    await inRace(immutable, [], async (place) => {
      givenService(place.slipway.local)
      const first = racing(place, 'slow', { ...toService, 'tag-after': 'deploy' })
      await place.gate.waiting(1)
      const env = { ...pushing, FAKE_DOCKER_CONTENT: 'fast' }
      const fast = await traced(place.slipway, { tags }, { env })
      place.gate.open()
      expectAdopted(place, [await first, fast])
      const { aws } = place.slipway.local
      expect(aws.service('shop', 'demo').runningImages).toEqual([`${aws.host}/shop@${fast.outputs.digest}`])
    })
  })

  test.concurrent('moving tags beside immutable ones end on the same image', async () => {
    const settings = { tagMutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['edge'] } as const
    await inRace(settings, [], async (place) => expectAdopted(place, await together(place, {}, {})))
  })

  describe('the image of other inputs is never taken', () => {
    const other: Inputs = { 'build-args': 'PACKAGES=informational' }

    test.concurrent('where the tag was free before the build: it cannot be put', async () => {
      await inRace(immutable, [], async (place) => {
        const runs = await together(place, {}, other)
        const [winner, loser] = runs.toSorted((a, b) => (a.error < b.error ? -1 : 1))
        expect(winner?.outputs).toMatchObject({ released: 'true' })
        expect(loser?.outputs).toMatchObject({ 'failure-code': 'TAGS_NOT_PUT', released: 'false', tags: '' })
        expect(loser?.error).toContain(`names another image (${winner?.outputs.digest})`)
        expect(adopting(runs)).toEqual([])
        const ours = loser?.outputs['candidate-tag'] ?? ''
        expect(named(place)).toEqual({
          ...{ '1.2.3': winner?.outputs.digest, edge: winner?.outputs.digest },
          ...{ [ours]: loser?.outputs.digest },
        })
      })
    })

    test.concurrent('nor is any with `reuse: never`', async () => {
      await inRace(immutable, [], async (place) => {
        const never = { reuse: 'never' }
        const runs = await together(place, never, never)
        expect(runs.map(({ code }) => code).toSorted()).toEqual(['TAGS_NOT_PUT', undefined])
        expect(adopting(runs)).toEqual([])
      })
    })
  })
})

describe('in a mutable repository', () => {
  test.concurrent('both release, and every tag names an image of one of them', async () => {
    await inRace({}, [], async (place) => {
      const runs = await together(place, {}, {})
      for (const { outputs, error, notes } of runs) {
        expect(error).toBe('')
        // Told to the one whose tags are moved in the very moment in which its candidate tag is taken away.
        const overtaken =
          /^notice: The candidate tag \S+ stays: another run moved the other tags meanwhile\.$/
        expect(notes.filter((note) => !overtaken.test(note))).toEqual([])
        expect(notes.length).toBeLessThanOrEqual(1)
        expect(outputs).toMatchObject({ released: 'true', built: 'true', 'tag-names': '1.2.3\nedge' })
      }
      expect(digests(runs).size).toBe(2)
      // Whoever lost a tag keeps the image: it may be deployed by now.
      expect(new Set(place.slipway.local.aws.images('shop').map(({ digest }) => digest))).toEqual(
        digests(runs),
      )
      for (const name of ['1.2.3', 'edge']) expect(digests(runs)).toContain(named(place)[name])
      expect(strays(place, ['1.2.3', 'edge'])).toEqual([])
    })
  })

  test.concurrent('two that deploy: the service runs the image of one of them', async () => {
    await inRace({}, [], async (place) => {
      givenService(place.slipway.local)
      const runs = await together(place, toService, toService)
      const codes = runs.map(({ code }) => code)
      expect(codes).toContain(undefined)
      // The slower one may find that the other's run, a later one, deployed already.
      for (const code of codes) expect([undefined, 'SUPERSEDED', 'OLDER_RELEASE']).toContain(code)
      const { aws } = place.slipway.local
      const running = aws.service('shop', 'demo').runningImages
      expect([...digests(runs)].map((digest) => [`${aws.host}/shop@${digest}`])).toContainEqual(running)
    })
  })
})

describeWithDocker('with the real docker', () => {
  test.concurrent('two checkouts of one commit that build different images end as one', async () => {
    await inRace(immutable, [], async (place) => {
      const other = mkdtempSync(join(tmpdir(), 'slipway-workspace-'))
      cpSync(place.slipway.checkout.folder, other, { recursive: true })
      // As generated files differ from build to build, of which no fingerprint tells.
      writeFileSync(join(other, 'os-release'), 'ID=debian\nVERSION_ID=12\nBUILD_ID=other\n')
      const runs = await Promise.all([
        traced(place.slipway, { tags }),
        traced(place.slipway, { tags }, { workspace: other }),
      ])
      expect(runs.map(({ error }) => error)).toEqual(['', ''])
      expect(digests(runs).size).toBe(1)
      expect(named(place)).toMatchObject({ '1.2.3': runs[0]?.outputs.digest, edge: runs[1]?.outputs.digest })
      expect(strays(place, ['1.2.3', 'edge'])).toEqual([])
      rmSync(other, { recursive: true, force: true })
    })
  })

  test.concurrent('two legs of a matrix have a tag and an image each', async () => {
    await inRace(immutable, [], async (place) => {
      const leg = (name: string, inputs: Inputs) =>
        traced(place.slipway, { tags: 'type=sha', flavor: `suffix=-${name}`, ...inputs })
      const runs = await Promise.all([
        leg('mixed', { target: 'mixed', platforms: 'linux/amd64', gate: 'report' }),
        leg('arm64', { platforms: 'linux/arm64' }),
        leg('critical', { 'build-args': 'PACKAGES=critical' }),
      ])
      const sha = place.slipway.checkout.sha.slice(0, 7)
      const [mixed, arm64, critical] = runs
      expect(runs.map(({ code }) => code)).toEqual([undefined, undefined, 'GATE_BLOCKED'])
      expect(named(place)).toEqual({
        [`sha-${sha}-mixed`]: mixed?.outputs.digest,
        [`sha-${sha}-arm64`]: arm64?.outputs.digest,
        [critical?.outputs['candidate-tag'] ?? '']: critical?.outputs.digest,
      })
      expect(digests(runs).size).toBe(3)
    })
  })
})
