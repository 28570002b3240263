import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { expect, jest, test } from '@jest/globals'
import { filesWith, formsOf } from '../support/canary.ts'
import { type DockerHome, givenDockerHome, givenRemoteBuilder } from '../support/docker-home.ts'
import { type Step, startJob } from '../support/job.ts'
import { describeWithDocker, errorOf, type Slipway, startSlipway } from '../support/slipway.ts'
import { expectTidy } from '../support/worlds.ts'

// The Docker configuration of whoever owns the runner serves a run and is not touched by it; and runs beside each other, as
// two jobs of one runner or two steps of one job, do not know of each other.

jest.setTimeout(60_000)

const fromBase = '__tests__/fixtures/e2e-identity/from-base'
const elsewhere = 'eu-central-1'

/** A world with a private base image in another registry, and an owner who has a login there. */
async function withOwner(use: (slipway: Slipway, home: DockerHome, base: string) => Promise<void>) {
  const slipway = await startSlipway(fromBase, { pace: 60, aws: { regions: [elsewhere] } })
  const there = slipway.local.aws.in({ region: elsewhere })
  there.createRepository('base')
  const inputs = { 'aws-region': elsewhere, repository: 'base', tags: 'v1', gate: 'off' }
  expect(errorOf(await slipway.run({ inputs }))).toBe('')
  const home = await givenDockerHome({ host: there.host, password: await passwordOf(slipway) })
  try {
    await use(slipway, home, `${there.host}/base:v1`)
  } finally {
    await home.remove()
    await slipway.close()
  }
}

async function passwordOf({ local }: Slipway): Promise<string> {
  const { url: endpoint, keys: credentials } = local.aws
  const ecr = new ECRClient({ endpoint, region: elsewhere, credentials })
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}))
  const token = authorizationData?.[0]?.authorizationToken ?? ''
  return Buffer.from(token, 'base64').toString().split(':')[1] ?? ''
}

/** Nothing of what was there is another now, and only buildx added anything: its own notes. */
function expectUntouched(home: DockerHome, before: ReturnType<DockerHome['files']>): void {
  const after = home.files()
  expect(Object.fromEntries(Object.keys(before).map((path) => [path, after[path]]))).toEqual(before)
  const added = Object.keys(after).filter((path) => !(path in before))
  expect(added.filter((path) => !path.startsWith(`${home.folder}/.docker/buildx/`))).toEqual([])
}

describeWithDocker("the owner's Docker configuration", () => {
  test.concurrent('serves two runs at once, with its context and logins past a broken store, and stays as it is', async () => {
    await withOwner(async (slipway, home, base) => {
      const before = home.files()
      const runs = ['one', 'two'].map((tags) =>
        slipway.run({
          home: home.folder,
          env: { PATH: home.PATH },
          inputs: { 'build-args': `BASE=${base}`, 'no-cache': 'true', gate: 'off', tags },
        }),
      )
      const results = await Promise.all(runs)
      // BuildKit says whose credentials it uses, once for both.
      expect(results.map(({ log }) => log).join('')).toContain(
        `[auth] sharing credentials for ${base.split('/')[0]}`,
      )
      for (const result of results) {
        expect(errorOf(result)).toBe('')
        expect(result.outputs.released).toBe('true')
        expectTidy(result)
      }
      expect(home.calls()).toBeGreaterThan(4)
      expectUntouched(home, before)
      const { aws, issuer } = slipway.local
      const forms = [...aws.secrets(), ...issuer.secrets()].flatMap(formsOf)
      expect(filesWith(`${home.folder}/.docker`, forms)).toEqual([])
    })
  })

  test.concurrent('serves a run with the builder that is current, and stays as it is', async () => {
    await withOwner(async (slipway, home) => {
      const builder = await givenRemoteBuilder(home)
      const before = home.files()
      // Nobody builds there: that it was asked is what counts.
      const cancel = { whenLog: 'building with "elsewhere" instance using remote driver', afterMs: 100 }
      const result = await slipway.run({ home: home.folder, env: { PATH: home.PATH }, cancel })
      await builder.close()
      expect(builder.calls()).toBeGreaterThan(0)
      expect(result.conclusion).toBe('cancelled')
      expectTidy(result)
      expectUntouched(home, before)
    })
  })
})

const inputs = { 'aws-region': 'eu-west-1', repository: 'shop', gate: 'off' }

/** A job in a world of its own, and a place where its builds wait until they are let go. */
async function inJob(
  use: (
    step: (id: string) => Step,
    given: (tag: string) => Readonly<Record<string, string>>,
    gate: Gate,
  ) => Promise<void>,
): Promise<void> {
  const slipway = await startSlipway('__tests__/fixtures/slow-build', { pace: 60 })
  const job = startJob(slipway)
  const gate = await startGate()
  const given = (tags: string) => ({
    ...inputs,
    tags,
    'role-to-assume': slipway.local.role,
    'build-args': `SLOW=${gate.url}/${tags}`,
  })
  try {
    await use(job.step, given, gate)
    expect(job.left()).toEqual([])
    expect(
      slipway.local.aws
        .images('shop')
        .flatMap(({ tags }) => tags)
        .toSorted(),
    ).toEqual(['one', 'two'])
  } finally {
    gate.open()
    await gate.close()
    job.remove()
    await slipway.close()
  }
}

type Gate = Awaited<ReturnType<typeof startGate>>

/** Holds back what builds ask for. */
async function startGate() {
  let isOpen = false
  const waiting: ServerResponse[] = []
  const server = createServer((_, response) => {
    if (isOpen) response.end('late')
    else waiting.push(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    waiting: () => waiting.length,
    open: () => {
      isOpen = true
      for (const response of waiting.splice(0)) response.end('late')
    },
    close,
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let left = 400; !isSo(); left--) {
    if (left === 0) throw new Error('It did not come to that.')
    await sleep(50)
  }
}

describeWithDocker('two steps of one job', () => {
  test.concurrent('one after the other, with both posts at the end', async () => {
    await inJob(async (step, given, gate) => {
      gate.open()
      const [one, two] = [step('slipway'), step('slipway_2')]
      expect(await one.main(given('one'))).toMatchObject({ exitCode: 0 })
      expect(await two.main(given('two'))).toMatchObject({ exitCode: 0 })
      // Post steps run in reverse order.
      expect([await two.post(), await one.post()].map(({ exitCode }) => exitCode)).toEqual([0, 0])
    })
  })

  test.concurrent('the post of the first one while the second one builds', async () => {
    await inJob(async (step, given, gate) => {
      const [one, two] = [step('slipway'), step('slipway_2')]
      const first = one.main(given('one'))
      await until(() => gate.waiting() === 1)
      const second = two.main(given('two'))
      await until(() => gate.waiting() === 2)
      gate.open()
      expect(await first).toMatchObject({ exitCode: 0 })
      expect(await one.post()).toMatchObject({ exitCode: 0 })
      expect(await second).toMatchObject({ exitCode: 0 })
      expect(await two.post()).toMatchObject({ exitCode: 0 })
      expect([one, two].map((each) => each.outputs().released)).toEqual(['true', 'true'])
    })
  })

  test.concurrent('the post of one that failed while the other one builds', async () => {
    await inJob(async (step, given, gate) => {
      const [failed, one, two] = [step('slipway'), step('slipway_2'), step('slipway_3')]
      const running = one.main(given('one'))
      await until(() => gate.waiting() === 1)
      expect(await failed.main({ ...given('none'), repository: 'shoop' })).toMatchObject({ exitCode: 1 })
      expect(await failed.post()).toMatchObject({ exitCode: 0 })
      gate.open()
      expect(await running).toMatchObject({ exitCode: 0 })
      expect(await two.main(given('two'))).toMatchObject({ exitCode: 0 })
      await Promise.all([two.post(), one.post()])
    })
  })
})
