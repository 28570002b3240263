import type { IncomingMessage } from 'node:http'

export type Request = Readonly<{
  method: string
  path: string // as it was sent, still encoded
  query: string
  headers: ReadonlyMap<string, string>
  body: Buffer
}>

export type Answer = Readonly<{
  status: number
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer
}>

/** All of a request but its body. */
export function headOf(message: IncomingMessage): Request {
  const [path = '/', query = ''] = splitOnce(message.url ?? '/', '?')
  return {
    method: message.method ?? 'GET',
    path,
    query,
    headers: headerMap(message.rawHeaders),
    body: Buffer.alloc(0),
  }
}

/**
 * Reads a body.
 * @param cuts told after each piece how many bytes had come before it and have come now; what it answers with true stays
 * unread, and there is no body
 */
export async function bodyOf(
  message: IncomingMessage,
  cuts: (before: number, now: number) => boolean,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let now = 0
  // Left to itself the loop would end the connection politely.
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    const before = now
    now += (chunk as Buffer).length
    if (cuts(before, now)) return undefined
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

export function header(request: Request, name: string): string | undefined {
  return request.headers.get(name)
}

// Node drops or joins repeated headers by its own rules; a signature covers all of them, joined by commas.
function headerMap(raw: readonly string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase()
    const value = (raw[i + 1] ?? '').trim().replace(/ +/g, ' ')
    const before = map.get(name)
    map.set(name, before === undefined ? value : `${before},${value}`)
  }
  return map
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}
