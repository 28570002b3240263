import { describe, expect, test } from '@jest/globals'
import { inputNames } from '../../src/inputs/inputs.ts'
import { replaced } from '../../src/inputs/peers/replaced.ts'
import { planned } from '../../src/inputs/peers.ts'
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

/** What is said of some of them, as a user reads it. */
const answers: readonly (readonly [name: string, answer: string])[] = [
  ['images', 'use repository'],
  ['outputs', 'use push; the image always goes to repository'],
  ['attests', 'use provenance and sbom'],
  ['load', 'use push: false to build only; to release an image that the engine holds, local-image'],
  [
    'driver-opts',
    'use a builder of an earlier step: builder is its name, or left out where it is the current one',
  ],
  ['registry', 'use repository with the full URI, or registry-id; other registries need a login step before'],
  ['mask-password', 'the password is always masked'],
  ['aws-access-key-id', 'use role-to-assume, or the AWS_* variables in the environment of the step'],
  ['role-chaining', 'use identity: ambient, or deploy-role-chaining for the role of the deploy'],
  ['http-proxy', 'use HTTPS_PROXY and NO_PROXY in the environment of the step'],
  ['fail_threshold', 'use severity-threshold'],
  ['registryId', 'use registry-id'],
  ['wait-for-service-stability', 'use wait'],
  ['run-task-assign-public-IP', 'in this version Slipway runs no one-off tasks'],
  ['ignore_list', 'use ignore-file: its entries have a reason and can have an end'],
  ['high_threshold', 'use max-findings, which says how many are allowed: a threshold of 1 is high=0'],
  ['ignore-unfixed', 'use only-fixable'],
  ['exit-code', 'use gate: enforce, which is the default, or gate: report, which blocks nothing'],
]

describe('an input of a replaced action is refused, with what to use instead or why there is nothing', () => {
  test.each(answers)('%s: %s', async (name, answer) => {
    expect(await refusal({ [name]: 'x' })).toBe(`An input is wrong: ${name}: no input of Slipway; ${answer}.`)
  })

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

test('the list of planned inputs is the contract without what is declared', () => {
  expect(new Set(planned)).toEqual(new Set(contract.filter((name) => !declared.has(name))))
})

test('no input that is declared is refused', async () => {
  const everything = Object.fromEntries([...declared].map((name) => [name, 'x']))
  const { sentence } = await failing(() => readOnly(everything))
  expect(sentence).not.toMatch(/no (such )?input/)
})

describe('every input that a replaced action has is known', () => {
  /** As the actions declare them. */
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
      name endpoint platforms append install config config-inline`,
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
    ['alexjurkiewicz/ecr-scan-image', 'repository tag fail_threshold ignore_list error_missed_ignores'],
    [
      'ecperth/check-aws-inspector',
      `repository registry-id image-tag image-digest fail-on ignore timeout consistency-delay registryId tag fail-severity
      initial-delay retry-delay max-retries validation-delay`,
    ],
    [
      'vonsteer/ecr-scan-action',
      'repository tag fail_threshold region ignore_list pr_comment max_retries retry_delay',
    ],
    ['epsylabs/action-ecr-scan', 'name tag region fail_threshold ignore_errors'],
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

  test.each(peers)('of %s', (action, names) => {
    const known = Object.keys(replaced[action] ?? {})
    expect(new Set(known)).toEqual(new Set(names.trim().split(/\s+/)))
  })

  test('and no other action is', () => {
    const actions = peers.map(([action]) => action)
    const others = ['Names of scanners', 'Other names']
    expect(new Set(Object.keys(replaced))).toEqual(new Set([...actions, ...others]))
  })

  const everyName = [...new Set(Object.values(replaced).flatMap((peer) => Object.keys(peer)))]

  test.each(everyName.filter((name) => !declared.has(name)))(
    '%s is refused and not passed over',
    async (name) => {
      expect(await refusal({ [name]: 'x' })).toMatch(
        planned.includes(name)
          ? /no such input in this version\.$/
          : /no input of Slipway; (?!same|none|use$)\S/,
      )
    },
  )

  test.each(everyName.filter((name) => !declared.has(name)))('%s has one answer, whoever asks', (name) => {
    const given = Object.values(replaced).flatMap((peer) => peer[name] ?? [])
    expect(new Set(given.map((answer) => answer.replace(/^same.*/, 'same'))).size).toBe(1)
  })

  test('what is Slipway’s own is said to be, and nothing else is', () => {
    const own = Object.values(replaced).flatMap((peer) =>
      Object.entries(peer).flatMap(([name, answer]) => (answer.startsWith('same') ? [name] : [])),
    )
    const ours = everyName.filter((name) => declared.has(name) || planned.includes(name))
    expect(new Set(own)).toEqual(new Set(ours))
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

describe('a variable with which a replaced action changes tags or annotations', () => {
  const set = (env: Readonly<Record<string, string>>, inputs = {}) => read(inputs, { env }).warnings

  test('is a warning that names the input', () => {
    const env = {
      DOCKER_METADATA_PR_HEAD_SHA: 'true',
      DOCKER_METADATA_SHORT_SHA_LENGTH: '12',
      DOCKER_METADATA_ANNOTATIONS_LEVELS: 'manifest,index',
    }
    expect(set(env)).toEqual([
      'DOCKER_METADATA_PR_HEAD_SHA does nothing here; use pr-head-sha.',
      'DOCKER_METADATA_SHORT_SHA_LENGTH does nothing here; use sha-length.',
      'DOCKER_METADATA_ANNOTATIONS_LEVELS does nothing here; use a level in front of the entries of annotations, as in index:key=value.',
    ])
  })

  test.each([
    ['DOCKER_METADATA_PR_HEAD_SHA', 'false'],
    ['DOCKER_METADATA_PR_HEAD_SHA', ' '],
    ['DOCKER_METADATA_SHORT_SHA_LENGTH', '7'],
    ['DOCKER_METADATA_ANNOTATIONS_LEVELS', 'manifest'],
  ])('%s is none as %j, which changes nothing', (name, value) => {
    expect(set({ [name]: value })).toEqual([])
  })

  test.each([
    ['DOCKER_METADATA_PR_HEAD_SHA', 'true', { 'pr-head-sha': 'true' }],
    ['DOCKER_METADATA_SHORT_SHA_LENGTH', '12', { 'sha-length': '12' }],
  ])('%s is none where the input is given too', (name, value, inputs) => {
    expect(set({ [name]: value }, inputs)).toEqual([])
  })
})
