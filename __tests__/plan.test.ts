import { describe, expect, test } from '@jest/globals'
import type { BuildOptions } from '../src/image/arguments.ts'
import { createdLabel, fingerprintLabel, revisionLabel } from '../src/image/fingerprint.ts'
import { parseFlavor } from '../src/image/flavor.ts'
import { parseTagRules } from '../src/image/tag-rules.ts'
import type { Inputs } from '../src/inputs/inputs.ts'
import { type CommitFacts, knownFacts, makePlan, needsOfPlan, type Setting } from '../src/plan.ts'
import { failing } from './support/failure.ts'
import { givenEvent, givenInputs, sha } from './support/given.ts'

const time = new Date('2026-11-20T08:30:00Z')

/** A workspace with these files. */
function setting(
  files: Readonly<Record<string, string>> = { './Dockerfile': 'FROM scratch\n' },
  overrides: Partial<Setting> = {},
): Setting {
  return {
    nonce: 'beef',
    arch: 'x64',
    now: new Date('2026-11-21T10:00:00Z'),
    commit: { time, defaultBranch: 'main' },
    env: {},
    resolve: (path) => `/workspace/${path}`,
    read: (path) => files[path.replace('/workspace/', '')],
    ...overrides,
  }
}

function plan(inputs: Partial<Inputs> = {}, event = givenEvent(), world = setting()) {
  return makePlan(givenInputs({ ...rules(''), ...inputs }), event, world)
}

function rules(text: string, more: Partial<Inputs['tags']> = {}): Pick<Inputs, 'tags'> {
  return { tags: { ...givenInputs().tags, rules: parseTagRules(text).rules, ...more } }
}

const noTags = rules('', { rules: [] })

function image(overrides: Partial<Inputs['image']>): Pick<Inputs, 'image'> {
  return { image: { ...givenInputs().image, ...overrides } }
}

function storedTag(text: string): Pick<Inputs, 'source'> {
  return {
    source: {
      kind: 'stored',
      image: { kind: 'tag', host: undefined, text: ':x', rules: parseTagRules(text).rules },
    },
  }
}

describe('paths', () => {
  test.each([
    [
      'context and Dockerfile are relative to the workspace',
      { context: { kind: 'folder', path: 'app' }, file: 'docker/Dockerfile' },
      { context: '/workspace/app', file: '/workspace/docker/Dockerfile' },
      '/workspace/app',
    ],
    [
      'the Dockerfile of a folder is found by docker',
      { context: { kind: 'folder', path: '.' } },
      { context: '/workspace/.', file: undefined },
      '/workspace/.',
    ],
    [
      'a Git URL stays as it is, and so does a Dockerfile in it',
      { context: { kind: 'remote', url: 'https://github.com/acme/shop.git' }, file: 'docker/Dockerfile' },
      { context: 'https://github.com/acme/shop.git', file: 'docker/Dockerfile' },
      undefined,
    ],
  ] as const)('%s', (_, overrides, build, contextFolder) => {
    expect(plan(image(overrides))).toMatchObject({ build, contextFolder })
  })
})

describe('tags', () => {
  test('of a branch: listed by priority, put by how specific they are', () => {
    expect(plan(rules('type=ref,event=branch\ntype=sha'))).toMatchObject({
      tags: ['main', 'sha-5f3c0e9'],
      putOrder: ['sha-5f3c0e9', 'main'],
      version: 'main',
      warnings: [],
    })
  })

  test('of the commit that is released, which need not be the event’s', () => {
    const made = plan({ sha: 'a'.repeat(40), ...rules('type=sha') })
    expect(made.tags).toEqual(['sha-aaaaaaa'])
    expect(made.labels).toMatchObject({ [revisionLabel]: 'a'.repeat(40) })
  })

  test('with as many digits of the commit as are asked for, and the flavor', () => {
    const { flavor } = parseFlavor('prefix=x-\nlatest=true')
    expect(plan(rules('type=sha', { shaLength: 12 })).tags).toEqual(['sha-5f3c0e9a7d1b'])
    expect(plan(rules('type=ref,event=branch', { flavor })).tags).toEqual(['x-main', 'latest'])
  })

  test('know the time of the commit and the clock', () => {
    const made = plan(rules("type=raw,value={{commit_date 'YYYYMMDD'}}-{{date 'YYYYMMDD'}}"))
    expect(made.tags).toEqual(['20261120-20261121'])
  })

  test('know the default branch that GitHub told', () => {
    const event = givenEvent({ defaultBranch: undefined, ref: { kind: 'branch', name: 'trunk' } })
    const world = setting({}, { commit: { time, defaultBranch: 'trunk' } })
    expect(plan(rules('type=edge'), event, world).tags).toEqual(['edge'])
  })

  test('that rules do not give are an error of a release, which names the event', async () => {
    const failure = await failing(() => plan(rules('type=ref,event=tag')))
    expect(failure).toEqual({
      code: 'NO_TAGS',
      sentence: "The input tags gives no tag for the event push on branch 'main'.",
      hint: expect.stringContaining('type=sha'),
    })
  })

  test.each<[string, Partial<Inputs>]>([
    ['tags: none', noTags],
    ['a build without pushing', { intent: 'build', ...rules('type=ref,event=tag') }],
    ['a candidate', { intent: 'candidate', ...rules('type=ref,event=tag') }],
  ])('need not be there for %s', (_, inputs) => {
    expect(plan(inputs)).toMatchObject({ tags: [], putOrder: [], version: undefined })
  })

  test.each([
    [
      "type=raw,value={{commit_date 'YYYY'}}",
      { time: undefined, defaultBranch: 'main' },
      'COMMIT_TIME_UNKNOWN',
    ],
    ['type=edge', { time, defaultBranch: undefined }, 'DEFAULT_BRANCH_UNKNOWN'],
  ])('are not made up: %s', async (rule, commit, code) => {
    const event = givenEvent({ defaultBranch: undefined, commitTime: undefined })
    expect((await failing(() => plan(rules(rule), event, setting({}, { commit })))).code).toBe(code)
  })

  test('of which something is odd come with a warning', () => {
    const { tags, warnings } = plan(rules('type=raw,value=x{{nobody}}'))
    expect(tags).toEqual(['x'])
    expect(warnings).toEqual([expect.stringContaining('nobody')])
  })
})

describe('the tag of the input image', () => {
  test('is what its expressions give', () => {
    const made = plan({ ...storedTag('type=raw,value=sha-{{sha}}'), ...noTags })
    expect(made).toMatchObject({ storedTag: 'sha-5f3c0e9', tags: [] })
  })

  test('is none of an image that is built, or named by its digest', () => {
    expect(plan().storedTag).toBeUndefined()
    const byDigest = { kind: 'digest', host: undefined, digest: 'sha256:1' } as const
    expect(plan({ source: { kind: 'stored', image: byDigest }, ...noTags }).storedTag).toBeUndefined()
  })

  test('is as it was given: the flavor is for the tags that are put', () => {
    const { flavor } = parseFlavor('prefix=x-,suffix=-y,latest=true')
    const given = { ...storedTag('type=raw,value=1.2.3'), ...rules('stable', { flavor }) }
    expect(plan(given)).toMatchObject({ storedTag: '1.2.3', tags: ['x-stable-y', 'latest'] })
  })

  test('of which something is odd is an error: it could be the tag of another image', async () => {
    const failure = await failing(() => plan({ ...storedTag('type=raw,value=x{{nobody}}'), ...noTags }))
    expect(failure).toMatchObject({ code: 'INPUT_INVALID', sentence: expect.stringContaining('nobody') })
  })

  test('that its expressions leave empty is an error, since it names no image', async () => {
    const failure = await failing(() => plan({ ...storedTag('type=raw,value={{base_ref}}'), ...noTags }))
    expect(failure.sentence).toContain('image')
  })
})

test('rules that are all switched off ask for tags and give none', async () => {
  const off = rules('type=sha,enable=false\ntype=raw,value=prod,enable=false')
  expect((await failing(() => plan(off))).code).toBe('NO_TAGS')
})

test('a list that gives no tag says why', async () => {
  const event = givenEvent({ ref: { kind: 'tag', name: 'v1.2' } })
  const { code, sentence } = await failing(() => plan(rules('type=semver,pattern={{version}}'), event))
  expect(code).toBe('NO_TAGS')
  expect(sentence).toContain("'v1.2' is no semantic version")
})

test('buildx is told the time of the commit', () => {
  expect(plan().build.sourceDateEpoch).toBe(String(time.getTime() / 1000))
  expect(
    plan({}, givenEvent(), setting(undefined, { commit: { time: undefined, defaultBranch: 'main' } })).build
      .sourceDateEpoch,
  ).toBeUndefined()
})

test('a build for no named platform is one for this machine, as far as that is known', () => {
  const of = (overrides: Partial<Setting>) =>
    plan({}, givenEvent(), setting(undefined, overrides)).build.labels[fingerprintLabel]
  expect(of({ arch: 'arm64' })).not.toBe(of({ arch: 'x64' }))
  expect(of({ env: { DOCKER_DEFAULT_PLATFORM: 'linux/arm64' } })).not.toBe(of({}))
  expect(of({ env: { RUNNER_ARCH: 'ARM64' }, arch: 'x64' })).toBe(
    of({ env: { RUNNER_ARCH: 'ARM64' }, arch: 'arm64' }),
  )
})

describe('the candidate tag', () => {
  test('tells run and attempt, and differs at every push', () => {
    expect(plan(rules('type=sha', { candidatePrefix: 'waiting_' })).candidateTag).toBe('waiting_42-1-beef')
  })

  test('is a valid tag, also with the longest prefix and numbers, and in the third try', () => {
    const event = givenEvent({ run: { id: '9'.repeat(20), attempt: '999', url: '' } })
    const world = setting({}, { nonce: 'deadbeef' })
    const { candidateTag } = plan(rules('type=sha', { candidatePrefix: 'x'.repeat(80) }), event, world)
    expect(`${candidateTag}-3`).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/)
  })
})

describe('what the build is given', () => {
  const given = {
    target: 'runtime',
    platforms: ['linux/arm64'],
    buildArguments: ['A=1'],
    buildContexts: ['base=../base'],
    cacheFrom: ['type=gha'],
    provenance: 'mode=max',
    noCache: true,
    pull: true,
  }

  test('is what the inputs say, and the labels of the commit', () => {
    const { build, labels } = plan(image({ ...given, labels: ['team=checkout'] }))
    expect(build).toMatchObject({ ...given, labels })
    expect(labels).toMatchObject({
      team: 'checkout',
      [revisionLabel]: sha,
      [createdLabel]: '2026-11-20T08:30:00.000Z',
    })
  })

  test('is secrets by where they are, never by value but in the environment', () => {
    const secrets = {
      values: [{ id: 'npm', value: 'hunter22' }],
      files: [{ id: 'key', path: 'key.pem', text: 'x' }],
      cacheKeys: {},
    }
    const { build } = plan(image({ secrets }))
    expect(build).toMatchObject({
      secrets: ['id=npm,env=SLIPWAY_SECRET_1', 'id=key,src=/workspace/key.pem'],
      secretEnvironment: { SLIPWAY_SECRET_1: 'hunter22' },
    })
    expect(build.hidden).toContain('hunter22')
    expect(JSON.stringify({ ...build, secretEnvironment: {}, hidden: [] })).not.toContain('hunter22')
  })

  test('is a builder of this step alone, where one is to be made', () => {
    expect(plan(image({ builder: { kind: 'created' } })).build).toMatchObject({
      builder: 'slipway-beef',
      createsBuilder: true,
    })
  })

  test('is annotations only where they are asked for; the plan knows them all', () => {
    const without = plan()
    expect(without.build.annotations).toEqual([])
    expect(without.annotations).toContain(`manifest:${revisionLabel}=${sha}`)
    const asked = plan(image({ annotations: ['index:team=checkout'] }))
    expect(asked.build.annotations).toEqual(asked.annotations)
    expect(asked.annotations).toEqual(
      expect.arrayContaining(['index:team=checkout', `manifest:${revisionLabel}=${sha}`]),
    )
  })
})

describe('the fingerprint', () => {
  function fingerprint(inputs: Partial<Inputs> = {}, world = setting()): string | undefined {
    return plan(inputs, givenEvent(), world).build.labels[fingerprintLabel]
  }

  test('is a label of the build alone: outputs and people have no use for it', () => {
    const { build, labels, annotations } = plan()
    expect(build.labels[fingerprintLabel]).toMatch(/^[0-9a-f]{32}$/)
    const { [fingerprintLabel]: _, ...others } = build.labels
    expect(labels).toEqual(others)
    expect(annotations.join()).not.toContain(fingerprintLabel)
  })

  test('is the same for the same commit on another runner, another day, another branch', () => {
    const elsewhere = setting(
      {},
      {
        nonce: 'cafe',
        now: new Date(0),
        resolve: (path) => `/elsewhere/${path}`,
        read: (path) => (path === '/elsewhere/./Dockerfile' ? 'FROM scratch\n' : undefined),
      },
    )
    const event = givenEvent({
      ref: { kind: 'tag', name: 'v1.0.0' },
      run: { id: '43', attempt: '2', url: '' },
    })
    const other = makePlan(givenInputs(rules('')), event, elsewhere).build.labels[fingerprintLabel]
    expect(other).toBe(fingerprint())
  })

  test('is of the Dockerfile that docker would take', () => {
    const lower = setting({ './dockerfile': 'FROM scratch\n' })
    const both = setting({ './dockerfile': 'FROM x\n', './Dockerfile': 'FROM scratch\n' })
    expect(fingerprint({}, lower)).toBe(fingerprint())
    expect(fingerprint({}, both)).toBe(fingerprint())
    const elsewhere = setting({ './Dockerfile': 'FROM x\n', 'docker/Release': 'FROM scratch\n' })
    expect(fingerprint(image({ file: 'docker/Release' }), elsewhere)).toBe(fingerprint())
    expect(fingerprint({}, elsewhere)).not.toBe(fingerprint())
  })

  test('is none where there is no Dockerfile to read', () => {
    expect(fingerprint({}, setting({}))).toBeUndefined()
    const context = { kind: 'remote', url: 'https://github.com/acme/shop.git' } as const
    expect(fingerprint(image({ context }), setting({ Dockerfile: 'FROM x\n' }))).toBeUndefined()
  })

  test.each<[string, Partial<BuildOptions>]>([
    ['a target', { target: 'runtime' }],
    ['platforms', { platforms: ['linux/arm64'] }],
    ['an argument', { buildArguments: ['A=1'] }],
    ['a context by name', { buildContexts: ['base=../base'] }],
    ['provenance', { provenance: 'mode=max' }],
    ['an SBOM', { sbom: 'true' }],
  ])('is another one with %s', (_, overrides) => {
    expect(fingerprint(image(overrides))).not.toBe(fingerprint())
  })

  test('knows the value of an argument that comes from the environment', () => {
    const asked = image({ buildArguments: ['TOKEN'] })
    const of = (env: Readonly<Record<string, string>>) => fingerprint(asked, setting(undefined, { env }))
    expect(of({ TOKEN: 'a' })).toBe(of({ TOKEN: 'a' }))
    expect(of({ TOKEN: 'a' })).not.toBe(of({ TOKEN: 'b' }))
    expect(of({ TOKEN: 'a' })).toBe(fingerprint(image({ buildArguments: ['TOKEN=a'] })))
  })

  test('tells an argument that is empty from one that is not set, which takes the Dockerfile’s default', () => {
    const asked = image({ buildArguments: ['TOKEN'] })
    expect(fingerprint(asked, setting(undefined, { env: { TOKEN: '' } }))).not.toBe(fingerprint(asked))
  })

  test('leaves the arguments of the build as they are', () => {
    const { build } = plan(
      image({ buildArguments: ['TOKEN'] }),
      givenEvent(),
      setting(undefined, { env: { TOKEN: 'a' } }),
    )
    expect(build.buildArguments).toEqual(['TOKEN'])
  })

  test('cannot be given by a label', () => {
    const forged = plan(image({ labels: [`${fingerprintLabel}=x`] }))
    expect(forged.build.labels[fingerprintLabel]).toMatch(/^[0-9a-f]{32}$/)
    const context = { kind: 'remote', url: 'https://github.com/acme/shop.git' } as const
    const remote = plan(image({ context, labels: [`${fingerprintLabel}=x`] }))
    expect(remote.build.labels[fingerprintLabel]).not.toBe('x')
  })
})

describe('an image of an earlier run may stand in', () => {
  test('for a build', () => {
    expect(plan().allowsReuse).toBe(true)
  })

  test.each<[string, Partial<Inputs>]>([
    ['with reuse: never', { source: { kind: 'build', reuse: false } }],
    ['with no-cache', image({ noCache: true })],
    ['with no-cache-filters', image({ noCacheFilters: ['install'] })],
    ['with pull', image({ pull: true })],
    ['for a local image', { source: { kind: 'local', reference: 'shop' } }],
    ['for a stored image', { ...storedTag('v1'), ...noTags }],
    [
      'where a label says another commit, which then proves nothing',
      image({ labels: [`${revisionLabel}=stable`] }),
    ],
    ['where a label takes the commit away', image({ labels: [`${revisionLabel}=`] })],
  ])('but not %s', (_, inputs) => {
    expect(plan(inputs).allowsReuse).toBe(false)
  })

  test('but not on a schedule, which is there to pick up what is new', () => {
    expect(plan({}, givenEvent({ name: 'schedule' })).allowsReuse).toBe(false)
  })
})

describe('what is known of a commit', () => {
  function facts(event = givenEvent(), env: Setting['env'] = {}, inputs: Partial<Inputs> = {}): CommitFacts {
    return knownFacts(givenInputs(inputs), event, env)
  }

  test('is what the event tells', () => {
    expect(facts()).toEqual({ time: new Date('2026-11-20T08:30:00Z'), defaultBranch: 'main' })
  })

  test('is nothing of another commit than the event’s', () => {
    expect(facts(givenEvent(), {}, { sha: 'a'.repeat(40) }).time).toBeUndefined()
  })

  test.each([undefined, '', 'yesterday'])('is no time where the event says %j', (commitTime) => {
    expect(facts(givenEvent({ commitTime })).time).toBeUndefined()
  })

  test.each([
    ['0', '1970-01-01T00:00:00.000Z'],
    ['1700000000', '2023-11-14T22:13:20.000Z'],
    ['999999999999', '+033658-09-27T01:46:39.000Z'],
  ])('is SOURCE_DATE_EPOCH first: %s', (epoch, expected) => {
    expect(facts(givenEvent(), { SOURCE_DATE_EPOCH: epoch }).time?.toISOString()).toBe(expected)
    const other = facts(givenEvent(), { SOURCE_DATE_EPOCH: epoch }, { sha: 'a'.repeat(40) })
    expect(other.time?.toISOString()).toBe(expected)
  })

  test.each(['', 'now', '-1', '1.5', '1e3', '9'.repeat(13), ' 1'])('is not SOURCE_DATE_EPOCH=%j', (epoch) => {
    expect(facts(givenEvent(), { SOURCE_DATE_EPOCH: epoch }).time).toEqual(new Date('2026-11-20T08:30:00Z'))
  })
})

describe('what a plan needs to know', () => {
  test.each<[string, Partial<Inputs>, boolean, boolean]>([
    ['nothing', rules('type=sha'), false, false],
    ['for tags', rules("type=raw,value={{commit_date 'YYYY'}}\ntype=edge"), true, true],
    ['for labels', image({ labels: ["a={{commit_date 'YYYY'}}"] }), true, false],
    ['for annotations', image({ annotations: ['a={{is_default_branch}}'] }), false, true],
    ['for the tag of the input image', storedTag("type=raw,value={{commit_date 'YYYY'}}"), true, false],
    [
      'for the flavor',
      rules('x', { flavor: parseFlavor("prefix={{commit_date 'YYYY'}}").flavor }),
      true,
      false,
    ],
  ])('%s', (_, inputs, commitTime, defaultBranch) => {
    expect(needsOfPlan(givenInputs({ ...noTags, ...inputs }))).toEqual({ commitTime, defaultBranch })
  })
})

test('the same commit gives the same plan', () => {
  expect(plan()).toEqual(plan())
})
