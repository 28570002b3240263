import { ActionError } from '../errors.ts'
import { buildHint, type Sources } from './build-hints.ts'
import { type FailedStep, failedStep, meaningful } from './build-log.ts'

const longestError = 1_000

/** What the engine's own push, on the classic store, ends with: the registry's words without a reference. */
const refusedByRegistry =
  /^(?:ERROR|error): (?:failed to build: )?(?:failed to solve: )?(?:denied|tag invalid|name unknown|unauthorized|no basic auth credentials|toomanyrequests|received unexpected HTTP status|unexpected status from|unknown blob|blob upload|manifest|Put "|Post "|Head "|Patch "|EOF|error parsing HTTP|unexpected EOF)/

/** What the machine has to do with a build that failed. */
export type Circumstances = Readonly<{
  /** A folder where buildx keeps a login for this host, which goes before the one of the configuration. */
  scopedLogin: string | undefined
  isPublic: boolean
  sources: Sources | undefined
  /** The Dockerfile that the log names, relative to the workspace. */
  fileOf: (name: string) => string | undefined
}>

const nothingKnown: Circumstances = {
  scopedLogin: undefined,
  isPublic: false,
  sources: undefined,
  fileOf: () => undefined,
}

/** Digests the log of a build that failed: its error, the line of the Dockerfile and what the command said last. */
export function buildFailure(
  lines: readonly string[],
  push: string | undefined,
  circumstances: Circumstances = nothingKnown,
): ActionError {
  const step = failedStep(lines)
  const kind = failureKind(lines, push)
  if (step !== undefined && kind === 'push' && push !== undefined)
    return pushFailed(push, step.error.slice(0, longestError), circumstances)
  if (step !== undefined && kind === 'cache') return cacheFailed(step.error.slice(0, longestError))
  return notBuilt(step, step?.error || meaningful(lines).join(' | ') || 'docker said nothing', circumstances)
}

function notBuilt(
  step: FailedStep | undefined,
  error: string,
  { fileOf, sources }: Circumstances,
): ActionError {
  const { at, lastWords = [] } = step ?? {}
  const file = at && fileOf(at.name)
  const where = at === undefined ? '' : `${file ?? at.name}:${at.line} (${at.source}): `
  const said = lastWords.length === 0 ? '' : `. Its last lines: ${lastWords.join(' | ')}`
  const text = `${where}${error.slice(0, longestError)}${said}`
  return new ActionError({
    code: 'BUILD_FAILED',
    sentence: `The image could not be built: ${text}`,
    hint: buildHint(text, sources),
    location: at === undefined || file === undefined ? undefined : { file, line: at.line },
  })
}

/** What of a build that failed: a push and a cache come after the image is built. */
export function failureKind(lines: readonly string[], push: string | undefined): 'build' | 'push' | 'cache' {
  const step = failedStep(lines)
  if (step?.title?.startsWith('exporting cache')) return 'cache'
  const last = lines.findLast((line) => /^(ERROR|error)\b|failed to solve/.test(line))
  return push !== undefined && last !== undefined && isPush(last, push) ? 'push' : 'build'
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

function pushFailed(push: string, text: string, access: Circumstances): ActionError {
  const said = text.replace(`failed to push ${push}: `, '')
  if (isUnreachable(said)) return registryUnreachable(push, said)
  return new ActionError({
    code: 'PUSH_FAILED',
    sentence: `The image was built, but the push to ${push} failed: ${said}`,
    hint: pushHint(said, access),
  })
}

/** The words of registry, proxy or network for what is gone at the next try: a push loses nothing by one. */
export function isPassing(said: string): boolean {
  const isBusy =
    /\b50[0234] (Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)|\b429 Too Many Requests|toomanyrequests|Rate exceeded/i
  const isCut =
    /connection reset|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|Client\.Timeout|context deadline exceeded|use of closed network connection|server sent GOAWAY|stream error|server misbehaving/
  // ECR's own words for a failure of its own, which BuildKit tells without the status.
  const isFailing = /\bunknown: .*(has failed|internal|unavailable|try again)/i
  return [isBusy, isCut, isFailing].some((words) => words.test(said)) || isExpiredLogin(said)
}

/** A registry's password lives twelve hours, and some builds take longer. */
export function isExpiredLogin(said: string): boolean {
  return /authori[sz]ation token has expired|token (has |is )?expired|login expired/i.test(said)
}

/**
 * A refusal of a HEAD request, which has no words: BuildKit begins a push with one, so an expired login looks like this
 * as often as a missing permission does. A new login tells the two apart.
 */
export function isWordlessRefusal(said: string): boolean {
  return (
    /unexpected status from HEAD request to \S+: 40[13] \w+$/.test(said.trim()) ||
    /error parsing HTTP 40[13] response body: unexpected end of JSON/.test(said)
  )
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

function pushHint(said: string, { scopedLogin, isPublic }: Circumstances): string {
  if (isExpiredLogin(said)) return 'The registry login expired while the image was built; run the job again.'
  if (scopedLogin !== undefined && isRefusal(said))
    return `buildx has a login of its own for this registry in ${scopedLogin}, which goes before the one of this step: remove it there (docker/login-action with scope wrote it).`
  // Not the bare number: it stands in ports, digests and account ids too.
  if (/(^|[:] )denied:|\b403 Forbidden\b|HTTP 403 response/.test(said)) {
    return `The role needs ${isPublic ? 'ecr-public' : 'ecr'}:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload${isPublic ? ' and PutImage' : ', PutImage and BatchGetImage'} on the repository; a full quota of images is refused the same way.`
  }
  if (/name unknown|repository .*does not exist/i.test(said))
    return 'The repository was not there and the push did not make it: where a creation template should, the role needs ecr:CreateRepository; else something deleted it meanwhile.'
  return 'The registry or the network between failed; no release tag was put, so run the job again.'
}

function cacheFailed(said: string): ActionError {
  return new ActionError({
    code: 'CACHE_EXPORT_FAILED',
    sentence: `The image was built, but its cache could not be exported: ${said}`,
    hint: 'Look at the entry of cache-to and at the rights to write there; with ignore-error=true in it a build goes on without its cache.',
  })
}
