import { quoted } from '../quoted.ts'

/** A repository as the user names it. */
export type RepositoryReference = PrivateReference | PublicReference

/** Host, account and region are known where a full URI was given. */
export type PrivateReference = Readonly<{
  kind: 'private'
  name: string
  host: string | undefined
  account: string | undefined
  region: string | undefined
}>

/** In ECR Public: `public.ecr.aws/alias/name`. */
export type PublicReference = Readonly<{ kind: 'public'; name: string; host: string; alias: string }>

export type ParsedRepository =
  | Readonly<{ kind: 'valid'; repository: RepositoryReference }>
  | Readonly<{ kind: 'invalid'; reason: string }>

/** sha256:… of a manifest. */
export type Digest = string

/** A manifest exactly as the registry holds it: a byte more or less is another digest. */
export type StoredManifest = Readonly<{ digest: Digest; mediaType: string; text: string }>

const namePattern = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/
/** account.dkr.ecr.region.suffix, or account.dkr-ecr.region.suffix for the dual-stack hosts; both also with -fips. */
const plainHost =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/
const dualStackHost =
  /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.(on\.aws|on\.amazonwebservices\.(?:com\.cn|eu))$/
const publicHosts: ReadonlySet<string> = new Set(['public.ecr.aws', 'ecr-public.aws.com'])
const loopbackHost = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)(?::\d{1,5})?$/

/** Reads a repository's name, or the full URI of a private or public ECR repository (or of one on a loopback address). */
export function parseRepository(text: string): ParsedRepository {
  if (text.includes('://')) return invalid('has a scheme; leave it out')
  if (text.includes('@')) return invalid('holds a digest; give the repository alone')
  const { host, name } = split(text)
  if (name.includes(':')) return invalid('holds a tag; tags belong into the input tags')
  if (name.length < 2 || name.length > 256 || !namePattern.test(name)) {
    return invalid('is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)')
  }
  if (host !== undefined && publicHosts.has(host)) return publicRepository(host, name)
  if (host === undefined) return valid({ kind: 'private', name, host, account: undefined, region: undefined })
  const [, account, region] = partsOf(host)
  if (account === undefined && !loopbackHost.test(host)) {
    return invalid(
      `is on ${quoted(host)}, which is no host of ECR (account.dkr.ecr.region.amazonaws.com or public.ecr.aws)`,
    )
  }
  return valid({ kind: 'private', name, host, account, region })
}

/** The suffixes of one registry: a plain and a dual-stack one. */
const plainSuffixes: Readonly<Record<string, string>> = {
  'on.aws': 'amazonaws.com',
  'on.amazonwebservices.com.cn': 'amazonaws.com.cn',
  'on.amazonwebservices.eu': 'amazonaws.eu',
}

/**
 * The host to push to. The user may name a registry by its plain, FIPS or dual-stack host, whichever of them ECR names it
 * by. Whatever a loopback address serves is a stand-in, and known by that address alone.
 * @param wanted as the user gave it
 * @param told as ECR's API gave it
 * @returns undefined where they are not the same registry
 */
export function hostOf(wanted: string | undefined, told: string): string | undefined {
  if (wanted === undefined || wanted === told) return told
  if (loopbackHost.test(told)) return loopbackHost.test(wanted) ? undefined : told
  const registry = registryIn(wanted)
  return registry !== undefined && registry === registryIn(told) ? wanted : undefined
}

function registryIn(host: string): string | undefined {
  const [, account, region, suffix = ''] = partsOf(host)
  return account && [account, region, plainSuffixes[suffix] ?? suffix].join(' ')
}

function partsOf(host: string): readonly string[] {
  return plainHost.exec(host) ?? dualStackHost.exec(host) ?? []
}

function publicRepository(host: string, path: string): ParsedRepository {
  const slash = path.indexOf('/')
  if (slash < 0) return invalid('lacks the alias of the registry: public.ecr.aws/alias/name')
  return valid({ kind: 'public', host, alias: path.slice(0, slash), name: path.slice(slash + 1) })
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
