import type { BuildPlan } from './arguments.ts'
import { joinFields, splitFields, splitPair } from './fields.ts'

export const cacheTypes = ['registry', 'gha', 's3', 'local', 'inline', 'azblob'] as const
export type CacheType = (typeof cacheTypes)[number]

/** One entry of cache-from or cache-to. */
export type Cache = Readonly<{ type: CacheType; attributes: Attributes }>
type Attributes = Readonly<Record<string, string>>

/** A reference alone is a cache in a registry. The reason for a refusal shows no value, since some are keys. */
export function parseCache(entry: string): Cache | Readonly<{ reason: string }> {
  const fields = splitFields(entry)
  const [first = ''] = fields
  if (fields.length === 1 && !first.includes('=')) return { type: 'registry', attributes: { ref: first } }
  const pairs = fields.map(splitPair)
  if (pairs.includes(undefined)) return { reason: 'has a part that is not of the form key=value' }
  const { type, ...attributes } = Object.fromEntries(
    pairs.flatMap((pair) => (pair === undefined ? [] : [[pair[0].trim().toLowerCase(), pair[1].trim()]])),
  )
  const known = cacheTypes.find((one) => one === type)
  if (known === undefined) return { reason: `has a type that is not one of ${cacheTypes.join(', ')}` }
  return { type: known, attributes }
}

export function cacheFlag({ type, attributes }: Cache): string {
  return joinFields([`type=${type}`, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)])
}

/**
 * ECR takes a cache only as an image manifest of OCI types, and answers 400 to anything else; older versions of BuildKit
 * make an index unless they are told.
 */
export function exportFlag(cache: Cache): string {
  const { attributes } = cache
  if (cache.type !== 'registry' || attributes['oci-mediatypes'] === 'false') return cacheFlag(cache)
  const forEcr = { 'image-manifest': 'true', 'oci-mediatypes': 'true' }
  return cacheFlag({ ...cache, attributes: { ...attributes, ...withoutThose(forEcr, attributes) } })
}

type Caches = Pick<BuildPlan, 'cacheFrom' | 'cacheTo'>

export function cachesOf({ cacheFrom, cacheTo }: Caches): readonly Cache[] {
  return parseAll([...cacheFrom, ...cacheTo])
}

/** Whether there is an s3 cache for which nobody gave keys: it is used with the credentials of the run. */
export function wantsAwsKeys(plan: Caches & Pick<BuildPlan, 'secretEnvironment'>): boolean {
  return cachesOf(plan).some(({ type }) => type === 's3') && !('AWS_ACCESS_KEY_ID' in plan.secretEnvironment)
}

export type CachedAt = Readonly<{ host: string; repository: string; tag: string }>

/** The tags that these entries of cache-from or cache-to name in registries. */
export function registryCaches(entries: readonly string[]): readonly CachedAt[] {
  const references = parseAll(entries).flatMap(({ type, attributes }) =>
    type === 'registry' && attributes.ref !== undefined ? [attributes.ref] : [],
  )
  return references.filter((reference) => !reference.includes('@')).map(placeOf)
}

/** Docker's rule: the first part is a host where it looks like one, and `latest` is the tag that nobody says. */
function placeOf(reference: string): CachedAt {
  const [, first = '', rest = ''] = /^([^/]+)\/(.+)$/.exec(reference) ?? []
  const isHost = /[.:]|^localhost$/.test(first)
  const [, repository = '', tag = 'latest'] = /^(.+?)(?::([^:/]+))?$/.exec(isHost ? rest : reference) ?? []
  return { host: isHost ? first : 'docker.io', repository, tag }
}

function parseAll(entries: readonly string[]): readonly Cache[] {
  return entries.map(parseCache).flatMap((cache) => ('type' in cache ? [cache] : []))
}

function withoutThose(all: Attributes, given: Attributes): Attributes {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !(key in given)))
}
