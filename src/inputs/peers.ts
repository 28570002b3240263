import { type Reader, variable } from './reader.ts'

type Environment = Readonly<Record<string, string | undefined>>

const notYet = 'Slipway has no such input in this version'
const keysFromEnvironment = 'set the AWS_* variables of the step, or better role-to-assume'

/**
 * Inputs that the replaced actions have under a name that is not Slipway's, and the way to say the same here.
 * GitHub only warns about an undeclared input: a deploy or a secret that silently does nothing would be a false success.
 */
const equivalents: Readonly<Record<string, string>> = {
  images: 'use repository',
  'tag-names': 'it is an output of Slipway',
  outputs: 'use push; the image always goes to repository',
  load: 'use push: false to build only',
  attests: 'use provenance',
  'image-tag': 'use tags',
  image_tag: 'use tags',
  dockerfile: 'use file',
  path: 'use context',
  region: 'use aws-region',
  role_arn: 'use role-to-assume',
  'role-arn': 'use role-to-assume',
  registries: 'use repository with the full URI',
  registry: 'use repository with the full URI',
  username: 'Slipway logs in to ECR by itself',
  password: 'Slipway logs in to ECR by itself',
  'registry-type': 'use repository with the full URI',
  'mask-password': 'the password is always masked',
  'skip-logout': 'the login is private to this step and always removed',
  logout: 'the login is private to this step and always removed',
  'aws-access-key-id': keysFromEnvironment,
  'aws-secret-access-key': keysFromEnvironment,
  'aws-session-token': keysFromEnvironment,
  'aws-profile': 'set AWS_PROFILE for the step',
  'web-identity-token-file': 'set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN for the step',
  'output-credentials': 'credentials never leave the process',
  'output-env-credentials': 'credentials never leave the process',
  fail_threshold: 'use severity-threshold',
  'fail-threshold': 'use severity-threshold',
  'fail-on': 'use severity-threshold',
  'task-definition-family': 'the base is what the service runs, or a file in task-definition',
  'task-definition-arn': 'the base is what the service runs, or a file in task-definition',
  'wait-for-service-stability': 'use wait',
  'wait-for-minutes': 'use deploy-timeout-minutes',
  'run-task': 'Slipway runs no one-off tasks in this version',
}

/** Inputs of Slipway's contract that this version does not act on yet. */
const planned: readonly string[] = [
  ...['github-token', 'identity', 'role-external-id', 'inline-session-policy', 'managed-session-policies'],
  ...['allowed-account-ids', 'deploy-role-to-assume', 'deploy-role-chaining', 'deploy-region', 'registry-id'],
  ...['create-repository', 'repository-tag-mutability', 'repository-encryption', 'repository-scan-on-push'],
  ...['repository-tags', 'repository-policy', 'lifecycle-policy', 'build-contexts', 'secrets', 'secret-envs'],
  ...[
    'secret-files',
    'ssh',
    'cache-from',
    'cache-to',
    'no-cache-filters',
    'network',
    'add-hosts',
    'shm-size',
  ],
  ...[
    'ulimit',
    'allow',
    'builder',
    'sbom',
    'annotations',
    'reuse',
    'image',
    'local-image',
    'flavor',
    'sha-length',
  ],
  ...['pr-head-sha', 'tag-after', 'deployed-tag', 'wait-for-replication', 'allow-older', 'max-findings'],
  ...[
    'only-fixable',
    'fail-on-exploitable',
    'fail-on-known-exploited',
    'min-epss',
    'ignore-file',
    'baseline',
  ],
  ...['max-scan-age-hours', 'gate-override', 'sarif-file', 'report-file'],
  ...['containers', 'environment-variables', 'env-files', 'task-secrets', 'command', 'task-cpu'],
  ...['task-memory', 'task-role-arn', 'execution-role-arn', 'log-driver', 'log-options', 'docker-labels'],
  ...['desired-count', 'force-new-deployment', 'deploy-revision', 'deploy-registry', 'wait-until'],
  ...['on-deploy-failure', 'on-timeout', 'on-pause', 'on-superseded', 'on-in-flight'],
  ...['on-cancel', 'max-failed-tasks', 'diagnostic-log-lines', 'pre-deploy-command', 'pre-deploy-container'],
  ...['pre-deploy-task-definition', 'pre-deploy-timeout-minutes', 'codedeploy-application'],
  ...['codedeploy-deployment-group', 'codedeploy-appspec'],
]

/** Refuses inputs of the replaced actions and notices every other input that action.yml does not declare. */
export function refusePeers(reader: Reader, env: Environment): void {
  const declared = new Set([...reader.names].map(variable))
  const answers = new Map<string, string>([
    ...planned.map((name): [string, string] => [variable(name), notYet]),
    ...Object.entries(equivalents).map(([name, answer]): [string, string] => [variable(name), answer]),
  ])
  for (const key of Object.keys(env).filter((one) => one.startsWith('INPUT_') && !declared.has(one))) {
    if (!env[key]) continue
    const name = key.slice('INPUT_'.length).toLowerCase()
    const answer = answers.get(key)
    if (answer === undefined) reader.warning(`${name} is no input of Slipway and was ignored.`)
    else reader.problem(name, answer === notYet ? answer : `no input of Slipway; ${answer}`)
  }
}
