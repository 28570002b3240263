import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { stsClient } from '../local/aws/support.ts'
import { policyFile } from '../support/policies.ts'
import { errorOf, type Slipway, startSlipway } from '../support/slipway.ts'
import { root } from '../support/sources.ts'
import { withoutDocker } from '../support/traced.ts'

// The trust policies of docs/policies: which jobs of your-org/shop get into a role, and which do not. GitHub's issuer is
// replaced by the local one, as docs/iam.md has it for GitHub Enterprise; all else stands as it does there.

const github = 'token.actions.githubusercontent.com'
const files = ['trust-branch', 'trust-tag', 'trust-environment', 'trust-customised'] as const
type File = (typeof files)[number]

type Claims = Readonly<Record<string, string>>

const ids = { repository: 'your-org/shop', repository_owner_id: '1111111', repository_id: '2222222' }
const branch = { ...ids, ref: 'refs/heads/main' }
const tag = (name: string) => ({ ...ids, ref: `refs/tags/${name}`, ref_type: 'tag' })
const release = 'your-org/workflows/.github/workflows/release.yml@refs/heads/main'
/** A subject of the customised template, in which the reusable workflow comes last. */
const customised = (repository: string, context: string, workflow: string) => ({
  ...ids,
  sub: `repo:${repository}:${context}:job_workflow_ref:${workflow}`,
})

/** A job's claims, the files that trust it, and whether that is so of both forms of the subject. */
const jobs: readonly [what: string, claims: Claims, trusted: readonly File[]][] = [
  ['on the branch', branch, ['trust-branch']],
  ['on another branch', { ...ids, ref: 'refs/heads/main-2' }, []],
  ['on a branch that is called as the tags are', { ...ids, ref: 'refs/heads/v1.4.0' }, []],
  ['on a tag', tag('v1.4.0'), ['trust-tag']],
  ['on another tag', tag('nightly'), []],
  ['in the environment', { ...branch, environment: 'production' }, ['trust-environment']],
  ['on a tag, in the environment', { ...tag('v1.4.0'), environment: 'production' }, ['trust-environment']],
  ['in another environment', { ...branch, environment: 'staging' }, []],
  ['on a pull request', { ...ids, event_name: 'pull_request', ref: 'refs/pull/7/merge' }, []],
  ['of another repository', { ...branch, repository: 'your-org/shop2', repository_id: '3333333' }, []],
  ['of another owner', { ...branch, repository: 'other-org/shop', repository_owner_id: '4444444' }, []],
  ['for another audience', { ...branch, aud: 'https://github.com/your-org' }, []],
]

/** With whole subjects: the form of the world has no say. */
const templates: readonly [what: string, claims: Claims, trusted: readonly File[]][] = [
  [
    'by the reusable workflow in the environment',
    customised('your-org/shop', 'environment:production', release),
    ['trust-customised'],
  ],
  [
    'the same, with the ids in the subject',
    customised('your-org@1111111/shop@2222222', 'environment:production', release),
    ['trust-customised'],
  ],
  ['by it outside of the environment', customised('your-org/shop', 'ref:refs/heads/main', release), []],
  ['by it on a pull request', customised('your-org/shop', 'pull_request', release), []],
  [
    'by another version of it',
    customised('your-org/shop', 'environment:production', release.replace('main', 'mine')),
    [],
  ],
  [
    'by a workflow of the repository itself',
    customised(
      'your-org/shop',
      'environment:production',
      'your-org/shop/.github/workflows/release.yml@refs/heads/main',
    ),
    [],
  ],
  [
    'with the ids of a repository that had the name before',
    { ...branch, sub: 'repo:your-org@1111111/shop@9999999:ref:refs/heads/main' },
    [],
  ],
]

describe.each([
  ['classic', false],
  ['immutable', true],
] as const)('with %s subjects, a job', (form, immutableSubject) => {
  let slipway: Slipway

  beforeAll(async () => {
    const options = {
      issuer: { immutableSubject },
      aws: { account: '123456789012', audiences: ['https://github.com/your-org'] },
    }
    slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, ...options })
    const { aws, issuer } = slipway.local
    const issuerHost = new URL(issuer.issuer).host
    for (const name of files) aws.addRole({ name, trust: policyFile(name, { [github]: issuerHost }) })
  })
  afterAll(() => slipway.close())

  async function token(claims: Claims): Promise<string> {
    const { issuer } = slipway.local
    issuer.setClaims(claims)
    const headers = { authorization: `bearer ${issuer.requestToken}` }
    const answer = await fetch(`${issuer.tokenUrl}&audience=sts.amazonaws.com`, { headers })
    return ((await answer.json()) as { value: string }).value
  }

  /** The files by which a job with these claims gets in. */
  async function trusting(claims: Claims): Promise<readonly string[]> {
    const WebIdentityToken = await token(claims)
    const sts = stsClient(slipway.local.aws)
    const found: string[] = []
    for (const name of files) {
      const RoleArn = `arn:aws:iam::123456789012:role/${name}`
      const command = new AssumeRoleWithWebIdentityCommand({
        RoleArn,
        RoleSessionName: 'job',
        WebIdentityToken,
      })
      const refusal = await sts.send(command).then(
        () => undefined,
        (error: Error) => error.name,
      )
      if (refusal === undefined) found.push(name)
      else expect(refusal).toMatch(/^AccessDenied/)
    }
    return found
  }

  test.each([...jobs, ...(immutableSubject ? [] : templates)])('%s', async (_, claims, trusted) => {
    expect(await trusting(claims)).toEqual(trusted)
  })

  test('is let in by the action, and one that is not is told the condition to write', async () => {
    const { issuer, role } = slipway.local
    const inputs = { 'dry-run': 'true', 'role-to-assume': role.replace('slipway', 'trust-branch') }
    issuer.setClaims(branch)
    expect((await slipway.run({ inputs, env: withoutDocker })).conclusion).toBe('success')
    issuer.setClaims(tag('v1.4.0'))
    const refused = await slipway.run({ inputs, env: withoutDocker })
    expect(refused.outputs['failure-code']).toBe('ROLE_REFUSED')
    const subject = form === 'classic' ? 'repo:your-org/shop' : 'repo:your-org@1111111/shop@2222222'
    expect(errorOf(refused)).toContain(`${subject}:ref:refs/tags/v1.4.0`)
  })
})

test('every trust policy is tried', () => {
  const all = readdirSync(join(root, 'docs/policies')).filter((name) => name.startsWith('trust-'))
  // The one of a chained role is tried with deploys into another account.
  expect(new Set(all)).toEqual(new Set([...files, 'trust-chained'].map((name) => `${name}.json`)))
})
