import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { LocalServiceOptions, ScanScript } from '../../local/aws/aws.ts'
import type { RunOptions } from '../../local/github/records.ts'
import { another, rated } from '../fixtures/e2e/scans.ts'
import {
  blocked,
  type Gated,
  type GateWorld,
  type Inputs,
  type Kind,
  refused,
  released,
  type Stored,
  startGateWorld,
  step,
} from '../fixtures/e2e-gate-world.ts'
import { logIn, pushManifest } from '../local/aws/support.ts'
import { open, roleArn, roleWithout } from '../support/admin.ts'
import { type EventTitle, events } from '../support/events.ts'
import { root } from '../support/slipway.ts'

// What a release is compared with (`baseline`), and what a service runs judged again (`image: deployed`).

jest.setTimeout(30_000)
let world: GateWorld

beforeAll(async () => {
  const deploying = {
    ...{ name: 'deploying', trust: open },
    policy: { Statement: { Effect: 'Allow', Action: 'ecs:*', Resource: '*' } },
  } as const
  world = await startGateWorld([
    deploying,
    roleWithout('without-tasks', 'ecs:ListTasks'),
    roleWithout('without-ecs', 'ecs:*'),
  ])
})
afterAll(() => world.close())

const as = (role: string): Inputs => ({ 'role-to-assume': roleArn(world.slipway.local.aws, role) })

/** A release and, beside it in its repository, the image that came before. */
type Pair = Readonly<{ now: Stored; before: Stored }>

async function given(
  scan: ScanScript,
  old: ScanScript | undefined,
  kind: Kind = 'basic',
  tag?: string,
): Promise<Pair> {
  const { place, ...stored } = await world.store(kind)
  place.setScan(stored.repository, scan)
  return { now: { place, ...stored }, before: await another({ place, ...stored }, old, tag) }
}

/** Of the tags, those of the image that is judged: the other one keeps what it has. */
async function judge(stored: Stored, how?: Parameters<GateWorld['judge']>[1]): Promise<Gated> {
  const run = await world.judge(stored, how)
  const image = stored.place.images(stored.repository).find(({ digest }) => digest === stored.digest)
  return { ...run, ending: { ...run.ending, tags: image?.tags ?? [] } }
}

const uriOf = ({ place, repository }: Stored) => `${place.host}/${repository}`
const byDigest = (stored: Stored) => `${uriOf(stored)}@${stored.digest}`

const cluster = 'demo'
type Settings = Partial<LocalServiceOptions>

/** A service of the repository's name that runs this image. */
function createService(stored: Stored, image: string, settings: Settings = {}): Inputs {
  const containerDefinitions = [{ name: 'app', image }]
  const taskDefinition = { family: stored.repository, containerDefinitions }
  stored.place.createService({ cluster, name: stored.repository, taskDefinition, ...settings })
  return { cluster, service: stored.repository, deploy: 'false' }
}

/** Warnings, but for those that go with findings that block nothing. */
function warningsOf({ result }: Gated) {
  return result.main.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
}

const noBaseline = (name: string, reason: string) =>
  expect.stringMatching(
    `^There is no baseline, so every finding counts: of ${name} no findings are known: ${reason}(\\.|$)`,
  )

describe('baseline', () => {
  const forms: readonly (readonly [form: string, baseline: (before: Stored) => Inputs])[] = [
    ['digest:…', ({ digest }) => ({ baseline: `digest:${digest}` })],
    ['tag:…', () => ({ baseline: 'tag:v1' })],
    ['deployed', (before) => ({ baseline: 'deployed', ...createService(before, byDigest(before)) })],
  ]

  // What is the same finding is in scan/decide.test.ts.
  test.concurrent.each(forms)(
    '%s lets nothing new pass, and counts nothing that was there',
    async (_, baseline) => {
      const { now, before } = await given(rated('critical high high'), rated('critical high'), 'basic', 'v1')
      const run = await judge(now, { inputs: baseline(before) })
      expect(run.ending).toEqual(blocked)
      expect(run.outputs.violations).toBe('1')
      expect(run.error).toContain('the worst CVE-2026-1003 (high)')
      expect(run.result.summary).toMatch(/^\| Severity \| Violations \| In baseline \| Total \|$/m)
    },
  )

  test.concurrent('lets pass what was there, with enhanced scanning', async () => {
    const scan = rated('critical high', 'enhanced')
    const { now, before } = await given(scan, scan, 'on-push')
    const service = createService(before, byDigest(before))
    const run = await judge(now, { inputs: { baseline: 'deployed', ...service } })
    expect(run.ending).toEqual(released())
    expect(run.result.log).toMatch(/: the gate passed with 2 findings, all in the baseline\.$/m)
    expect(run.result.summary).toMatch(/^Compared with .*: 2 findings are there already and do not count\.$/m)
    expect(run.notes).toEqual([])
  })

  test.concurrent('tag:… of this release is refused where tags are put before the gate: it would name what is blocked', async () => {
    const { now } = await given(rated('high high'), rated('high'), 'basic', 'latest')
    const inputs = { baseline: 'tag:latest', tags: 'latest', 'tag-after': 'push' }
    const run = await judge(now, { inputs })
    expect(run.outputs).toMatchObject({ 'failure-code': 'INPUT_INVALID', released: 'false' })
    expect(run.error).toContain('compared with what was blocked')
  })

  test.concurrent('tag:… that names the very image that is judged excuses nothing', async () => {
    const { before } = await given(rated('high high'), rated('high'), 'basic', 'v1')
    const run = await judge(before, { inputs: { baseline: 'tag:v1' } })
    expect(run.ending).toMatchObject({ code: 'GATE_BLOCKED', exit: 1, released: 'false' })
    expect(run.notes.join()).toContain('it is the image that is judged')
  })
})

describe('a baseline of which nothing is known is a warning, and all findings count:', () => {
  type Row = readonly [
    what: string,
    old: ScanScript | undefined,
    inputs: (pair: Pair) => Inputs,
    name: string,
    reason: string,
  ]
  const digest = ({ before }: Pair) => ({ baseline: `digest:${before.digest}` })
  const deployed =
    (image: (pair: Pair) => string, settings: Settings = {}) =>
    (pair: Pair) => ({
      ...createService(pair.now, image(pair), settings),
      baseline: 'deployed',
    })
  const service = 'what the service \\S+ runs'
  const rows: readonly Row[] = [
    ['never scanned', undefined, digest, 'sha256:\\S+', 'no scan yet'],
    [
      'the tasks may not be read',
      rated('high'),
      (pair) => ({ ...deployed(({ now }) => `${uriOf(now)}:v1`)(pair), ...as('without-tasks') }),
      service,
      'ecs:ListTasks for .* was denied: .*\\. Add this statement .*"ecs:ListTasks".*',
    ],
  ]

  test.concurrent.each(rows)('%s', async (_, old, inputs, name, reason) => {
    const pair = await given(rated('high'), old, 'basic', 'v1')
    const run = await judge(pair.now, { inputs: inputs(pair) })
    expect(run.ending).toEqual(blocked)
    expect(warningsOf(run)).toEqual([noBaseline(name, reason)])
    expect(run.result.summary).toMatch(/^Not compared with /m)
  })
})

describe('baseline: deployed', () => {
  test.concurrent('is what the tasks run where the definition names a tag that has moved since', async () => {
    const { now, before } = await given(rated('high'), rated('high'), 'basic', 'live')
    const inputs = { ...createService(before, `${uriOf(before)}:live`), baseline: 'deployed' }
    const clean = await another(now, rated(''), 'live')
    expect(world.slipway.tags(clean.digest, now.repository)).toEqual(['live'])
    const run = await judge(now, { inputs })
    expect(run.ending).toEqual(released())
    expect(run.result.log).toContain(`runs, ${now.repository}:1, ${before.digest}, with 1 finding\n`)
  })

  test.concurrent('is the last completed deployment while one is under way that may fail', async () => {
    const { now, before } = await given(rated('high'), rated('high'))
    const inputs = createService(before, byDigest(before))
    const worse = await another(now, rated('high high'))
    now.place.setRollout(now.repository, 'never-stable')
    const going = { ...inputs, deploy: 'true', wait: 'false', gate: 'off', tags: 'none' }
    const begun = await judge(worse, { inputs: going })
    expect(begun.outputs['deployment-status']).toBe('not-waited')
    const run = await judge(now, { inputs: { ...inputs, baseline: 'deployed' } })
    expect(run.ending).toEqual(released())
    expect(run.result.log).toContain(`runs, ${now.repository}:1, ${before.digest}`)
  })

  test.concurrent('is compared with before a deploy replaces it', async () => {
    const { now, before } = await given(rated('high'), rated('high'))
    const inputs = { ...createService(before, byDigest(before)), deploy: 'true', baseline: 'deployed' }
    const run = await judge(now, { inputs })
    expect(run.outputs).toMatchObject({
      released: 'true',
      verdict: 'passed',
      'deployment-status': 'successful',
    })
    expect(now.place.service(now.repository, cluster).runningImages).toEqual([byDigest(now)])
  })

  test.concurrent('is asked for on a pull request too, where nothing is deployed', async () => {
    const { now, before } = await given(rated('high'), rated('high'))
    const service = createService(before, byDigest(before))
    const inputs = { ...service, deploy: '', push: 'candidate', baseline: 'deployed', tags: '' }
    const run = await judge(now, { inputs, options: onEvent('pull_request') })
    expect(run.outputs).toMatchObject({ verdict: 'passed', released: 'false' })
    expect(run.asked.filter((one) => /ecs:(Update|Register)/.test(one))).toEqual([])
  })

  test.concurrent('is read with the deploy role where there is one', async () => {
    const { now, before } = await given(rated('high'), rated('high'))
    const inputs = {
      ...createService(before, byDigest(before)),
      ...{ ...as('without-ecs'), baseline: 'deployed' },
      'deploy-role-to-assume': roleArn(world.slipway.local.aws, 'deploying'),
    }
    const run = await judge(now, { inputs })
    expect(run.ending).toEqual(released())
    expect(warningsOf(run)).toEqual([])
  })

  test.concurrent('is that of the container that container-name tells, of several', async () => {
    const { now, before } = await given(rated('high'), rated('high'))
    const clean = await another(now, rated(''))
    const containerDefinitions = [
      { name: 'app', image: byDigest(before) },
      { name: 'jobs', image: byDigest(clean) },
    ]
    const taskDefinition = { family: now.repository, containerDefinitions }
    const inputs = { ...createService(now, '', { taskDefinition }), baseline: 'deployed' }
    const app = await judge(now, { inputs: { ...inputs, 'container-name': 'app' } })
    expect(app.ending).toEqual(released())
  })
})

function onEvent(title: EventTitle): Partial<RunOptions> {
  const [file, EVENT_NAME, REF] = events[title]
  const event = JSON.parse(readFileSync(join(root, `__tests__/fixtures/events/${file}.json`), 'utf8'))
  return { event, github: { EVENT_NAME, REF } }
}

describe('image: deployed, every night', () => {
  /** The workflow of docs/gate.md: without docker, on a schedule. */
  async function rescan(
    stored: Stored,
    inputs: Inputs = {},
    image = byDigest(stored),
    settings: Settings = {},
  ) {
    const service = createService(stored, image, settings)
    const given = { ...service, image: 'deployed', tags: '', ...inputs }
    return judge(stored, { inputs: given, options: onEvent('schedule') })
  }

  /** An image that was scanned so many hours ago. */
  async function scanned(
    kind: Kind,
    hours: number,
    lists: ScanScript,
    more: Partial<ScanScript> = {},
  ): Promise<Stored> {
    const ago = hours * 3_600_000
    const stored = await world.store(kind)
    const steps = (lists.steps ?? []).map((one) => ({ ...one, completedAgoMs: 0 }))
    stored.place.setScan(stored.repository, { steps, scannedAgoMs: ago, ...more })
    return stored
  }

  function expectNothingChanged({ asked, outputs }: Gated): void {
    const changing = asked.filter(
      (one) => !/^(sts:Assume|\w+:(Describe|Get|BatchGet|List))|GET layer/.test(one),
    )
    expect(changing).toEqual([])
    expect(asked).not.toContain('ecr:GetAuthorizationToken')
    expect(outputs).toMatchObject({ built: 'false' })
    expect(outputs).not.toHaveProperty('candidate-tag')
  }

  test.concurrent('passes where nothing counts', async () => {
    const stored = await world.store('basic')
    stored.place.setScan(stored.repository, rated('low'))
    const run = await rescan(stored)
    expect(run.ending).toMatchObject({ exit: 0, verdict: 'passed', tags: [] })
    expect(run.outputs).toMatchObject({ digest: stored.digest, 'scan-mode': 'basic', 'tag-names': '' })
    expect(run.notes).toEqual([])
    expectNothingChanged(run)
  })

  test.concurrent('fails where it would be blocked now, and changes nothing', async () => {
    const stored = await world.store('on-push')
    stored.place.setScan(stored.repository, rated('critical', 'enhanced'))
    const run = await rescan(stored)
    expect(run.ending).toEqual(blocked)
    expect(run.outputs).toMatchObject({ digest: stored.digest, violations: '1' })
    expect(run.error).toMatch(/^The gate blocked .*: 1 finding at or above high, the worst CVE-2026-1001/)
    expect(run.error).not.toMatch(/candidate|tag-after/)
    expectNothingChanged(run)
  })

  test.concurrent('judges what the tasks run where the definition names a tag', async () => {
    const { now, before } = await given(rated('critical'), rated(''), 'basic', 'live')
    const service = createService(before, `${uriOf(before)}:live`)
    const tag = { headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' } }
    const registry = await logIn(now.place)
    const manifest = await registry('GET', `${now.repository}/manifests/${now.digest}`, {
      headers: { accept: tag.headers['content-type'] },
    })
    await pushManifest(registry, now.repository, await manifest.text(), 'live')
    const inputs = { ...service, image: 'deployed', tags: '' }
    const run = await judge(now, { inputs, options: onEvent('schedule') })
    expect(run.outputs).toMatchObject({ digest: before.digest, verdict: 'passed' })
  })

  const maxAge = { 'max-scan-age-hours': '24' }

  test.concurrent('renews a basic scan that is too old, and judges what that finds', async () => {
    const found = rated('critical').steps ?? []
    const stored = await scanned('basic', 40, rated(''), {
      rescan: [step('IN_PROGRESS', { ms: 4_000 }), ...found],
    })
    const run = await rescan(stored, maxAge)
    expect(run.ending).toEqual(blocked)
    expect(run.asked.filter((one) => one === 'ecr:StartImageScan')).toHaveLength(1)
  })

  const stale: readonly (readonly [what: string, kind: Kind, hours: number, inputs: Inputs, says: RegExp])[] =
    [
      [
        'a basic scan of less than a day, which ECR does not renew',
        'basic',
        20,
        { 'max-scan-age-hours': '12' },
        /its scan is too old: it was scanned 20 h ago, and 12 h are allowed; it cannot be renewed: .*\. .*max-scan-age-hours/,
      ],
      [
        'an enhanced scan on push',
        'on-push',
        40,
        maxAge,
        /scanned 40 h ago, and 24 h are allowed; Inspector renews scans by rules of its own/,
      ],
    ]
  test.concurrent.each(stale)('is unscanned with %s', async (_, kind, hours, inputs, says) => {
    const stored = await scanned(kind, hours, rated('low', kind === 'basic' ? 'basic' : 'enhanced'))
    const run = await rescan(stored, inputs)
    expect(run.ending).toEqual(refused('IMAGE_UNSCANNED', 'unscanned'))
    expect(run.error).toMatch(says)
  })

  const unknown: readonly (readonly [
    what: string,
    image: (stored: Stored) => string,
    settings: Settings,
    says: RegExp,
  ])[] = [
    [
      'runs an image from elsewhere',
      () => 'images.example/shop:1',
      {},
      /^Which image the service \S+ runs is not known: the task definition \S+:1 has no container with an image of \S+\. Check service, cluster, container-name and repository, or name the image by its digest or tag\. \[IMAGE_NOT_FOUND\]$/,
    ],
    [
      'runs an image that ECR has no more',
      (stored) => `${uriOf(stored)}@sha256:${'0'.repeat(64)}`,
      {},
      /^There is no image \S+@sha256:0+ in ECR\. .*lifecycle rule.* \[IMAGE_NOT_FOUND\]$/,
    ],
  ]
  test.concurrent.each(unknown)('fails with words where the service %s', async (_, image, settings, says) => {
    const stored = await world.store('basic')
    const run = await rescan(stored, {}, image(stored), settings)
    expect(run.ending).toEqual(refused('IMAGE_NOT_FOUND', undefined))
    expect(run.error).toMatch(says)
    expectNothingChanged(run)
  })

  test.concurrent('gives a good image a tag where one is asked for', async () => {
    const stored = await world.store('basic')
    stored.place.setScan(stored.repository, rated('low'))
    const run = await rescan(stored, { tags: 'judged' })
    expect(run.ending).toEqual({ ...released(), tags: ['judged'] })
  })

  test.concurrent('is foreseen by a dry run', async () => {
    const stored = await world.store('basic')
    const run = await rescan(stored, { 'dry-run': 'true' })
    expect(run.ending).toMatchObject({ exit: 0 })
    expect(run.result.log).toContain('that the service runs of ECR')
    expectNothingChanged(run)
  })
})
