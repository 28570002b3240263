import { describe, expect, jest, test } from '@jest/globals'
import type { LocalPlace } from '../../local/aws/aws.ts'
import { startAws } from '../../local/aws/aws.ts'
import { elsewhere } from '../fixtures/e2e/policies.ts'
import { logIn, OCI_IMAGE, pushImage } from '../local/aws/support.ts'
import { assumed, open } from '../support/admin.ts'
import { beyond, deploying, type How, permitted } from '../support/permitted.ts'
import { actionsOf, isOptional, lacking, policyFile, statementsOf } from '../support/policies.ts'
import type { Slipway } from '../support/slipway.ts'
import { pushing, withoutDocker } from '../support/traced.ts'

// The policies of docs/policies for two accounts: a repository in another one, a deploy role in another one, and tasks of
// another one that pull.

jest.setTimeout(60_000)

const [first, second] = ['123456789012', '210987654321'] as const

describe('a repository of another account', () => {
  const own = statementsOf('push-and-gate')
  const letting = statementsOf('repository-policy')

  /** Here the run is at home in the second account, whose role repository-policy.json lets into the first one. */
  function release(without: readonly string[], how: How = {}) {
    let theirs: LocalPlace | undefined
    return permitted(own, [], {
      env: pushing,
      repositories: [],
      aws: { account: second },
      prepare: ({ local }) => {
        theirs = local.aws.in({ account: first })
        theirs.createRepository('shop', { policy: lacking(letting, without) })
      },
      inputs: { 'registry-id': first },
      ...how,
    }).then((run) => ({ run, tags: theirs?.images('shop').flatMap(({ tags }) => tags) ?? [] }))
  }

  test('has to allow all that a push and the gate ask of a repository, and no more', () => {
    const isOfRepository = ({ Resource }: Readonly<{ Resource?: unknown }>) => Resource !== '*'
    // It tells of the caller's own registry and of no other.
    const wanted = actionsOf(own.filter(isOfRepository)).filter((one) => !/ScanningConfiguration$/.test(one))
    expect(new Set(actionsOf(letting))).toEqual(new Set(wanted))
    const requiredOf = actionsOf(letting.filter((one) => !isOptional(one)))
    expect(new Set(requiredOf)).toEqual(new Set(Object.keys(elsewhere)))
  })

  test.concurrent('is released to with repository-policy, and push-and-gate as it stands', async () => {
    const { run, tags } = await release([])
    expect(run.outputs).toMatchObject({ released: 'true', verdict: 'passed' })
    expect(run.notes).toEqual([])
    expect(tags).toEqual(['release'])
    expect(beyond(run, own)).toEqual([])
  })

  for (const [action, { code }] of Object.entries(elsewhere)) {
    test.concurrent(`has to allow ${action}: without it ${code}`, async () => {
      const { run, tags } = await release([action])
      expect(run.outputs).toMatchObject({ released: 'false', 'failure-code': code })
      expect(run.error).toContain(code === 'PUSH_FAILED' ? action.replace('ecr:', '') : action)
      if (code === 'AWS_ACCESS_DENIED')
        expect(run.error).toContain("the resource's own policy, in its account")
      expect(tags).not.toContain('release')
    })
  }

  test.concurrent('may leave out what is optional: a tag stays, and the label of another one is not read', async () => {
    const optional = actionsOf(letting.filter(isOptional))
    const prepare = async ({ local }: Slipway) => {
      const theirs = local.aws.in({ account: first })
      const policy = lacking(letting, optional)
      const settings = { tagMutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['candidate-*'] } as const
      theirs.createRepository('shop', { ...settings, policy })
      await pushImage(await logIn(theirs, theirs.keys, theirs.url), 'shop', 'taken')
    }
    const inputs = { 'registry-id': first, tags: 'release' }
    const { run } = await release([], { prepare, inputs })
    expect(run.outputs.released).toBe('true')
    expect(run.notes).toEqual([
      expect.stringMatching(
        /^notice: Whether scans cover the repository shows only after the push\. .*ecr:StartImageScan .*no resource-based policy/,
      ),
      expect.stringMatching(
        /^notice: The candidate tag \S+ stays beside the release tags: .*ecr:BatchDeleteImage .*no resource-based policy/,
      ),
    ])
    const taken = await release([], {
      prepare,
      env: withoutDocker,
      inputs: { ...inputs, tags: 'taken', gate: 'off' },
    })
    expect(taken.run.notes).toEqual([
      expect.stringMatching(
        /^notice: What the image of the tag taken says of itself could not be read: .*\. .*ecr:GetDownloadUrlForLayer/,
      ),
    ])
  })
})

describe('a deploy role of another account', () => {
  const own = statementsOf('push', 'deploy-from-another-account')
  const role = `arn:aws:iam::${second}:role/slipway-deploy`
  const inputs = {
    ...deploying,
    gate: 'off',
    'deploy-role-to-assume': role,
    'deploy-role-chaining': 'true',
    'role-external-id': 'shop-production',
  }
  const there = policyFile('deploy', { [first]: second })

  /** The deploy role is not part of what the first role may do. */
  function deploy(
    without: readonly string[],
    given: Readonly<Record<string, string>> = {},
    env: How['env'] = pushing,
  ) {
    let running: readonly string[] = []
    const how: How = {
      env,
      inputs: { ...inputs, ...given },
      prepare: ({ local: { aws } }) => {
        aws.addRole({
          name: 'slipway-deploy',
          account: second,
          trust: policyFile('trust-chained'),
          policy: there,
        })
        const container = { name: 'app', image: 'images.example/shop:1' }
        const roles = { taskRoleArn: `arn:aws:iam::${second}:role/shop-task` }
        const taskDefinition = { family: 'shop', ...roles, containerDefinitions: [container] }
        const place = aws.in({ account: second })
        place.createService({ cluster: deploying.cluster, name: deploying.service, taskDefinition })
      },
      look: ({ local }) => {
        const place = local.aws.in({ account: second })
        running = place.service(deploying.service, deploying.cluster).runningImages
      },
    }
    return permitted(own, without, how).then((run) => ({ run, running }))
  }

  test.concurrent('is assumed from the first one, with trust-chained and the external id, and deploys', async () => {
    const { run, running } = await deploy([])
    expect(run.outputs).toMatchObject({ released: 'true', 'deployment-status': 'successful' })
    expect(running).toEqual([run.outputs.image])
    expect(beyond(run, [...own, ...there.Statement])).toEqual([])
    const assumes = run.requests.filter(({ operation }) => operation === 'AssumeRole')
    expect(assumes.map(({ parameters }) => parameters?.RoleArn)).toEqual([role])
  })

  const refusals: readonly [string, readonly string[], Readonly<Record<string, string>>][] = [
    ['where the first one may not', ['sts:AssumeRole'], {}],
    ['with another external id', [], { 'role-external-id': 'shop-staging' }],
    ['without an external id', [], { 'role-external-id': '' }],
  ]
  for (const [when, without, given] of refusals) {
    test.concurrent(`is not assumed ${when}: ROLE_REFUSED, before the build`, async () => {
      const { run, running } = await deploy(without, given, withoutDocker)
      expect(run.code).toBe('ROLE_REFUSED')
      expect(run.error).toContain('sts:AssumeRole')
      expect(run.error).toContain(role)
      expect(run.outputs).toMatchObject({ built: 'false', released: 'false' })
      expect(running).toEqual(['images.example/shop:1'])
    })
  }
})

describe('tasks of another account', () => {
  const pulls = [
    ['with repository-policy-pull they get it', 'nothing'],
    ['without ecr:BatchGetImage they get no manifest', 'ecr:BatchGetImage'],
    ['without ecr:GetDownloadUrlForLayer they get no layer', 'ecr:GetDownloadUrlForLayer'],
  ] as const
  test.each(pulls)('pull: %s', async (_, without) => {
    const name = 'shop-execution'
    const aws = await startAws({
      account: first,
      region: 'eu-west-1',
      roles: [{ name, account: second, trust: open }],
    })
    try {
      aws.createRepository('shop', { policy: lacking(statementsOf('repository-policy-pull'), [without]) })
      await pushImage(await logIn(aws), 'shop', 'v1')
      const place = aws.in({ account: second })
      const keys = await assumed(place, `arn:aws:iam::${second}:role/${name}`)
      const registry = await logIn(place, keys, aws.url)
      const answer = await registry('GET', 'shop/manifests/v1', { headers: { accept: OCI_IMAGE } })
      expect(answer.status).toBe(without === 'ecr:BatchGetImage' ? 403 : 200)
      if (answer.status !== 200) return
      const { config } = (await answer.json()) as { config: { digest: string } }
      const blob = await registry('GET', `shop/blobs/${config.digest}`)
      expect(blob.status).toBe(without === 'nothing' ? 200 : 403)
    } finally {
      await aws.close()
    }
  })
})
