import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from '@jest/globals'

export type Asked = Readonly<{ path: string; headers: Readonly<Record<string, unknown>> }>

export type Reply =
  | Readonly<{ status?: number; type?: string; location?: string; body?: unknown }>
  | 'reset'
  | 'silence'

export type ScriptedGitHub = Readonly<{ url: string; asked: readonly Asked[] }>

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A REST API that answers each call as the test says. */
export async function scriptedGitHub(
  reply: (asked: Asked, all: readonly Asked[]) => Reply,
): Promise<ScriptedGitHub> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const one = { path: `${request.method} ${request.url}`, headers: request.headers }
    asked.push(one)
    const given = reply(one, asked)
    if (given === 'silence') return
    if (given === 'reset') {
      request.socket.destroy()
      return
    }
    const { status = 200, type = 'application/json; charset=utf-8', location, body = {} } = given
    response.writeHead(status, { 'content-type': type, ...(location && { location }) })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
