import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from '@jest/globals'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

export type Call = Readonly<{
  operation: string
  /** Of services that name the operation by it. */
  path: string
  input: Readonly<Record<string, unknown>>
  authorization: string
}>

export type Answer = Readonly<{ status?: number; type?: string; body?: unknown }> | 'reset' | 'silence'

export type ScriptedAws = Readonly<{ url: string; calls: readonly Call[] }>

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** An endpoint that answers each call as the test says, for answers that a well-behaved one never gives. */
export async function scriptedAws(
  answer: (call: Call, calls: readonly Call[]) => Answer,
): Promise<ScriptedAws> {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    const call = await read(request)
    calls.push(call)
    const given = answer(call, calls)
    if (given === 'silence') return
    if (given === 'reset') {
      request.socket.destroy()
      return
    }
    const { status = 200, type = 'application/x-amz-json-1.1', body = {} } = given
    response.writeHead(status, { 'content-type': type })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const before = process.env.AWS_ENDPOINT_URL
  process.env.AWS_ENDPOINT_URL = url
  closing.push(() => {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL
    else process.env.AWS_ENDPOINT_URL = before
    server.closeAllConnections()
    server.close()
  })
  return { url, calls }
}

/** A refusal as the JSON protocol writes it. */
export function refusing(name: string, message = 'refused', status = 400): Answer {
  return { status, body: { __type: name, message } }
}

async function read(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const target = String(request.headers['x-amz-target'] ?? new URLSearchParams(text).get('Action') ?? '')
  const isJson = text.startsWith('{')
  return {
    operation: target.replace(/^.*\./, ''),
    path: request.url ?? '',
    input: isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text)),
    authorization: request.headers.authorization ?? '',
  }
}
