import { HttpClient } from '@actions/http-client'
import { errorMessage } from './error-text.ts'
import { within } from './poll.ts'

const limitMs = 10_000
const longest = 4_000_000

/**
 * Gets a small text from a signed address; the toolkit's client honours the job's proxy.
 * @throws Error that does not show the address, whose signature is as good as a key for some minutes
 */
export async function download(url: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  const client = new HttpClient('slipway', [], { socketTimeout: limitMs, maxRetries: 2, allowRetries: true })
  try {
    return await within(get(client, url), limitMs, signal)
  } catch (error) {
    signal.throwIfAborted()
    const reason = errorMessage(error).replace(/\S*[?&]\S*/g, '(the signed address)')
    throw new Error(`the download failed: ${reason}`)
  } finally {
    client.dispose()
  }
}

async function get(client: HttpClient, url: string): Promise<string> {
  const response = await client.get(url)
  const status = response.message.statusCode ?? 0
  if (status !== 200) throw new Error(`it was answered with HTTP status ${status}`)
  const text = await response.readBody()
  if (text.length > longest) throw new Error(`it is longer than ${longest} bytes`)
  return text
}
