import { describe, expect, test } from '@jest/globals'
import { enhancedNeeded, readScanning } from '../../src/scan/coverage.ts'
import type { GatePolicy } from '../../src/scan/policy.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenPolicy, givenRepository } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

type Answers = Readonly<{
  registry?: Answer
  repository?: Answer
  start?: Answer
  isDryRun?: boolean
  policy?: Partial<GatePolicy>
}>

const other = '210987654321'

function registryWith(scanType: string | undefined, registryId = account): Answer {
  return { body: { registryId, scanningConfiguration: { scanType, rules: [] } } }
}

function repositoryWith(scanFrequency: string | undefined): Answer {
  const configuration = { repositoryName: 'shop', scanFrequency, scanOnPush: false, appliedScanFilters: [] }
  return { body: { scanningConfigurations: [configuration], failures: [] } }
}

function denied(operation: string): Answer {
  return refusing(
    'AccessDeniedException',
    `User: x is not authorized to perform: ecr:${operation} on resource: y`,
  )
}

async function checking({ registry, repository, start, isDryRun = false, policy }: Answers) {
  const { ecr, calls } = await scriptedEcr({
    GetRegistryScanningConfiguration: () => registry ?? registryWith('BASIC'),
    BatchGetRepositoryScanningConfiguration: () => repository ?? repositoryWith('MANUAL'),
    StartImageScan: () => start ?? refusing('ImageNotFoundException', 'none'),
  })
  const { value, log } = await written(() =>
    readScanning(ecr, givenRepository(), givenPolicy(policy), isDryRun),
  )
  return { scanning: value, log, calls, operations: calls.map(({ operation }) => operation) }
}

const reading = ['GetRegistryScanningConfiguration', 'BatchGetRepositoryScanningConfiguration']
/** Of an account whose Inspector would give no answer either. */
const others = { mode: undefined, frequency: undefined, isOthers: true }

const frequencies = [
  ['SCAN_ON_PUSH', 'on-push'],
  ['CONTINUOUS_SCAN', 'continuous'],
  ['MANUAL', 'manual'],
  // What is not told is found out by waiting.
  ['HOURLY', undefined],
  [undefined, undefined],
  ['constructor', undefined],
] as const

describe('with basic scanning', () => {
  test.each(['BASIC', undefined])('two calls tell all: %s', async (scanType) => {
    const { scanning, log, calls, operations } = await checking({ registry: registryWith(scanType) })
    expect({ scanning, log, operations }).toEqual({
      scanning: { mode: 'basic', frequency: 'manual' },
      log: '',
      operations: reading,
    })
    expect(calls[1]?.input).toEqual({ repositoryNames: ['shop'] })
  })

  test.each(frequencies)('scans are made %s: %s', async (scanFrequency, frequency) => {
    const { scanning } = await checking({ repository: repositoryWith(scanFrequency) })
    expect(scanning).toEqual({ mode: 'basic', frequency })
  })

  test('it saves 15 s to know how often, and is worth no word where that may not be read', async () => {
    const { scanning, log } = await checking({
      repository: denied('BatchGetRepositoryScanningConfiguration'),
    })
    expect({ scanning, log }).toEqual({ scanning: { mode: 'basic', frequency: undefined }, log: '' })
  })

  test.each<[string, Partial<GatePolicy>, string]>([
    ['exploits', { failOnExploitable: true }, 'fail-on-exploitable needs enhanced scanning'],
    ['known exploits', { failOnKnownExploited: true }, 'fail-on-known-exploited needs enhanced scanning'],
    ['probabilities', { minEpss: 0 }, 'min-epss needs enhanced scanning'],
    [
      'all of them',
      { failOnExploitable: true, failOnKnownExploited: true, minEpss: 0.5 },
      'fail-on-exploitable, fail-on-known-exploited, min-epss need enhanced scanning',
    ],
  ])('a policy that needs to know %s fails before the build', async (_, policy, words) => {
    const failure = await failing(() => checking({ policy }))
    expect(failure).toEqual({
      code: 'ENHANCED_SCANNING_NEEDED',
      sentence: expect.stringMatching(
        new RegExp(`^${words}, and shop has basic scanning.*Nothing was built\\.$`),
      ),
      hint: expect.stringMatching(/Turn on enhanced scanning.*or leave .* out\./),
    })
  })

  test('such a policy is no failure of a gate that only reports', async () => {
    const { scanning } = await checking({ policy: { mode: 'report', minEpss: 0.5 } })
    expect(scanning.mode).toBe('basic')
  })
})

describe('with enhanced scanning', () => {
  const registry = registryWith('ENHANCED')

  test.each(frequencies.filter(([name]) => name !== 'MANUAL'))(
    'a repository that may be covered is fine: %s',
    async (scanFrequency, frequency) => {
      const { scanning, log, operations } = await checking({
        registry,
        repository: repositoryWith(scanFrequency),
        policy: { failOnExploitable: true, minEpss: 0.1 },
      })
      expect({ scanning, log, operations }).toEqual({
        scanning: { mode: 'enhanced', frequency },
        log: '',
        operations: reading,
      })
    },
  )

  test('a repository that is not covered fails before the build', async () => {
    for (const isDryRun of [false, true])
      expect(await failing(() => checking({ registry, isDryRun }))).toEqual({
        code: 'SCANNING_NOT_COVERED',
        sentence: expect.stringMatching(
          /enhanced scanning.*leave the repository shop out.*Nothing was built\.$/,
        ),
        hint: expect.stringMatching(/Add a rule for shop.*`gate: off`/),
      })
  })

  test('but not a gate that only reports', async () => {
    const { scanning } = await checking({ registry, policy: { mode: 'report' } })
    expect(scanning).toEqual({ mode: 'enhanced', frequency: 'manual' })
  })

  test.each<[string, Answer]>([
    [
      'an answer without the repository',
      { body: { scanningConfigurations: [], failures: [{ failureCode: 'REPOSITORY_NOT_FOUND' }] } },
    ],
    ['an answer that lacks all', { body: {} }],
  ])('%s leaves it to the wait for the findings', async (_, repository) => {
    const { scanning, log } = await checking({ registry, repository })
    expect({ scanning, log }).toEqual({ scanning: { mode: 'enhanced', frequency: undefined }, log: '' })
  })
})

describe('with a scanning that nobody knows', () => {
  test.each(['QUANTUM', 'basic', 'constructor', '__proto__', ''])(
    'nothing is supposed: %j',
    async (scanType) => {
      const { scanning } = await checking({ registry: registryWith(scanType) })
      expect(scanning).toEqual({ mode: undefined, frequency: 'manual' })
    },
  )
})

describe('in another account', () => {
  const registry = registryWith('BASIC', other)
  const disabled = 'This feature is disabled because your registry has enhanced scanning enabled.'

  test('basic scanning is fine: the attempt says that the image is not there', async () => {
    const { scanning, log, calls, operations } = await checking({ registry })
    expect({ scanning, log }).toEqual({ scanning: { ...others, mode: 'basic' }, log: '' })
    expect(operations).toEqual(['GetRegistryScanningConfiguration', 'StartImageScan'])
    expect(calls[1]?.input).toEqual({
      registryId: account,
      repositoryName: 'shop',
      imageId: { imageDigest: `sha256:${'0'.repeat(64)}` },
    })
  })

  test('enhanced scanning fails before the build', async () => {
    const failure = await failing(() =>
      checking({ registry, start: refusing('ValidationException', disabled) }),
    )
    expect(failure).toEqual({
      code: 'SCANNING_NOT_COVERED',
      sentence: expect.stringContaining(`in the account ${account}, which has enhanced scanning`),
      hint: expect.stringMatching(/role in the account of the repository.*`gate: off`/),
    })
  })

  test.each([
    ['another validation', refusing('ValidationException', 'Invalid digest')],
    ['a denial', denied('StartImageScan')],
    ['a limit', refusing('LimitExceededException', disabled)],
    ['an unsupported image', refusing('UnsupportedImageTypeException', 'x')],
    ['a fault', refusing('ServerException', 'oops', 500)],
  ])('%s leaves it to the wait for the findings', async (_, start) => {
    expect((await checking({ registry, start })).scanning).toEqual(others)
  })

  test('the mode of our own account says nothing of it', async () => {
    const { operations } = await checking({ registry: registryWith('ENHANCED', other) })
    expect(operations).not.toContain('BatchGetRepositoryScanningConfiguration')
  })

  test.each<[string, Answers]>([
    ['a dry run', { isDryRun: true }],
    ['a gate that only reports', { policy: { mode: 'report' } }],
  ])('%s starts nothing', async (_, answers) => {
    const { operations, scanning } = await checking({ registry, ...answers })
    expect({ operations, scanning }).toEqual({
      operations: ['GetRegistryScanningConfiguration'],
      scanning: others,
    })
  })
})

describe('what may not be read is a notice', () => {
  test.each([
    [
      'the registry’s',
      'GetRegistryScanningConfiguration',
      { registry: denied('GetRegistryScanningConfiguration') },
    ],
    [
      'the repository’s',
      'BatchGetRepositoryScanningConfiguration',
      {
        registry: registryWith('ENHANCED'),
        repository: denied('BatchGetRepositoryScanningConfiguration'),
      },
    ],
  ])('%s', async (_, operation, answers) => {
    const { log, scanning } = await checking(answers)
    expect(scanning.frequency).toBeUndefined()
    expect(log).toMatch(/^::notice::Whether scans cover the repository shows only after the push\. [^\n]*\n$/)
    expect(log).toContain(`ecr:${operation}`)
  })
})

describe('anything else that fails is an error', () => {
  test.each<[string, Answers, string]>([
    ['the registry’s', { registry: refusing('ServerException', 'oops', 500) }, 'AWS_ERROR'],
    ['the registry’s', { registry: { type: 'text/html', body: '<html>' } }, 'AWS_BAD_ANSWER'],
    [
      'the repository’s',
      { registry: registryWith('ENHANCED'), repository: refusing('ValidationException', 'x') },
      'AWS_ERROR',
    ],
  ])('%s: %j', async (_, answers, code) => {
    const failure = await failing(() => checking(answers))
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('the scanning configuration of the re')
  })
})

test('a registry that answers with nothing is not taken for one with basic scanning', async () => {
  const failure = await failing(() => checking({ registry: { body: {} } }))
  expect(failure.code).toBe('AWS_BAD_ANSWER')
})

test('what a policy needs is named after the push, too', () => {
  expect(enhancedNeeded('shop', ['min-epss'], 'No tag was put after it.')).toMatchObject({
    code: 'ENHANCED_SCANNING_NEEDED',
    message: expect.stringMatching(/^min-epss needs enhanced scanning.* No tag was put after it\.$/),
  })
})
