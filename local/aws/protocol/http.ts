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

export async function received(message: IncomingMessage): Promise<Request> {
  const [path = '/', query = ''] = splitOnce(message.url ?? '/', '?')
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return {
    method: message.method ?? 'GET',
    path,
    query,
    headers: headerMap(message.rawHeaders),
    body: Buffer.concat(chunks),
  }
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
