import { quoted } from '../quoted.ts'

/** A repository as the user names it; host, account and region are known where a full URI was given. */
export type RepositoryReference = Readonly<{
  name: string
  host: string | undefined
  account: string | undefined
  region: string | undefined
}>

export type ParsedRepository =
  | Readonly<{ kind: 'valid'; repository: RepositoryReference }>
  | Readonly<{ kind: 'invalid'; reason: string }>

/** sha256:… of a manifest. */
export type Digest = string

/** A manifest exactly as the registry holds it: a byte more or less is another digest. */
export type StoredManifest = Readonly<{ digest: Digest; mediaType: string; text: string }>

const namePattern = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/
const privateHost = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.]+$/
const loopbackHost = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)(?::\d{1,5})?$/

/** Reads a repository's name, or the full URI of a private ECR repository (or of one on a loopback address). */
export function parseRepository(text: string): ParsedRepository {
  if (text.includes('://')) return invalid('has a scheme; leave it out')
  if (text.includes('@')) return invalid('holds a digest; give the repository alone')
  const { host, name } = split(text)
  if (name.includes(':')) return invalid('holds a tag; tags belong into the input tags')
  if (name.length < 2 || name.length > 256 || !namePattern.test(name)) {
    return invalid('is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)')
  }
  if (host === undefined) return valid({ name, host, account: undefined, region: undefined })
  const [, account, region] = privateHost.exec(host) ?? []
  if (account === undefined && !loopbackHost.test(host)) {
    return invalid(`is on ${quoted(host)}, which is no host of a private ECR registry`)
  }
  return valid({ name, host, account, region })
}

/** As in Docker's references: the first part is a host when it could be nothing else. */
function split(text: string): Readonly<{ host: string | undefined; name: string }> {
  const slash = text.indexOf('/')
  const first = text.slice(0, Math.max(slash, 0))
  const isHost = slash > 0 && (/[.:]/.test(first) || first === 'localhost')
  return isHost ? { host: first, name: text.slice(slash + 1) } : { host: undefined, name: text }
}

function valid(repository: RepositoryReference): ParsedRepository {
  return { kind: 'valid', repository }
}

function invalid(reason: string): ParsedRepository {
  return { kind: 'invalid', reason }
}
