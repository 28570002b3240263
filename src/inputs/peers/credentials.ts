import type { Peer } from './answer.ts'

const ownKeys = 'use `role-to-assume`, or the AWS_* variables in the environment of the step'
const noExport = 'none: no credentials leave the step; other steps that call AWS need a login of their own'
const noSessionTags = 'none: no session tags are sent'
const fixedTries = 'none: what can pass by itself is tried again, a denied role three times at most'
const proxy = 'use `HTTPS_PROXY` and `NO_PROXY` in the environment of the step'
const ownRegistry =
  'use `repository` with the full URI, or `registry-id`; other registries need a login step before'
const ownLogin = 'none: Slipway logs in to ECR by itself; other registries need a login step before'
const privateLogin = 'none: the login is private to this step and always removed'

/** aws-actions/configure-aws-credentials */
export const configureAwsCredentials: Peer = {
  'aws-region': 'same',
  'role-to-assume': 'same; an ARN, not a bare name',
  'aws-access-key-id': ownKeys,
  'aws-secret-access-key': ownKeys,
  'aws-session-token': ownKeys,
  'aws-profile': 'use `AWS_PROFILE` in the environment of the step; Slipway writes no profile',
  'overwrite-aws-profile': 'none: Slipway writes no profile',
  'web-identity-token-file':
    'use `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` in the environment of the step',
  'role-chaining': 'use `identity: ambient`, or `deploy-role-chaining` for the role of the deploy',
  audience: 'same',
  'http-proxy': proxy,
  'no-proxy': proxy,
  'mask-aws-account-id': 'none: account ids are not masked; the output `image-ref` holds none',
  'role-duration-seconds': 'same; the session is renewed while the run lasts',
  'role-external-id': 'same',
  'role-session-name': 'same; without it repository name and run id',
  'role-skip-session-tagging': noSessionTags,
  'transitive-tag-keys': noSessionTags,
  'custom-tags': noSessionTags,
  'inline-session-policy': 'same',
  'managed-session-policies': 'same',
  'output-credentials': noExport,
  'output-env-credentials': noExport,
  'unset-current-credentials': 'use `identity: oidc`, which takes no credentials of the environment',
  'disable-retry': fixedTries,
  'retry-max-attempts': fixedTries,
  'special-characters-workaround': 'none: no shell or tool reads the keys, so every character is fine',
  'use-existing-credentials': 'use the credentials of the environment: leave `role-to-assume` out',
  'allowed-account-ids': 'same',
  'force-skip-oidc': 'use `identity: ambient`',
  'action-timeout-s': 'use timeout-minutes of the step, a key of GitHub',
  'sts-endpoint': 'use `AWS_ENDPOINT_URL_STS` in the environment of the step',
}

/** aws-actions/amazon-ecr-login */
export const amazonEcrLogin: Peer = {
  'http-proxy': proxy,
  'mask-password': 'none: the password is always masked',
  registries: ownRegistry,
  'registry-type': 'use `repository` with the full URI; public.ecr.aws/… is the public registry',
  'skip-logout': privateLogin,
}

/** docker/login-action */
export const dockerLogin: Peer = {
  registry: ownRegistry,
  username: ownLogin,
  password: ownLogin,
  ecr: ownLogin,
  scope: privateLogin,
  logout: privateLogin,
  'registry-auth': ownLogin,
}
