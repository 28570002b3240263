import { describe, expect, test } from '@jest/globals'
import type { Run } from '../src/context.ts'
import type { PrivateRegistry, PublicRegistry } from '../src/entrance.ts'
import { cancelled } from '../src/errors.ts'
import { createdLabel, fingerprintLabel, revisionLabel } from '../src/image/fingerprint.ts'
import type { Inputs } from '../src/inputs/inputs.ts'
import type { Plan } from '../src/plan.ts'
import { preflight, preflightReads } from '../src/preflight.ts'
import type { StoredManifest } from '../src/registry/reference.ts'
import type { RepositorySettings } from '../src/registry/settings.ts'
import { type Labelled, labelled, labellingEcr, scriptedEcr, storing } from './support/ecr.ts'
import { failing } from './support/failure.ts'
import {
  account,
  givenBuild,
  givenEvent,
  givenGate,
  givenInputs,
  givenPlan,
  givenRepository,
  givenSettings,
  sha,
} from './support/given.ts'
import { type Answer, refusing } from './support/scripted-aws.ts'
import { written } from './support/stdout.ts'

const ours = {
  [createdLabel]: '2026-11-20T08:30:00.000Z',
  [revisionLabel]: sha,
  [fingerprintLabel]: 'f'.repeat(32),
  team: 'checkout',
}
const another = 'a'.repeat(40)
const unknown = { mode: undefined, frequency: undefined }
const immutable: Partial<RepositorySettings> = { mutability: { kind: 'IMMUTABLE', exclusions: [] } }

type World = Readonly<{
  /** What tags of the repository name. */
  tags?: Readonly<Record<string, StoredManifest>>
  settings?: Partial<RepositorySettings> | undefined
  inputs?: Partial<Inputs>
  plan?: Partial<Plan>
  answers?: Readonly<Record<string, Answer>>
  signal?: AbortSignal
}>

async function checking(world: World = {}, check = preflight) {
  const given = Object.entries(world.answers ?? {}).map(([name, answer]) => [name, () => answer])
  const { ecr, calls } = await scriptedEcr({
    ...labellingEcr(world.tags ?? {}),
    ...Object.fromEntries(given),
  })
  const settings =
    'settings' in world && world.settings === undefined ? undefined : givenSettings(world.settings)
  const registry: PrivateRegistry = {
    ...{ kind: 'private', ecr, repository: givenRepository(), settings, known: new Map() },
    credentials: {
      provide: async () => ({ accessKeyId: 'K', secretAccessKey: 's' }),
      renew: async () => undefined,
    },
    digestOf: async () => undefined,
  }
  const { value, log } = await written(() => check(givenRun(world), registry))
  return {
    ...value,
    log,
    calls,
    operations: calls.map(({ operation }) => operation || 'GET'),
    registry,
  }
}

/** A run for the tags v1 and main, with the gate off: what the gate needs is a matter of its own. */
function givenRun({ inputs, plan, signal = new AbortController().signal }: World): Run {
  const tags = ['v1', 'main']
  const build = givenBuild({ labels: ours })
  const gate = givenGate({ mode: 'off' })
  return {
    inputs: givenInputs({ gate, ...inputs }),
    event: givenEvent(),
    plan: givenPlan({ tags, putOrder: tags, labels: ours, build, ...plan }),
    ...{ env: {}, privateFolder: '/nowhere', signal, pace: 60, resolve: (path: string) => path },
  }
}

function tagInputs(overrides: Partial<Inputs['tags']>): Pick<Inputs, 'tags'> {
  return { tags: { ...givenInputs().tags, ...overrides } }
}

const twin = labelled('twin', ours)
const foreign = labelled('foreign', { ...ours, [revisionLabel]: another })

describe('what the tags of a release name already', () => {
  test('is read in one call where they name nothing', async () => {
    const { existing, calls, operations } = await checking()
    expect({ existing, operations }).toEqual({ existing: [], operations: ['BatchGetImage'] })
    expect(calls[0]?.input.imageIds).toEqual([{ imageTag: 'v1' }, { imageTag: 'main' }])
  })

  test('is read with labels, which the rest of the run knows then', async () => {
    const { existing, registry } = await checking({ tags: { main: twin } })
    expect(existing).toEqual([{ tag: 'main', digest: twin.digest, isImage: true, labels: ours }])
    expect([...registry.known.keys()]).toEqual([twin.digest])
  })

  test.each<[string, World]>([
    ['for a candidate, which gets no tag', { inputs: { intent: 'candidate' } }],
    ['without tags', { plan: { tags: [], putOrder: [] } }],
    ['in a repository that the push will make', { settings: undefined }],
  ])('is not asked %s', async (_, world) => {
    expect(await checking(world)).toMatchObject({ existing: [], operations: [] })
  })

  test('is not asked of ECR Public', async () => {
    const registry = { kind: 'public', repository: givenRepository() } as PublicRegistry
    expect(await preflight(givenRun({}), registry)).toEqual({ existing: [], scanning: unknown })
  })

  test('is an error where it may not be read', async () => {
    const denied = refusing(
      'AccessDeniedException',
      'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
    )
    const failure = await failing(() => checking({ answers: { BatchGetImage: denied } }))
    expect(failure).toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      sentence: expect.stringContaining('ecr:BatchGetImage for the tags of shop'),
    })
  })

  test('is not read by a cancelled run', async () => {
    const signal = AbortSignal.abort(cancelled())
    expect((await failing(() => checking({ tags: { main: twin }, signal }))).code).toBe('CANCELLED')
  })
})

describe('an immutable tag is fine', () => {
  test.each<[string, Labelled]>([
    ['an image of the same build', twin],
    ['one of our commit from before there were fingerprints', labelled('old', { [revisionLabel]: sha })],
    ['one without labels', labelled('none', null)],
    ['one with labels of other tools only', labelled('tools', { maintainer: 'x' })],
  ])('that names %s', async (_, image) => {
    const { existing, log } = await checking({ settings: immutable, tags: { v1: image } })
    expect(existing.map(({ tag }) => tag)).toEqual(['v1'])
    expect(log).toBe('')
  })

  test('whose image cannot be read: a notice', async () => {
    const answers = { GetDownloadUrlForLayer: { body: {} } }
    const { existing, log } = await checking({ settings: immutable, tags: { v1: foreign }, answers })
    expect(existing).toMatchObject([{ tag: 'v1', labels: undefined }])
    expect(log).toMatch(/^::notice::/)
  })

  test('that is excluded from the immutability', async () => {
    const settings = { mutability: { kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['m*'] } } as const
    expect((await checking({ settings, tags: { main: foreign } })).existing).toHaveLength(1)
  })

  test.each<[string, Inputs['source']]>([
    ['stored', { kind: 'stored', image: { kind: 'digest', host: undefined, digest: twin.digest } }],
    ['local', { kind: 'local', reference: 'shop' }],
  ])('where the image is a %s one: its digest is compared later', async (_, source) => {
    const { existing } = await checking({ settings: immutable, tags: { v1: foreign }, inputs: { source } })
    expect(existing).toHaveLength(1)
  })
})

describe('an immutable tag that names another image fails before the build', () => {
  function taken(image: StoredManifest, world: World = {}) {
    return failing(() => checking({ settings: immutable, tags: { v1: image }, ...world }))
  }

  test('of another commit', async () => {
    expect(await taken(foreign)).toEqual({
      code: 'IMMUTABLE_TAG_TAKEN',
      sentence: `The tag v1 of shop is immutable and names another image, ${foreign.digest}, which is of the commit '${another}'; nothing was built.`,
      hint: expect.stringContaining('type=sha'),
    })
  })

  test('of this commit, built from other inputs', async () => {
    const { code, sentence } = await taken(labelled('other', { ...ours, [fingerprintLabel]: 'e'.repeat(32) }))
    expect(code).toBe('IMMUTABLE_TAG_TAKEN')
    expect(sentence).toContain(
      'which is of this commit, but was built from another Dockerfile, target, platforms or arguments; nothing was built.',
    )
  })

  test('which says nothing of a commit, though it has labels like ours', async () => {
    const { sentence } = await taken(labelled('nameless', { team: 'checkout' }))
    expect(sentence).toContain('which does not say of which commit it is;')
  })

  test('which is no image but an artifact', async () => {
    const config = { mediaType: 'application/vnd.cncf.helm.config.v1+json' }
    const failure = await taken(storing(JSON.stringify({ config })))
    expect(failure.code).toBe('IMMUTABLE_TAG_TAKEN')
  })

  test('whose label is hostile: on one line, and cut', async () => {
    const labels = { ...ours, [revisionLabel]: `\u001b[2J\n::error::${'x'.repeat(10_000)}` }
    const { sentence } = await taken(labelled('hostile', labels))
    expect(/\p{Cc}/u.test(sentence)).toBe(false)
    expect(sentence.length).toBeLessThan(500)
  })

  test('and so does the second of two', async () => {
    const { sentence } = await taken(twin, { tags: { v1: twin, main: foreign } })
    expect(sentence).toContain('The tag main of shop')
  })

  test('also in a dry run, which does the same reads', async () => {
    const world = { settings: immutable, tags: { v1: foreign }, inputs: { dryRun: true } }
    expect((await failing(() => checking(world, preflightReads))).code).toBe('IMMUTABLE_TAG_TAKEN')
  })

  test('but not where it is mutable', async () => {
    expect((await checking({ tags: { v1: foreign } })).existing).toHaveLength(1)
  })
})

describe('the tag that says what is deployed', () => {
  const deploy: Pick<Inputs, 'deploy'> = {
    deploy: { kind: 'service', cluster: 'production', service: 'shop' } as Extract<
      Inputs['deploy'],
      { kind: 'service' }
    >,
  }

  test('cannot be immutable: it moves with every deploy', async () => {
    const inputs = { ...tagInputs({ deployedTag: 'production' }), ...deploy }
    expect(await failing(() => checking({ settings: immutable, inputs }))).toEqual({
      code: 'IMMUTABLE_TAG_TAKEN',
      sentence:
        'The deployed-tag production moves with every deploy, but tags of its name are immutable in shop; nothing was built.',
      hint: expect.stringContaining('Exclude this tag'),
    })
  })

  test('may be excluded from the immutability', async () => {
    const settings = { mutability: { kind: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['production'] } } as const
    const inputs = { ...tagInputs({ deployedTag: 'production' }), ...deploy }
    expect((await checking({ settings, inputs })).existing).toEqual([])
  })

  test('is nobody’s concern where nothing is deployed', async () => {
    const inputs = tagInputs({ deployedTag: 'production' })
    expect((await checking({ settings: immutable, inputs })).existing).toEqual([])
  })
})

describe('beside the tags', () => {
  const answers = {
    GetRegistryScanningConfiguration: {
      body: { registryId: account, scanningConfiguration: { scanType: 'BASIC' } },
    },
    BatchGetRepositoryScanningConfiguration: {
      body: { scanningConfigurations: [{ repositoryName: 'shop', scanFrequency: 'MANUAL' }] },
    },
  }

  test.each(['enforce', 'report'] as const)('it is read how images are scanned: %s', async (mode) => {
    for (const check of [preflight, preflightReads]) {
      const inputs = { gate: givenGate({ mode }) }
      const { operations, scanning } = await checking({ inputs, answers }, check)
      expect(scanning).toEqual({ mode: 'basic', frequency: 'manual' })
      expect(operations).toEqual([
        'BatchGetImage',
        'GetRegistryScanningConfiguration',
        'BatchGetRepositoryScanningConfiguration',
      ])
    }
  })

  test('it is not, with the gate off', async () => {
    expect(await checking()).toMatchObject({ operations: ['BatchGetImage'], scanning: unknown })
  })

  test('what the policy needs and basic scanning has not is an error, before anything is begun', async () => {
    const settings = { encryption: { type: 'KMS', key: 'arn:aws:kms:eu-west-1:123456789012:key/1' } } as const
    const inputs = { gate: givenGate({ failOnKnownExploited: true }) }
    for (const check of [preflight, preflightReads])
      expect((await failing(() => checking({ inputs, answers, settings }, check))).code).toBe(
        'ENHANCED_SCANNING_NEEDED',
      )
  })

  test('a dry run does not try the scans of another account', async () => {
    const other = { body: { registryId: '210987654321', scanningConfiguration: { scanType: 'BASIC' } } }
    const inputs = { gate: givenGate(), dryRun: true }
    const { operations, scanning } = await checking(
      { inputs, answers: { GetRegistryScanningConfiguration: other } },
      preflightReads,
    )
    expect({ operations, scanning }).toEqual({
      operations: ['BatchGetImage', 'GetRegistryScanningConfiguration'],
      scanning: { ...unknown, isOthers: true },
    })
  })

  test('a key of the account is tried, but never in a dry run', async () => {
    const settings = { encryption: { type: 'KMS', key: 'arn:aws:kms:eu-west-1:123456789012:key/1' } } as const
    const answers = { InitiateLayerUpload: { body: { uploadId: 'u', partSize: 1 } } }
    expect((await checking({ settings, answers })).operations).toEqual([
      'BatchGetImage',
      'InitiateLayerUpload',
    ])
    expect((await checking({ settings, answers }, preflightReads)).operations).toEqual(['BatchGetImage'])
  })
})
