import { type Reader, variable } from './reader.ts'

type Environment = Readonly<Record<string, string | undefined>>

const notYet = 'Slipway has no such input in this version'
const noEquivalent = 'it has no equivalent here'
const keysFromEnvironment = 'set the AWS_* variables of the step, or better role-to-assume'
const ownLogin = 'Slipway logs in to ECR by itself'
const privateLogin = 'the login is private to this step and always removed'
const noExport = 'credentials never leave the process'
const noBuilder = 'make the builder the current one in an earlier step'
const baseDefinition = 'the base is what the service runs, or a file in task-definition'
const noTasks = 'Slipway runs no one-off tasks in this version'
const ecsOnly = 'Slipway deploys to services with the ECS deployment controller only'
const editTheFile = 'write it into the file that task-definition names'

/**
 * Inputs that the replaced actions have under a name that is not Slipway's, and the way to say the same here.
 * GitHub only warns about an undeclared input: a deploy or a secret that silently does nothing would be a false success.
 */
const equivalents: readonly (readonly [answer: string, names: string])[] = [
  ['use repository', 'images'],
  ['it is an output of Slipway', 'tag-names'],
  ['use push; the image always goes to repository', 'outputs'],
  ['use push: false to build only', 'load'],
  ['use provenance', 'attests'],
  ['use tags', 'image-tag image_tag'],
  ['use file', 'dockerfile'],
  ['use context', 'path'],
  ['use aws-region', 'region'],
  ['use role-to-assume', 'role_arn role-arn'],
  ['use repository with the full URI, or registry-id', 'registries registry registry-type'],
  [ownLogin, 'username password ecr scope registry-auth'],
  ['the password is always masked', 'mask-password'],
  [privateLogin, 'skip-logout logout'],
  [keysFromEnvironment, 'aws-access-key-id aws-secret-access-key aws-session-token'],
  ['set AWS_PROFILE for the step', 'aws-profile overwrite-aws-profile'],
  ['set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN for the step', 'web-identity-token-file'],
  [noExport, 'output-credentials output-env-credentials unset-current-credentials'],
  ['leave role-to-assume out to use the credentials of the environment', 'use-existing-credentials'],
  ['use identity: ambient', 'force-skip-oidc role-chaining'],
  ['set HTTPS_PROXY and NO_PROXY for the step', 'http-proxy no-proxy'],
  ['set AWS_ENDPOINT_URL_STS for the step', 'sts-endpoint'],
  ['tries and time limits are fixed', 'disable-retry retry-max-attempts action-timeout-s max-retries'],
  [noEquivalent, 'mask-aws-account-id role-skip-session-tagging transitive-tag-keys custom-tags'],
  [noEquivalent, 'special-characters-workaround'],
  ['outputs are one a line', 'sep-tags sep-labels sep-annotations'],
  [noEquivalent, 'bake-target call cgroup-parent'],
  [noBuilder, 'version driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline use name'],
  [noBuilder, 'endpoint append cache-binary cleanup keep-state install config config-inline'],
  ['use severity-threshold', 'fail_threshold fail-threshold fail-on'],
  [baseDefinition, 'task-definition-family task-definition-arn task-definition-revision'],
  [editTheFile, 'log-configuration-log-driver log-configuration-options'],
  ['use wait', 'wait-for-service-stability'],
  ['use deploy-timeout-minutes', 'wait-for-minutes wait-max-delay-seconds'],
  [
    noTasks,
    'run-task run-task-container-overrides run-task-security-groups run-task-subnets wait-for-task-stopped',
  ],
  [noTasks, 'run-task-assign-public-ip run-task-capacity-provider-strategy run-task-launch-type'],
  [noTasks, 'run-task-started-by run-task-tags run-task-managed-ebs-volume-name run-task-managed-ebs-volume'],
  [ecsOnly, 'codedeploy-deployment-description codedeploy-deployment-config'],
  ['UpdateService holds the task definition only', 'enable-ecs-managed-tags propagate-tags'],
  [
    'UpdateService holds the task definition only',
    'service-managed-ebs-volume-name service-managed-ebs-volume',
  ],
  ['the JSON of a task definition is kept as it is', 'keep-null-value-keys'],
]

/** Inputs of Slipway's contract that this version does not act on yet. */
const planned = `
  github-token build-contexts
  secrets secret-envs secret-files ssh cache-from cache-to no-cache-filters network add-hosts shm-size ulimit allow
  builder sbom annotations reuse image local-image flavor sha-length pr-head-sha tag-after deployed-tag
  wait-for-replication allow-older max-findings only-fixable fail-on-exploitable fail-on-known-exploited min-epss
  ignore-file baseline max-scan-age-hours gate-override sarif-file report-file containers environment-variables
  env-files task-secrets command task-cpu task-memory task-role-arn execution-role-arn log-driver log-options
  docker-labels desired-count force-new-deployment deploy-revision deploy-registry wait-until on-deploy-failure
  on-timeout on-pause on-superseded on-in-flight on-cancel max-failed-tasks diagnostic-log-lines pre-deploy-command
  pre-deploy-container pre-deploy-task-definition pre-deploy-timeout-minutes codedeploy-application
  codedeploy-deployment-group codedeploy-appspec`

/** Refuses inputs of the replaced actions and warns of every other input that action.yml does not declare. */
export function refusePeers(reader: Reader, env: Environment): void {
  const declared = new Set([...reader.names].map(variable))
  const answers = new Map<string, string>([
    ...words(planned).map((name) => [variable(name), notYet] as const),
    ...equivalents.flatMap(([answer, names]) =>
      words(names).map((name) => [variable(name), `no input of Slipway; ${answer}`] as const),
    ),
  ])
  for (const [key, value] of Object.entries(env)) {
    if (!key.startsWith('INPUT_') || declared.has(key) || !value?.trim()) continue
    const name = key.slice('INPUT_'.length).toLowerCase()
    const answer = answers.get(key)
    if (answer === undefined) reader.warning(`${name} is no input of Slipway and was ignored.`)
    else reader.problem(name, answer)
  }
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
