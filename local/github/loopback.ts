import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export type Answer = Readonly<{
  status: number
  type: string
  body: string
  headers?: Readonly<Record<string, string>>
}>

export type Loopback = Readonly<{ origin: string; close: () => Promise<void> }>

/** A server of GitHub's on 127.0.0.1, at any free port without one. */
export async function openServer(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
): Promise<Loopback> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(port, '127.0.0.1')
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    // Requests left without an answer would keep it open.
    server.closeAllConnections()
    await closed
  }
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

export function json(status: number, body: unknown, headers: Answer['headers'] = {}): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body), headers }
}

/** What somebody between the two says in GitHub's place. */
export const strangePage: Answer = {
  status: 200,
  type: 'text/html',
  body: '<html><body><h1>Whoa there!</h1></body></html>',
}

/** Sends an answer, `ms` late where it is slow. A reset cuts the connection; without an answer nothing ever comes. */
export async function deliver(
  response: ServerResponse,
  answer: Answer | undefined,
  failure: string | undefined,
  ms: number,
): Promise<void> {
  if (failure === 'slow') await delay(ms, undefined, { ref: false })
  if (failure === 'reset') response.socket?.resetAndDestroy()
  else if (answer !== undefined) send(response, answer)
}

export function send(response: ServerResponse, { status, type, body, headers }: Answer): void {
  response.writeHead(status, { ...headers, 'content-type': type }).end(body)
}

/** A path as part of an address: `/acme` for each of `acme`, `/acme` and `/acme/`, and nothing for nothing. */
export function asPath(text: string | undefined): string {
  return (text ?? '').replace(/^\/*(.+?)\/*$/, '/$1')
}
