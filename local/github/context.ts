type Variables = Readonly<Record<string, string>>
type Payload = Readonly<Record<string, unknown>>

const sha = '6f1c2d3e4b5a69788796a5b4c3d2e1f001122334'

/** A push to main of acme/shop. */
const pushToMain: Variables = {
  GITHUB_ACTION: '__self',
  GITHUB_ACTION_REF: '',
  GITHUB_ACTION_REPOSITORY: '',
  GITHUB_ACTOR: 'octocat',
  GITHUB_ACTOR_ID: '583231',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_BASE_REF: '',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
  GITHUB_HEAD_REF: '',
  GITHUB_JOB: 'release',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_PROTECTED: 'false',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_REPOSITORY_ID: '74012345',
  GITHUB_REPOSITORY_OWNER_ID: '9919',
  GITHUB_RETENTION_DAYS: '90',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '19284756301',
  GITHUB_RUN_NUMBER: '7',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: sha,
  GITHUB_WORKFLOW: 'Release',
}

/** The github context as variables: defaults, then the event's share, then the overrides, then what follows from them. */
export function githubVariables(overrides: Variables, event: Payload | undefined): Record<string, string> {
  const given = Object.fromEntries(
    Object.entries(overrides).map(([name, value]) => [
      name.startsWith('GITHUB_') ? name : `GITHUB_${name}`,
      value,
    ]),
  )
  const set: Variables = { ...pushToMain, ...branches(event), ...given }
  const { GITHUB_REPOSITORY: repository = '', GITHUB_REF: ref = '' } = set
  const { GITHUB_ACTOR: actor = '', GITHUB_SHA: commit = '' } = set
  return {
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0] ?? '',
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_TRIGGERING_ACTOR: actor,
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/release.yml@${ref}`,
    GITHUB_WORKFLOW_SHA: commit,
    ...set,
  }
}

function branches(event: Payload | undefined): Variables {
  const pull = event?.pull_request as { head?: { ref?: string }; base?: { ref?: string } } | undefined
  return {
    ...(pull?.head?.ref === undefined ? {} : { GITHUB_HEAD_REF: pull.head.ref }),
    ...(pull?.base?.ref === undefined ? {} : { GITHUB_BASE_REF: pull.base.ref }),
  }
}

/** The payload of a push that fits the variables. */
export function pushPayload(variables: Variables): Payload {
  const { GITHUB_REPOSITORY: repository = '' } = variables
  const [owner, name] = repository.split('/')
  return {
    after: variables.GITHUB_SHA,
    before: '0000000000000000000000000000000000000001',
    created: false,
    deleted: false,
    forced: false,
    head_commit: {
      id: variables.GITHUB_SHA,
      message: 'Sell more shoes',
      timestamp: '2026-11-20T10:11:12+01:00',
    },
    ref: variables.GITHUB_REF,
    repository: {
      default_branch: 'main',
      full_name: repository,
      html_url: `${variables.GITHUB_SERVER_URL}/${repository}`,
      id: Number(variables.GITHUB_REPOSITORY_ID),
      name,
      owner: { login: owner },
      private: true,
    },
    sender: { login: variables.GITHUB_ACTOR },
  }
}
