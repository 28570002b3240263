import { HttpClient } from '@actions/http-client'

const limitMs = 10_000
const longest = 4_000_000

/** Gets a small text from a signed address; the toolkit's client honours the job's proxy. */
export async function download(url: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  const client = new HttpClient('slipway', [], { socketTimeout: limitMs, maxRetries: 2, allowRetries: true })
  try {
    const response = await client.get(url)
    const status = response.message.statusCode ?? 0
    if (status !== 200) throw new Error(`the download was answered with HTTP status ${status}`)
    const text = await response.readBody()
    if (text.length > longest) throw new Error(`the download is longer than ${longest} bytes`)
    return text
  } finally {
    client.dispose()
  }
}
