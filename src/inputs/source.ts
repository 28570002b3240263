import { parseTagRules, type TagRule } from '../image/tag-rules.ts'
import { quoted } from '../quoted.ts'
import { type Digest, parseRepository, type RepositoryReference } from '../registry/reference.ts'
import type { Reader } from './reader.ts'

/** Where the image comes from. */
export type Source =
  /** `reuse`: an image of the same commit and the same inputs makes the build needless. */
  | Readonly<{ kind: 'build'; reuse: boolean }>
  | Readonly<{ kind: 'stored'; image: StoredReference }>
  /** In the local engine's image store. */
  | Readonly<{ kind: 'local'; reference: string }>

/** An image that ECR has. A tag may hold expressions, so it is a list of one rule. */
export type StoredReference = Readonly<{ host: string | undefined }> &
  (
    | Readonly<{ kind: 'digest'; digest: Digest }>
    | Readonly<{ kind: 'tag'; text: string; rules: readonly TagRule[] }>
    /** What the service runs, to be found out. */
    | Readonly<{ kind: 'deployed' }>
  )

/** Inputs that say how to build, and have nothing to act on where nothing is built. */
const buildInputs = [
  ...['context', 'file', 'target', 'platforms', 'build-args', 'build-contexts', 'secrets', 'secret-envs'],
  ...['secret-files', 'ssh', 'cache-from', 'cache-to', 'no-cache', 'no-cache-filters', 'pull', 'network'],
  ...['add-hosts', 'shm-size', 'ulimit', 'allow', 'builder', 'provenance', 'sbom', 'annotations', 'labels'],
  'reuse',
]

/** @param repository what the input repository names: an image of another one cannot be tagged there */
export function readSource(reader: Reader, repository: RepositoryReference): Source {
  const image = reader.text('image')
  const local = reader.text('local-image')
  const reuse = reader.choice('reuse', ['auto', 'never'], 'auto') === 'auto'
  if (image === undefined && local === undefined) return { kind: 'build', reuse }
  const name = image === undefined ? 'local-image' : 'image'
  if (image !== undefined && local !== undefined)
    reader.problem('image', 'contradicts local-image; give one of them')
  const idle = buildInputs.filter((one) => reader.given(one))
  if (idle.length > 0)
    reader.notice(
      `${idle.join(', ')} ${idle.length === 1 ? 'has' : 'have'} nothing to act on: with ${name} nothing is built.`,
    )
  if (image !== undefined) return readStored(reader, image, repository)
  return readLocal(reader, local ?? '')
}

function readLocal(reader: Reader, reference: string): Source {
  if (!/^[\w][\w.:/@-]{0,500}$/.test(reference))
    reader.problem('local-image', `${quoted(reference)} is no reference or id of an image`)
  return { kind: 'local', reference }
}

function readStored(reader: Reader, given: string, repository: RepositoryReference): Source {
  if (repository.kind === 'public')
    reader.problem('image', 'is offered for private repositories only: ECR Public hands out no manifests')
  if (given === 'deployed') {
    if (!reader.given('service'))
      reader.problem('image', '`deployed` is what a service runs, and the input service is not given')
    return { kind: 'stored', image: { kind: 'deployed', host: undefined } }
  }
  const { name, digest, tag = '' } = split(given)
  const host = name === '' ? undefined : readHost(reader, name, repository)
  if (digest !== undefined) {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest))
      reader.problem('image', `${quoted(digest)} is no digest (sha256: and 64 hexadecimal digits)`)
    return { kind: 'stored', image: { kind: 'digest', digest, host } }
  }
  const { rules, problems } = parseTagRules(`type=raw,"value=${tag.replaceAll('"', '""')}"`)
  const wrong = tagProblem(tag) ?? problems[0]
  if (wrong !== undefined) reader.problem('image', `${quoted(given)} ${wrong}`)
  return { kind: 'stored', image: { kind: 'tag', text: `:${tag}`, rules, host } }
}

/** Made valid, a tag that is none could be another image's; only what expressions give is treated like tags that are put. */
function tagProblem(tag: string): string | undefined {
  if (tag === '') return 'names neither a digest (repository@sha256:…) nor a tag (:tag)'
  const plain = tag.replace(/\{\{.*?\}\}\}?/gs, 'x')
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(plain)) return undefined
  return 'has no valid tag: up to 128 letters, digits and _.-, and no . or - in front'
}

/** `repository@digest`, `@digest`, `:tag`, `repository:tag`; expressions in the tag may hold anything. */
function split(given: string): Readonly<{ name: string; digest?: string; tag?: string }> {
  const [, before = '', digest] = /^([^{@]*)@(.*)$/s.exec(given) ?? []
  // The digest says it all; a tag in front of it is what people add for the reader.
  if (digest !== undefined) return { name: before.replace(/:[\w.-]*$/, ''), digest }
  const [, name = '', tag] = /^((?:[^/{]*\/)*[^/:{]*):(.*)$/s.exec(given) ?? []
  return tag === undefined ? { name: given } : { name, tag }
}

/** @returns the host where the image is named by its full URI */
function readHost(reader: Reader, name: string, wanted: RepositoryReference): string | undefined {
  const parsed = parseRepository(name)
  if (parsed.kind === 'invalid') reader.problem('image', `${quoted(name)} ${parsed.reason}`)
  else if (parsed.repository.name !== wanted.name)
    reader.problem(
      'image',
      `${quoted(name)} is not the repository ${quoted(wanted.name)}: an image is tagged in its own repository`,
    )
  return parsed.kind === 'valid' ? parsed.repository.host : undefined
}
