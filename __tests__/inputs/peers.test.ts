import { describe, expect, test } from '@jest/globals'
import { inputNames } from '../../src/inputs/inputs.ts'
import { failing } from '../support/failure.ts'
import { givenEvent } from '../support/given.ts'
import { read, readOnly, refusal } from './reading.ts'

const declared = inputNames(givenEvent())

/** Every input of Slipway's contract, of this version or a later one. */
const contract = `
push deploy dry-run sha github-token
aws-region identity role-to-assume role-session-name role-duration-seconds audience role-external-id
inline-session-policy managed-session-policies allowed-account-ids deploy-role-to-assume deploy-role-chaining deploy-region
repository registry-id create-repository repository-tag-mutability repository-encryption repository-scan-on-push
repository-tags repository-policy lifecycle-policy
context file target platforms build-args build-contexts secrets secret-envs secret-files ssh cache-from cache-to no-cache
no-cache-filters pull network add-hosts shm-size ulimit allow builder provenance sbom annotations labels reuse image
local-image
tags flavor sha-length pr-head-sha tag-after deployed-tag candidate-tag-prefix wait-for-replication allow-older
gate severity-threshold max-findings only-fixable fail-on-exploitable fail-on-known-exploited min-epss ignore-file baseline
on-unscanned on-unsupported max-scan-age-hours scan-timeout-minutes gate-override sarif-file report-file
cluster service task-definition container-name containers environment-variables env-files task-secrets command task-cpu
task-memory task-role-arn execution-role-arn log-driver log-options docker-labels desired-count force-new-deployment
deploy-revision deploy-registry wait wait-until deploy-timeout-minutes on-deploy-failure on-timeout on-pause on-superseded
on-in-flight on-cancel max-failed-tasks diagnostic-log-lines pre-deploy-command pre-deploy-container
pre-deploy-task-definition pre-deploy-timeout-minutes codedeploy-application codedeploy-deployment-group
codedeploy-appspec
summary`
  .trim()
  .split(/\s+/)

/** Inputs of the replaced actions under names that are not Slipway's, and what says the same here. */
const equivalents: readonly (readonly [name: string, answer: string])[] = [
  ['images', 'use repository'],
  ['tag-names', 'it is an output of Slipway'],
  ['outputs', 'use push; the image always goes to repository'],
  ['load', 'use push: false to build only'],
  ['attests', 'use provenance'],
  ['image-tag', 'use tags'],
  ['image_tag', 'use tags'],
  ['dockerfile', 'use file'],
  ['path', 'use context'],
  ['region', 'use aws-region'],
  ['role_arn', 'use role-to-assume'],
  ['role-arn', 'use role-to-assume'],
  ['registries', 'use repository with the full URI, or registry-id'],
  ['registry', 'use repository with the full URI, or registry-id'],
  ['username', 'Slipway logs in to ECR by itself'],
  ['password', 'Slipway logs in to ECR by itself'],
  ['registry-type', 'use repository with the full URI, or registry-id'],
  ['mask-password', 'the password is always masked'],
  ['skip-logout', 'the login is private to this step and always removed'],
  ['logout', 'the login is private to this step and always removed'],
  ['aws-access-key-id', 'set the AWS_* variables of the step, or better role-to-assume'],
  ['aws-secret-access-key', 'set the AWS_* variables of the step, or better role-to-assume'],
  ['aws-session-token', 'set the AWS_* variables of the step, or better role-to-assume'],
  ['aws-profile', 'set AWS_PROFILE for the step'],
  ['web-identity-token-file', 'set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN for the step'],
  ['output-credentials', 'credentials never leave the process'],
  ['output-env-credentials', 'credentials never leave the process'],
  ['force-skip-oidc', 'use identity: ambient'],
  ['role-chaining', 'use identity: ambient'],
  ['http-proxy', 'set HTTPS_PROXY and NO_PROXY for the step'],
  ['fail_threshold', 'use severity-threshold'],
  ['fail-threshold', 'use severity-threshold'],
  ['fail-on', 'use severity-threshold'],
]

/** The same for inputs that deploy, which this version does not. */
const deploying = [
  'task-definition-family',
  'task-definition-arn',
  'wait-for-service-stability',
  'wait-for-minutes',
  'run-task',
]

describe('an input of a replaced action is refused, with what to use instead', () => {
  test.each(equivalents)('%s: %s', async (name, answer) => {
    expect(await refusal({ [name]: 'x' })).toBe(`An input is wrong: ${name}: no input of Slipway; ${answer}.`)
  })

  test.each(deploying)('%s', async (name) => {
    expect(await refusal({ [name]: 'x' })).toContain(`${name}: no input of Slipway; `)
  })

  test.each([...equivalents.map(([name]) => name), ...deploying])(
    'what stands in for %s is an input of this version',
    async (name) => {
      const named = /\buse ([\w-]+)/.exec(await refusal({ [name]: 'x' }))?.[1]
      expect([...declared, undefined]).toContain(named)
    },
  )

  test('several at once, beside a wrong value', async () => {
    const sentence = await refusal({ images: 'a', outputs: 'b', gate: 'on' })
    expect(sentence).toMatch(/^3 inputs are wrong: /)
    for (const name of ['images', 'outputs', 'gate']) expect(sentence).toContain(`${name}: `)
  })

  test('but not an empty one', () => {
    expect(read({ images: '', outputs: ' \n', service: '' })).toEqual(read())
  })
})

describe('an input of a later version is refused, so that it does not silently do nothing', () => {
  test.each(contract.filter((name) => !declared.has(name)))('%s', async (name) => {
    expect(await refusal({ [name]: 'x' })).toBe(
      `An input is wrong: ${name}: Slipway has no such input in this version.`,
    )
  })
})

test('no input that is declared is refused', async () => {
  const everything = Object.fromEntries([...declared].map((name) => [name, 'x']))
  const { sentence } = await failing(() => readOnly(everything))
  expect(sentence).not.toMatch(/no (such )?input/)
})

describe('every input that a replaced action has is refused and not passed over', () => {
  const peers: readonly (readonly [action: string, inputs: string])[] = [
    [
      'docker/metadata-action',
      'context images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target github-token',
    ],
    [
      'docker/build-push-action',
      `add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context
      file labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secrets secret-envs
      secret-files shm-size ssh tags target ulimit github-token`,
    ],
    [
      'docker/setup-buildx-action',
      `version driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline use cache-binary cleanup keep-state
      name endpoint platforms append`,
    ],
    ['docker/login-action', 'registry username password ecr scope logout registry-auth'],
    [
      'aws-actions/configure-aws-credentials',
      `aws-region aws-profile overwrite-aws-profile role-to-assume aws-access-key-id aws-secret-access-key aws-session-token
      web-identity-token-file role-chaining audience http-proxy no-proxy mask-aws-account-id role-duration-seconds
      role-external-id role-session-name role-skip-session-tagging transitive-tag-keys inline-session-policy
      managed-session-policies output-credentials output-env-credentials unset-current-credentials disable-retry
      retry-max-attempts special-characters-workaround use-existing-credentials allowed-account-ids force-skip-oidc
      action-timeout-s custom-tags sts-endpoint`,
    ],
    ['aws-actions/amazon-ecr-login', 'http-proxy mask-password registries registry-type skip-logout'],
    [
      'aws-actions/amazon-ecs-render-task-definition',
      `task-definition task-definition-arn task-definition-family task-definition-revision container-name image
      environment-variables secrets env-files log-configuration-log-driver log-configuration-options docker-labels command
      task-role-arn execution-role-arn`,
    ],
    [
      'aws-actions/amazon-ecs-deploy-task-definition',
      `task-definition desired-count service cluster wait-for-service-stability wait-for-minutes wait-max-delay-seconds
      codedeploy-appspec codedeploy-application codedeploy-deployment-group codedeploy-deployment-description
      codedeploy-deployment-config force-new-deployment service-managed-ebs-volume-name service-managed-ebs-volume run-task
      run-task-container-overrides run-task-security-groups run-task-subnets run-task-assign-public-IP
      run-task-capacity-provider-strategy run-task-launch-type run-task-started-by run-task-tags
      run-task-managed-ebs-volume-name run-task-managed-ebs-volume wait-for-task-stopped enable-ecs-managed-tags
      propagate-tags keep-null-value-keys max-retries`,
    ],
  ]

  test.each(peers)('%s', async (_, names) => {
    const undeclared = names.split(/\s+/).filter((name) => !declared.has(name.toLowerCase()))
    const passedOver: string[] = []
    for (const name of undeclared) {
      const isRefused = await failing(() => read({ [name]: 'x' })).then(
        () => true,
        () => false,
      )
      if (!isRefused) passedOver.push(name)
    }
    expect(passedOver).toEqual([])
  })
})

describe('an input that nobody knows', () => {
  test('is a warning', () => {
    const { warnings, notices } = read({ colour: 'blue', 'two words': 'x' })
    expect(warnings).toEqual([
      'colour is no input of Slipway and was ignored.',
      'two_words is no input of Slipway and was ignored.',
    ])
    expect(notices).toEqual([])
  })

  test('is nothing when it is empty', () => {
    expect(read({ colour: '', shape: ' \n' }).warnings).toEqual([])
  })
})
