/** The same page with the same token for ever; or, after the real ones, empty pages with new tokens for ever. */
export type OddPaging = 'repeats-token' | 'endless'

export type Page<T> = Readonly<{ items: readonly T[]; nextToken?: string }>

/** One page of a list. The token is opaque to the caller and belongs to this list's length only by its offset. */
export function pageAt<T>(all: readonly T[], start: number, size: number, odd?: OddPaging): Page<T> {
  if (odd === 'repeats-token') return { items: all.slice(0, size), nextToken: tokenOf(0) }
  const end = start + size
  const items = all.slice(start, end)
  return end < all.length || odd === 'endless' ? { items, nextToken: tokenOf(end) } : { items }
}

/** Where a page begins; undefined for what no page ever gave. */
export function offsetOf(token: string | undefined): number | undefined {
  if (token === undefined) return 0
  const match = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  return match ? Number(match[1]) : undefined
}

function tokenOf(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url')
}
