import { type Cache, cacheFlag, exportFlag, parseCache } from '../image/cache.ts'
import { buildsNothing } from './idle.ts'
import type { Reader } from './reader.ts'

type Name = 'cache-from' | 'cache-to'

export type CacheInputs = Readonly<{
  cacheFrom: readonly string[]
  cacheTo: readonly string[]
  /** Keys that were given for s3, as the environment variables that buildx reads. */
  cacheKeys: Readonly<Record<string, string>>
}>

export function readCaches(reader: Reader): CacheInputs {
  const from = readEntries(reader, 'cache-from')
  const to = readEntries(reader, 'cache-to')
  for (const cache of from) checkImport(reader, cache)
  for (const cache of to) checkExport(reader, cache)
  return {
    cacheFrom: from.map(withoutKeys).map(cacheFlag),
    cacheTo: to.map(withoutKeys).map(exportFlag),
    cacheKeys: readKeys(reader, [...from, ...to]),
  }
}

function readEntries(reader: Reader, name: Name): readonly Cache[] {
  return reader.lines(name).flatMap((entry, index) => {
    const cache = parseCache(entry)
    if ('type' in cache) {
      checkAny(reader, name, cache)
      return [cache]
    }
    reader.problem(name, `entry ${index + 1} ${cache.reason}`)
    return []
  })
}

function checkAny(reader: Reader, name: Name, { type, attributes }: Cache): void {
  if (type === 'registry' && !attributes.ref)
    reader.problem(name, 'type=registry needs ref=, the reference of the cache')
  if (type === 'gha') checkGitHub(reader, name, attributes)
  if (type === 'azblob' && 'secret_access_key' in attributes)
    reader.problem(
      name,
      'secret_access_key would stand on a command line; give it to the builder as BUILDKIT_AZURE_STORAGE_SECRET_ACCESS_KEY',
    )
}

/** buildx leaves a GitHub cache out in silence where it does not know how to reach it. */
function checkGitHub(reader: Reader, name: Name, attributes: Cache['attributes']): void {
  for (const key of ['token', 'ghtoken'].filter((one) => one in attributes))
    reader.problem(name, `${key} would stand on a command line; without it the runner's own is used`)
  const url = reader.environment('ACTIONS_RESULTS_URL') ?? reader.environment('ACTIONS_CACHE_URL')
  if (buildsNothing(reader)) return
  const isReachable = url !== undefined || 'url' in attributes || 'url_v2' in attributes
  if (!isReachable || reader.environment('ACTIONS_RUNTIME_TOKEN') === undefined)
    reader.problem(
      name,
      'type=gha needs the cache of GitHub, but this runner names none (ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL or ACTIONS_CACHE_URL)',
    )
}

function checkImport(reader: Reader, { type, attributes }: Cache): void {
  if (type === 'inline')
    reader.problem('cache-from', 'type=inline is for cache-to; import such a cache with type=registry,ref=…')
  if (type === 'local' && !attributes.src) reader.problem('cache-from', 'type=local needs src=, a folder')
}

function checkExport(reader: Reader, { type, attributes }: Cache): void {
  if (type === 'local' && !attributes.dest) reader.problem('cache-to', 'type=local needs dest=, a folder')
  if (attributes.mode !== undefined && !['min', 'max'].includes(attributes.mode))
    reader.problem('cache-to', 'mode is not one of min, max')
}

const keyVariables: Readonly<Record<string, string>> = {
  access_key_id: 'AWS_ACCESS_KEY_ID',
  secret_access_key: 'AWS_SECRET_ACCESS_KEY',
  session_token: 'AWS_SESSION_TOKEN',
}

/** There is one environment for all of them, so keys of their own must be the same ones. */
function readKeys(reader: Reader, caches: readonly Cache[]): Readonly<Record<string, string>> {
  const all = caches.filter(({ type }) => type === 's3').map(keysOf)
  const [first = {}] = all
  if (all.some((keys) => JSON.stringify(keys) !== JSON.stringify(first)))
    reader.problem(
      'cache-to',
      'all s3 caches of a step use the same keys; give the same ones everywhere, or none',
    )
  if (Object.keys(first).length > 0 && !(first.AWS_ACCESS_KEY_ID && first.AWS_SECRET_ACCESS_KEY))
    reader.problem('cache-to', 'an s3 cache needs both access_key_id and secret_access_key, or neither')
  return first
}

function keysOf({ attributes }: Cache): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(keyVariables).flatMap(([key, variable]) => {
      const value = attributes[key]
      return value === undefined ? [] : [[variable, value]]
    }),
  )
}

function withoutKeys(cache: Cache): Cache {
  if (cache.type !== 's3') return cache
  const others = Object.entries(cache.attributes).filter(([key]) => !(key in keyVariables))
  return { ...cache, attributes: Object.fromEntries(others) }
}
