import type { Request } from '../protocol/http.ts'

export type Route = Readonly<{
  kind: 'base' | 'blob' | 'uploads' | 'upload' | 'manifest' | 'tags' | 'unknown'
  repository: string
  reference: string // a digest, a tag or an upload's id
}>

const PATTERNS: readonly (readonly [Route['kind'], RegExp])[] = [
  ['uploads', /^\/v2\/(.+)\/blobs\/uploads\/?$/],
  ['upload', /^\/v2\/(.+)\/blobs\/uploads\/([^/]+)$/],
  ['blob', /^\/v2\/(.+)\/blobs\/([^/]+)$/],
  ['manifest', /^\/v2\/(.+)\/manifests\/([^/]+)$/],
  ['tags', /^\/v2\/(.+)\/tags\/list$/],
]

/** What a path of the registry names. Repository names hold slashes, so the end of the path decides. */
export function routeOf(request: Request): Route {
  if (/^\/v2\/?$/.test(request.path)) return { kind: 'base', repository: '', reference: '' }
  const path = decoded(request.path)
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(path)
    if (match) return { kind, repository: match[1] ?? '', reference: match[2] ?? '' }
  }
  return { kind: 'unknown', repository: '', reference: '' }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
