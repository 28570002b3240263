import { ActionError } from '../errors.ts'

const shownLines = 3

/** What the engine's own push, on the classic store, ends with: the registry's words without a reference. */
const refusedByRegistry =
  /^(?:ERROR|error): (?:failed to build: )?(?:failed to solve: )?(?:denied|tag invalid|name unknown|unauthorized|no basic auth credentials|toomanyrequests|received unexpected HTTP status|unexpected status from|unknown blob|blob upload|manifest|Put "|Post "|Head "|Patch "|EOF|error parsing HTTP|unexpected EOF)/

/** What the machine has to do with a push that was refused. */
export type PushAccess = Readonly<{
  /** A folder where buildx keeps a login for this host, which goes before the one of the configuration. */
  scopedLogin: string | undefined
  isPublic: boolean
}>

/**
 * Digests the log of a build that failed: what was wrong stands in its last lines that start with ERROR or error,
 * and the Dockerfile line in the `>>>` mark that BuildKit prints.
 */
export function buildFailure(
  lines: readonly string[],
  push: string | undefined,
  access: PushAccess = { scopedLogin: undefined, isPublic: false },
): ActionError {
  const errors = lines.filter((line) => /^(ERROR|error)\b|failed to solve/.test(line)).slice(-1)
  const marked = lines
    .filter((line) => /^\s*\d+ \| >>> /.test(line))
    .map((line) => line.replace(/^\s*(\d+) \| >>> /, 'line $1: '))
  const said = [...errors, ...marked.slice(0, 1)].map((line) => line.trim())
  const text =
    (said.length > 0 ? said : meaningful(lines)).join(' | ').slice(0, 1000) || 'docker said nothing'
  if (push !== undefined && errors.some((line) => isPush(line, push))) return pushFailed(push, text, access)
  return new ActionError({
    code: 'BUILD_FAILED',
    sentence: `The image could not be built: ${text}`,
    hint: buildHint(text),
  })
}

function buildHint(text: string): string {
  if (/no space left on device/i.test(text))
    return 'The disk of the runner is full: free some of it, or use a larger runner.'
  if (
    /cannot connect to the docker daemon|error reading from server|\bEOF$|connection (reset|refused)|transport is closing/i.test(
      text,
    )
  ) {
    return 'The engine or the builder went away in the middle of the build; look at its own log, and run the job again.'
  }
  return 'The full output of the build stands in the log of this step; the same Dockerfile fails with `docker buildx build` alone.'
}

/** A base image that may not be pulled, or a command that has to do with pushing, fails the build and not the push. */
function isPush(line: string, push: string): boolean {
  if (line.includes(`failed to push ${push}`) || refusedByRegistry.test(line)) return true
  // The engine's own push begins with a look at the registry, which stands without the name of the image.
  const [host = '', ...path] = push.split('/')
  const repository = path.join('/').replace(/:[^:]*$/, '')
  const asksRegistry = line.includes(`://${host}/v2/"`) || line.includes(`://${host}/v2/${repository}/`)
  return asksRegistry && !/source metadata|load metadata|httpReadSeeker|process "/.test(line)
}

function pushFailed(push: string, text: string, access: PushAccess): ActionError {
  const said = text
    .replace(/^(ERROR|error): (failed to build: )?(failed to solve: )?/, '')
    .replace(`failed to push ${push}: `, '')
  if (isUnreachable(said)) return registryUnreachable(push, said)
  return new ActionError({
    code: 'PUSH_FAILED',
    sentence: `The image was built, but the push to ${push} failed: ${said}`,
    hint: pushHint(said, access),
  })
}

/** The words of Go's network library, which engine, buildx and BuildKit share. */
function isUnreachable(said: string): boolean {
  return /dial tcp|proxyconnect|no such host|i\/o timeout|TLS handshake timeout|x509: |network is unreachable|Client\.Timeout|server gave HTTP response to HTTPS client/.test(
    said,
  )
}

/** The action has talked to ECR's API by then, so it is the engine's way to the registry that is closed. */
function registryUnreachable(push: string, said: string): ActionError {
  const host = push.split('/', 1)[0]
  return new ActionError({
    code: 'REGISTRY_UNREACHABLE',
    sentence: `The image was built, but the docker engine or builder cannot reach the registry ${host}: ${said}`,
    hint: 'Engine and builder have network settings of their own: for an engine the proxies in daemon.json or of its service, for a builder its driver options or buildkitd.toml; HTTPS_PROXY of the job does not reach them.',
  })
}

function isRefusal(said: string): boolean {
  return /\bdenied:|\b401 Unauthorized\b|\b403 Forbidden\b|\bunauthorized\b|no basic auth/i.test(said)
}

function pushHint(said: string, { scopedLogin, isPublic }: PushAccess): string {
  if (/expired/i.test(said)) return 'The registry login expired while the image was built; run the job again.'
  if (scopedLogin !== undefined && isRefusal(said))
    return `buildx has a login of its own for this registry in ${scopedLogin}, which goes before the one of this step: remove it there (docker/login-action with scope wrote it).`
  // Not the bare number: it stands in ports, digests and account ids too.
  if (/(^|[:] )denied:|\b403 Forbidden\b/.test(said)) {
    return `The role needs ${isPublic ? 'ecr-public' : 'ecr'}:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload${isPublic ? ' and PutImage' : ', PutImage and BatchGetImage'} on the repository; a full quota of images is refused the same way.`
  }
  if (/name unknown|repository .*does not exist/i.test(said))
    return 'The repository was not there and the push did not make it: where a creation template should, the role needs ecr:CreateRepository; else something deleted it meanwhile.'
  return 'The registry or the network between failed; no release tag was put, so run the job again.'
}

function meaningful(lines: readonly string[]): readonly string[] {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-shownLines)
}
