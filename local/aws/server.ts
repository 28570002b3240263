import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createGate } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { cutsBody, type FaultPlan, faultAnswer, nextFault } from './faults.ts'
import { AwsError, refuse } from './protocol/error.ts'
import { type Answer, bodyOf, headOf, type Request } from './protocol/http.ts'
import { type Open, type RecordedRequest, record } from './requests.ts'
import type { Service } from './service.ts'

export type Parts = Readonly<{
  services: readonly Service[]
  faults: FaultPlan
  requests: RecordedRequest[]
  account: string // that faults speak of
}>

/** What the client gets to see of an answer: all of it, half of it, a cut connection, or nothing for ever. */
type Reply =
  | Readonly<{ show: 'whole' | 'half'; answer: Answer }>
  | Readonly<{ show: 'cut' }>
  | Readonly<{ show: 'nothing' }>

const SLOW_MS = 5000

export function createAwsServer(parts: Parts): Server {
  // Longer than any client's pause between two polls: a connection closed under a request looks like a fault.
  return createServer({ keepAliveTimeout: 120_000 }, (message, response) => {
    // A client that goes away in the middle of its request is no event here.
    dispatch(parts, message)
      .then((reply) => show(response, reply))
      .catch(() => reset(response))
  })
}

export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

/** Lets the server answer at a further address too, at the same port. */
export function listenAlso(server: Server, address: string): void {
  const gate = createGate({ noDelay: true }, (socket) => server.emit('connection', socket))
  gate.on('error', (error) => process.emitWarning(error))
  gate.listen((server.address() as AddressInfo).port, address)
  server.once('close', () => gate.close())
}

export async function shut(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function dispatch(parts: Parts, message: IncomingMessage): Promise<Reply> {
  const head = headOf(message)
  const name = nameOf(parts, head)
  const body = await bodyOf(
    message,
    (before, now) => name !== undefined && cutsBody(parts.faults, name, before, now),
  )
  const request = { ...head, body: body ?? head.body }
  const service = parts.services.find((candidate) => candidate.accepts(request))
  if (!service) return unknown(parts, request)
  const call = service.describe(request)
  const open = record(parts.requests, { service: service.name, ...call })
  return body ? reply(parts, service, request, open) : { show: 'cut' }
}

// What a call is by its head alone, which is enough for all that large bodies are sent to.
function nameOf({ services }: Parts, head: Request): string | undefined {
  const service = services.find((candidate) => candidate.accepts(head))
  return service && `${service.name}:${service.describe(head).operation}`
}

async function reply(parts: Parts, service: Service, request: Request, open: Open): Promise<Reply> {
  const fault = nextFault(parts.faults, `${service.name}:${open.operation}`)
  const kind = fault?.kind
  if (kind === 'stall') return { show: 'nothing' }
  if (kind === 'reset') return { show: 'cut' }
  if (kind === 'slow') await delay(fault?.ms ?? SLOW_MS, undefined, { ref: false })
  const answer =
    (fault && faultAnswer(service, request, fault, parts.account)) ?? (await answered(service, request, open))
  if (kind === 'after-reset') return { show: 'cut' }
  open.status = answer.status
  return { show: kind === 'half' ? 'half' : 'whole', answer }
}

async function answered(service: Service, request: Request, open: Open): Promise<Answer> {
  try {
    return await service.answer(request, (principal) => {
      open.principal = principal
    })
  } catch (error) {
    if (error instanceof AwsError) return service.refuse(error, request)
    process.emitWarning(error instanceof Error ? error : String(error))
    const failed = refuse('failed', 'The request processing has failed because of an unknown error.')
    return service.refuse(failed, request)
  }
}

function unknown(parts: Parts, request: Request): Reply {
  const open = record(parts.requests, { service: 'unknown', operation: `${request.method} ${request.path}` })
  open.status = 404
  const headers = { 'content-type': 'text/plain' }
  return { show: 'whole', answer: { status: 404, headers, body: 'There is no such service here.\n' } }
}

function show(response: ServerResponse, reply: Reply): void {
  if (reply.show === 'nothing') return
  if (reply.show === 'cut') reset(response)
  else send(response, reply.answer, reply.show)
}

function send(response: ServerResponse, answer: Answer, part: 'whole' | 'half'): void {
  const body = Buffer.from(answer.body ?? '')
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length })
  if (part === 'whole') response.end(body)
  else response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.socket?.end())
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy()
}
