import { readFileSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { root } from './slipway.ts'

// What stands between a runner of a company and AWS: a proxy that is asked to CONNECT, and TLS on the far side of it.

const tls = join(root, '__tests__/fixtures/tls')
/** For NODE_EXTRA_CA_CERTS: the certificate vouches for itself. */
export const certificate = join(tls, 'certificate.pem')

export type Terminator = Readonly<{
  url: string
  /** The client's port of every connection that came in. */
  connections: readonly number[]
  close: () => Promise<void>
}>

/** Serves a plain address over TLS. */
export async function startTerminator(target: string): Promise<Terminator> {
  const connections: number[] = []
  const files = { key: readFileSync(join(tls, 'key.pem')), cert: readFileSync(certificate) }
  const server = createTlsServer(files, (socket) => {
    connections.push(socket.remotePort ?? 0)
    couple(socket, connect(Number(new URL(target).port), '127.0.0.1'))
  })
  const port = await listen(server)
  return { url: `https://127.0.0.1:${port}`, connections, close: () => shut(server) }
}

export type Tunnel = Readonly<{
  target: string
  authorization: string | undefined
  /** The proxy's own port of the connection to the target; 0 where there was none. */
  port: number
}>

export type ConnectProxy = Readonly<{ host: string; tunnels: readonly Tunnel[]; close: () => Promise<void> }>

/** @param refusal what a tunnel is refused with: a status such as 407, or no answer at all */
export async function startProxy(refusal?: number | 'silence'): Promise<ConnectProxy> {
  const tunnels: Tunnel[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '', headers }, client: Duplex) => {
    const seen = { target: url, authorization: headers['proxy-authorization'] }
    if (refusal !== undefined) {
      tunnels.push({ ...seen, port: 0 })
      if (refusal !== 'silence') client.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const [host = '', port] = url.split(':')
    const far = connect(Number(port), host, () => {
      tunnels.push({ ...seen, port: far.localPort ?? 0 })
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      couple(client, far)
    })
    far.once('error', () => client.destroy())
  })
  const port = await listen(server)
  return { host: `127.0.0.1:${port}`, tunnels, close: () => shut(server) }
}

function couple(one: Duplex, other: Socket): void {
  one.pipe(other).pipe(one)
  for (const side of [one, other]) {
    side.on('error', () => undefined)
    side.once('close', () => [one, other].map((each) => each.destroy()))
  }
}

async function listen(server: Server | HttpServer): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  open.set(server, sockets)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const open = new WeakMap<Server | HttpServer, Set<Socket>>()

async function shut(server: Server | HttpServer): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  for (const socket of open.get(server) ?? []) socket.destroy()
  await closed
}
