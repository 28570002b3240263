import { randomUUID } from 'node:crypto'

export type Claims = Readonly<Record<string, unknown>>

export type TokenForm = Readonly<{
  issuer: string
  lifeSeconds: number
  immutableSubject: boolean // owner and repository with their ids, as GitHub writes it for repositories since 2026
}>

/** Claims of a GitHub OIDC token for a push to main of acme/shop; `given` wins, and what follows from it follows. */
export function tokenClaims(form: TokenForm, audience: string | undefined, given: Claims): Claims {
  const now = Math.floor(Date.now() / 1000)
  const set = { ...pushToMain, ...given }
  const owner = String(set.repository).split('/')[0]
  const workflow = `${set.repository}/.github/workflows/release.yml@${set.ref}`
  return {
    jti: randomUUID(),
    sub: `${subjectRepository(set, form)}:${subjectContext(set)}`,
    aud: audience ?? `https://github.com/${owner}`,
    repository_owner: owner,
    workflow_ref: workflow,
    workflow_sha: set.sha,
    job_workflow_ref: workflow,
    job_workflow_sha: set.sha,
    iss: form.issuer,
    iat: now,
    // GitHub's tokens are valid from ten minutes before their issue on.
    nbf: now - 600,
    exp: now + form.lifeSeconds,
    ...set,
  }
}

const pushToMain = {
  actor: 'octocat',
  actor_id: '583231',
  base_ref: '',
  event_name: 'push',
  head_ref: '',
  ref: 'refs/heads/main',
  ref_protected: 'false',
  ref_type: 'branch',
  repository: 'acme/shop',
  repository_id: '74012345',
  repository_owner_id: '9919',
  repository_visibility: 'private',
  run_attempt: '1',
  run_id: '19284756301',
  run_number: '7',
  runner_environment: 'github-hosted',
  sha: '6f1c2d3e4b5a69788796a5b4c3d2e1f001122334',
  workflow: 'Release',
}

function subjectRepository(set: Claims, { immutableSubject }: TokenForm): string {
  if (!immutableSubject) return `repo:${set.repository}`
  const [owner, name] = String(set.repository).split('/')
  return `repo:${owner}@${set.repository_owner_id}/${name}@${set.repository_id}`
}

/** An environment beats the event, and a pull request beats the ref. */
function subjectContext(set: Claims): string {
  if (set.environment !== undefined) return `environment:${set.environment}`
  return set.event_name === 'pull_request' ? 'pull_request' : `ref:${set.ref}`
}
