import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LocalAws } from '../../local/aws/aws.ts'
import { createEncrypted, open, roleArn, roleWithout, setPolicies, wholeOf } from '../support/admin.ts'
import { describeWithDocker, type Slipway, startSlipway } from '../support/slipway.ts'
import { rehearsed, type Traced, traced, tracedToTheBuild } from '../support/traced.ts'

// create-repository: a missing repository is made before the build, with everything the inputs say of it, and one that
// exists is left as it is.

type Inputs = Readonly<Record<string, string>>

const correct = 'Correct the `with:` block of the step; nothing was built or changed.'
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Pull',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::210987654321:root'] },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    },
  ],
}
const expiry = (countNumber: number) => ({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber },
      action: { type: 'expire' },
    },
  ],
})
const existsHint =
  'Settings of a repository that exists are left alone: delete it while it is empty and run the job again, or set the policy by hand.'

let slipway: Slipway
let aws: LocalAws
let keys: Readonly<Record<'enabled' | 'disabled' | 'foreign', string>>

beforeAll(async () => {
  const blind = ['ecr:ListTagsForResource', 'ecr:GetRepositoryPolicy', 'ecr:GetLifecyclePolicy']
  const roles = [
    { name: 'slipway', trust: open },
    roleWithout('blind', ...blind),
    roleWithout('keyless', 'kms:CreateGrant'),
  ]
  const options = { pace: 60, repositories: [], aws: { region: 'eu-west-1', roles } }
  slipway = await startSlipway('__tests__/fixtures/e2e-gate', options)
  aws = slipway.local.aws
  keys = {
    enabled: aws.createKey({ alias: 'alias/images' }),
    disabled: aws.createKey(),
    foreign: aws.createKey({ granted: false }),
  }
  aws.disableKey(keys.disabled)
  writeFileSync(join(slipway.checkout.folder, 'lifecycle.json'), JSON.stringify(expiry(3), undefined, 2))
  writeFileSync(join(slipway.checkout.folder, 'broken.json'), '{"rules": [}')
})
afterAll(() => slipway.close())

const creating = (repository: string, inputs: Inputs = {}) => ({
  repository,
  'create-repository': 'true',
  ...inputs,
})
const toTheBuild = (repository: string, inputs: Inputs = {}) =>
  tracedToTheBuild(slipway, creating(repository, inputs))
const changesIn = ({ asked }: Traced) =>
  asked.filter((one) => /:(Create|Put|Set|Tag|Delete|Start|Initiate)/.test(one))

describe('a repository is made', () => {
  const kinds: readonly [what: string, inputs: Inputs, made: object][] = [
    ['MUTABLE', { 'repository-tag-mutability': 'MUTABLE' }, { imageTagMutability: 'MUTABLE' }],
    [
      'IMMUTABLE, with AES256 and no scan on push',
      {
        'repository-tag-mutability': 'immutable',
        'repository-encryption': 'AES256',
        'repository-scan-on-push': 'false',
      },
      {
        imageTagMutability: 'IMMUTABLE',
        encryptionConfiguration: { encryptionType: 'AES256' },
        imageScanningConfiguration: { scanOnPush: false },
      },
    ],
    [
      'MUTABLE_WITH_EXCLUSION, with the key of AWS',
      {
        'repository-tag-mutability': 'MUTABLE_WITH_EXCLUSION\nv*\nrelease-*',
        'repository-encryption': 'KMS',
      },
      {
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [
          { filterType: 'WILDCARD', filter: 'v*' },
          { filterType: 'WILDCARD', filter: 'release-*' },
        ],
        encryptionConfiguration: { encryptionType: 'KMS', kmsKey: expect.stringMatching(/^arn:aws:kms:/) },
      },
    ],
    [
      'IMMUTABLE_WITH_EXCLUSION, with a key by its alias',
      {
        'repository-tag-mutability': 'IMMUTABLE_WITH_EXCLUSION\nedge',
        'repository-encryption': 'KMS_DSSE alias/images',
      },
      {
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'edge' }],
        encryptionConfiguration: { encryptionType: 'KMS_DSSE', kmsKey: expect.any(String) },
      },
    ],
    [
      'with nothing said: mutable, AES256, scan on push',
      {},
      {
        imageTagMutability: 'MUTABLE',
        encryptionConfiguration: { encryptionType: 'AES256' },
        imageScanningConfiguration: { scanOnPush: true },
      },
    ],
  ]

  for (const [what, inputs, made] of kinds) {
    const isPlain = !what.includes('EXCLUSION')
    test.concurrent(`${what}${isPlain ? '' : '; the next run has nothing to say about it'}`, async () => {
      const name = `team/${what.toLowerCase().replace(/\W+/g, '-')}`
      const run = await toTheBuild(name, inputs)
      expect(run.code).toBe('DOCKER_MISSING')
      expect(run.notes).toEqual([])
      expect(run.result.log).toContain(`Created the repository ${name}.`)
      expect(await wholeOf(aws, name)).toMatchObject({ settings: made, tags: {}, policy: undefined })
      if (isPlain) return
      const again = await toTheBuild(name, inputs)
      expect(again.code).toBe('DOCKER_MISSING')
      expect(again.notes).toEqual([])
      // Nothing but the upload that tells whether the key is usable.
      expect(changesIn(again).filter((one) => one !== 'ecr:InitiateLayerUpload')).toEqual([])
    })
  }
})

describe('a repository that exists', () => {
  const wanted = {
    'repository-tag-mutability': 'IMMUTABLE_WITH_EXCLUSION\nedge',
    'repository-encryption': 'KMS alias/images',
    'repository-scan-on-push': 'true',
    'repository-tags': 'team=shop\nstage=production',
    'repository-policy': JSON.stringify(policy),
    'lifecycle-policy': 'lifecycle.json',
  }

  test.concurrent('is left as it is, with one warning that lists all that differs', async () => {
    aws.createRepository('different', { tagMutability: 'MUTABLE', scanOnPush: false })
    await setPolicies(aws, 'different', { lifecycle: expiry(99) })
    const before = await wholeOf(aws, 'different')
    const run = await rehearsed(slipway, creating('different', wanted))
    expect(run.notes).toEqual([
      'warning: The repository different exists and was left as it is, though the inputs say otherwise: tag mutability is MUTABLE, not IMMUTABLE_WITH_EXCLUSION edge; encryption is AES256, not KMS; scan on push is false, not true; the resource tags team, stage are missing or have other values; it has no repository policy; its lifecycle policy is another one.',
    ])
    expect(run.result.conclusion).toBe('success')
    const real = await toTheBuild('different', wanted)
    expect(real.notes).toEqual(run.notes)
    expect(changesIn(real)).toEqual([])
    expect(await wholeOf(aws, 'different')).toEqual(before)
  })

  test.concurrent('is compared by key, too', async () => {
    await createEncrypted(aws, 'other-key', keys.enabled)
    const asked = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555'
    const inputs = { 'repository-encryption': asked }
    expect((await rehearsed(slipway, creating('other-key', inputs))).notes).toEqual([
      `warning: The repository other-key exists and was left as it is, though the inputs say otherwise: encryption key is ${keys.enabled}, not ${asked}.`,
    ])
  })

  test.concurrent('of which something may not be read is told with it', async () => {
    aws.createRepository('unreadable', { tagMutability: 'IMMUTABLE' })
    const inputs = { ...wanted, 'repository-encryption': '', 'repository-tag-mutability': 'MUTABLE' }
    const role = { 'role-to-assume': roleArn(aws, 'blind') }
    expect((await rehearsed(slipway, creating('unreadable', { ...inputs, ...role }))).notes).toEqual([
      'warning: The repository unreadable exists and was left as it is, though the inputs say otherwise: tag mutability is IMMUTABLE, not MUTABLE; its resource tags could not be read; its repository policy could not be read; its lifecycle policy could not be read.',
    ])
  })

  test.concurrent('is not even compared without create-repository', async () => {
    aws.createRepository('untold')
    const inputs = {
      repository: 'untold',
      'repository-encryption': 'KMS',
      'lifecycle-policy': 'lifecycle.json',
    }
    const idle = (name: string) => `notice: ${name} has nothing to act on: create-repository is not true.`
    const run = await rehearsed(slipway, inputs)
    expect(run.notes).toEqual([idle('repository-encryption'), idle('lifecycle-policy')])
  })
})

describe('settings that ECR or KMS refuses', () => {
  test.concurrent('in a lifecycle policy: the repository is there, and the error says so', async () => {
    const lifecycle = JSON.stringify({ rules: [{ ...expiry(3).rules[0], action: { type: 'archive' } }] })
    const run = await toTheBuild('half-made', { 'lifecycle-policy': lifecycle })
    expect(run.result.main.exitCode).toBe(1)
    expect(run.error).toMatch(
      /^The repository half-made was created, but its lifecycle policy could not be set: InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' .+\. Settings of a repository that exists/,
    )
    expect(run.error.endsWith(`${existsHint} [REPOSITORY_SETTINGS_REFUSED]`)).toBe(true)
    expect(await wholeOf(aws, 'half-made')).toMatchObject({ lifecycle: undefined })
    expect(run.asked).not.toContain('ecr:GetAuthorizationToken')
  })

  test.concurrent('in a repository policy: the same', async () => {
    const refused = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Maybe' }] })
    const run = await toTheBuild('without-policy', { 'repository-policy': refused })
    expect(run.error).toMatch(
      /^The repository without-policy was created, but its repository policy could not be set: InvalidParameterException: /,
    )
    expect(run.code).toBe('REPOSITORY_SETTINGS_REFUSED')
    expect(await wholeOf(aws, 'without-policy')).toBeDefined()
  })

  test.concurrent('in the repository itself: nothing was created', async () => {
    const run = await toTheBuild('unmade', { 'repository-tags': `team=${'x'.repeat(257)}` })
    expect(run.error).toMatch(
      /^ECR refused to create the repository unmade: InvalidTagParameterException: .+ Correct the inputs repository-… that ECR names; nothing was created\. \[REPOSITORY_SETTINGS_REFUSED\]$/,
    )
    expect(await wholeOf(aws, 'unmade')).toBeUndefined()
  })

  const unusable: readonly [what: string, key: () => string, role: string, says: RegExp][] = [
    [
      'not known',
      () => 'alias/none',
      'slipway',
      /Alias \S+:alias\/none is not found\. \(NotFoundException\)\./,
    ],
    ['disabled', () => keys.disabled, 'slipway', / is disabled\. \(DisabledException\)\. /],
    ['closed by its own policy', () => keys.foreign, 'slipway', /no resource-based policy .*\(AccessDenied/],
    ['not granted by the role', () => keys.enabled, 'keyless', /perform: kms:CreateGrant .*\(AccessDenied/],
  ]
  for (const [what, key, role, says] of unusable) {
    test.concurrent(`a key that is ${what}`, async () => {
      const name = `keyed-${what.replaceAll(' ', '-')}`
      const inputs = { 'repository-encryption': key(), 'role-to-assume': roleArn(aws, role) }
      const run = await toTheBuild(name, inputs)
      expect(run.error.startsWith(`ECR cannot use the key ${key()} of the repository ${name}: `)).toBe(true)
      expect(run.error).toMatch(says)
      expect(run.error).toMatch(
        / The key must be enabled, in the region of the repository, .*\(kms:CreateGrant and kms:DescribeKey for a new repository\)\. \[ENCRYPTION_KEY_UNUSABLE\]$/,
      )
      expect(await wholeOf(aws, name)).toBeUndefined()
    })
  }
})

describe('nothing is made', () => {
  test.concurrent('where policy files are missing or not JSON', async () => {
    const run = await toTheBuild('malformed', {
      'repository-policy': 'policies/missing.json',
      'lifecycle-policy': 'broken.json',
      'repository-tag-mutability': 'IMMUTABLE\nedge',
    })
    expect(run.error).toMatch(
      /^3 inputs are wrong: repository-tag-mutability: IMMUTABLE takes no filters such as 'edge'; use IMMUTABLE_WITH_EXCLUSION; repository-policy: 'policies\/missing\.json' is neither JSON that begins with \{ nor a file of the workspace that can be read; lifecycle-policy: 'broken\.json' is not JSON: .*\. /,
    )
    expect(run.error.endsWith(`${correct} [INPUT_INVALID]`)).toBe(true)
    expect(run.asked).toEqual([])
  })

  test.concurrent('where the JSON is of the wrong kind', async () => {
    const swapped = { 'repository-policy': 'lifecycle.json', 'lifecycle-policy': JSON.stringify(policy) }
    expect((await toTheBuild('malformed', swapped)).error).toBe(
      `2 inputs are wrong: repository-policy: 'lifecycle.json' has no member Statement; lifecycle-policy: the JSON has no member rules. ${correct} [INPUT_INVALID]`,
    )
  })

  test.concurrent('by a dry run, which says what the real run does', async () => {
    const run = await rehearsed(slipway, creating('foreseen'))
    expect(run.result.conclusion).toBe('success')
    expect(run.notes).toEqual([
      'notice: Nothing was read from AWS: the repository does not exist; the real run creates it.',
    ])
    expect(changesIn(run)).toEqual([])
    expect(await wholeOf(aws, 'foreseen')).toBeUndefined()
  })

  test.concurrent('by a run that only builds', async () => {
    const run = await toTheBuild('unpushed', { push: 'false' })
    expect(run.code).toBe('DOCKER_MISSING')
    expect(run.notes).toEqual([])
    const said = 'The repository is made with the first release; building without a login to it.'
    expect(run.result.log).toContain(said)
    expect(changesIn(run)).toEqual([])
    expect(await wholeOf(aws, 'unpushed')).toBeUndefined()
  })
})

describeWithDocker('a release', () => {
  test('makes its repository with all that is asked for; the next one changes nothing and warns of nothing', async () => {
    const inputs = creating('whole', {
      tags: 'type=raw,value=edge\ntype=raw,value=1.2.3',
      'repository-tag-mutability': 'IMMUTABLE_WITH_EXCLUSION\nedge',
      'repository-encryption': keys.enabled,
      'repository-scan-on-push': 'true',
      'repository-tags': 'team=shop\nnote=a=b, c',
      'repository-policy': JSON.stringify(policy),
      'lifecycle-policy': 'lifecycle.json',
    })
    const first = await traced(slipway, inputs)
    expect(first.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
    expect(first.notes).toEqual([])
    const made = await wholeOf(aws, 'whole')
    expect(made).toMatchObject({
      settings: {
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filter: 'edge' }],
        encryptionConfiguration: { encryptionType: 'KMS', kmsKey: keys.enabled },
        imageScanningConfiguration: { scanOnPush: true },
      },
      tags: { team: 'shop', note: 'a=b, c' },
      policy,
      lifecycle: expiry(3),
    })
    const again = await traced(slipway, inputs)
    expect(again.outputs).toMatchObject({ released: 'true', digest: first.outputs.digest })
    expect(again.notes).toEqual([])
    expect(again.asked.filter((one) => /:(Create|Set|TagResource|PutLifecycle)/.test(one))).toEqual([])
    expect(await wholeOf(aws, 'whole')).toEqual(made)
  })

  test('and another one that makes the same repository at the same time both end well', async () => {
    // Both have found by then that there is none.
    aws.addFault({ operation: 'ecr:CreateRepository', times: 2, kind: 'slow', ms: 1_500 })
    const inputs = creating('twice', { gate: 'off', 'repository-policy': JSON.stringify(policy) })
    const runs = await Promise.all([traced(slipway, inputs), traced(slipway, inputs)])
    expect(runs.map(({ outputs }) => outputs.released)).toEqual(['true', 'true'])
    const logs = runs.map(({ result }) => result.log)
    expect(logs.filter((log) => log.includes('Created the repository twice.'))).toHaveLength(1)
    expect(
      logs.filter((log) => log.includes('The repository twice was made by somebody else at the same time.')),
    ).toHaveLength(1)
    expect(await wholeOf(aws, 'twice')).toMatchObject({ policy })
  })
})
