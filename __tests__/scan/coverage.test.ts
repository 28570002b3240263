import { describe, expect, test } from '@jest/globals'
import { checkCoverage } from '../../src/scan/coverage.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account, givenRepository } from '../support/given.ts'
import { type Answer, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

type Answers = Readonly<{ registry?: Answer; repository?: Answer; start?: Answer; isDryRun?: boolean }>

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

async function checking({ registry, repository, start, isDryRun = false }: Answers) {
  const { ecr, calls } = await scriptedEcr({
    GetRegistryScanningConfiguration: () => registry ?? registryWith('BASIC'),
    BatchGetRepositoryScanningConfiguration: () => repository ?? repositoryWith('MANUAL'),
    StartImageScan: () => start ?? refusing('ImageNotFoundException', 'none'),
  })
  const { log } = await written(() => checkCoverage(ecr, givenRepository(), isDryRun))
  return { log, calls, operations: calls.map(({ operation }) => operation) }
}

describe('with basic scanning', () => {
  test.each(['BASIC', undefined])('one call is enough: %s', async (scanType) => {
    const { log, operations } = await checking({ registry: registryWith(scanType) })
    expect({ log, operations }).toEqual({ log: '', operations: ['GetRegistryScanningConfiguration'] })
  })
})

describe('with enhanced scanning', () => {
  const registry = registryWith('ENHANCED')

  test.each(['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'])(
    'a repository that is covered is fine: %s',
    async (frequency) => {
      const { log, calls } = await checking({ registry, repository: repositoryWith(frequency) })
      expect(log).toBe('')
      expect(calls.map(({ operation }) => operation)).toEqual([
        'GetRegistryScanningConfiguration',
        'BatchGetRepositoryScanningConfiguration',
      ])
      expect(calls[1]?.input).toEqual({ repositoryNames: ['shop'] })
    },
  )

  test('a repository that is not covered fails before the build', async () => {
    const failure = await failing(() => checking({ registry }))
    expect(failure).toEqual({
      code: 'SCANNING_NOT_COVERED',
      sentence: expect.stringMatching(
        /enhanced scanning.*leave the repository shop out.*Nothing was built\.$/,
      ),
      hint: expect.stringMatching(/Add a rule for shop.*`gate: off`/),
    })
  })

  test.each([
    ['an answer without the repository', { body: { scanningConfigurations: [], failures: [] } }],
    ['an empty answer', { body: {} }],
    ['a frequency of tomorrow', repositoryWith('HOURLY')],
  ])('%s leaves it to the wait for the findings', async (_, repository) => {
    expect((await checking({ registry, repository })).log).toBe('')
  })
})

describe('in another account', () => {
  const registry = registryWith('BASIC', other)
  const disabled = 'This feature is disabled because your registry has enhanced scanning enabled.'

  test('basic scanning is fine: the attempt says that the image is not there', async () => {
    const { log, calls } = await checking({ registry })
    expect(log).toBe('')
    expect(calls.map(({ operation }) => operation)).toEqual([
      'GetRegistryScanningConfiguration',
      'StartImageScan',
    ])
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
    await expect(checking({ registry, start })).resolves.toBeDefined()
  })

  test('the mode of our own account says nothing of it', async () => {
    const { operations } = await checking({ registry: registryWith('ENHANCED', other) })
    expect(operations).not.toContain('BatchGetRepositoryScanningConfiguration')
  })

  test('a dry run starts nothing', async () => {
    const { operations } = await checking({ registry, isDryRun: true })
    expect(operations).toEqual(['GetRegistryScanningConfiguration'])
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
    const { log } = await checking(answers)
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
