import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type Fault, type FaultPlan, nextFault } from './faults.ts'
import { AwsError, refuse } from './protocol/error.ts'
import { type Answer, type Request, received } from './protocol/http.ts'
import { type RecordedRequest, record } from './requests.ts'
import type { Service } from './service.ts'

export type Parts = Readonly<{
  services: readonly Service[]
  faults: FaultPlan
  requests: RecordedRequest[]
}>

const SLOW_MS = 5000

export function createAwsServer(parts: Parts): Server {
  // Longer than any client's pause between two polls: a connection closed under a request looks like a fault.
  return createServer({ keepAliveTimeout: 120_000 }, (message, response) => {
    // A client that goes away in the middle of its request is no event here.
    received(message)
      .then((request) => dispatch(parts, request))
      .then((answer) => (answer ? send(response, answer) : reset(response)))
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

export async function shut(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

// No answer means that the connection is cut.
async function dispatch(parts: Parts, request: Request): Promise<Answer | undefined> {
  const service = parts.services.find((candidate) => candidate.accepts(request))
  if (!service) return unknown(parts, request)
  const call = service.describe(request)
  const open = record(parts.requests, { service: service.name, ...call })
  const fault = nextFault(parts.faults, `${service.name}:${call.operation}`)
  if (fault?.kind === 'reset') return undefined
  if (fault?.kind === 'slow') await delay(fault.ms ?? SLOW_MS, undefined, { ref: false })
  const answer = (fault && faulty(service, fault)) ?? (await answered(service, request, open))
  open.status = answer.status
  return answer
}

async function answered(service: Service, request: Request, open: { principal?: string }): Promise<Answer> {
  try {
    return await service.answer(request, (principal) => {
      open.principal = principal
    })
  } catch (error) {
    if (error instanceof AwsError) return service.refuse(error)
    process.emitWarning(error instanceof Error ? error : String(error))
    return service.refuse(refuse('failed', 'The request processing has failed because of an unknown error.'))
  }
}

function faulty(service: Service, fault: Fault): Answer | undefined {
  switch (fault.kind) {
    case 'throttle':
      return service.refuse(refuse('throttled', 'Rate exceeded'))
    case 'server-error':
      return service.refuse(
        refuse('failed', 'The request processing has failed because of an unknown error.'),
      )
    case 'expired-token':
      return service.refuse(refuse('expired-token', 'The security token included in the request is expired'))
    case 'access-denied':
      return service.refuse(refuse('access-denied', 'Access denied on demand by the fault plan'))
    case 'html':
      return {
        status: 503,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>503 Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>',
      }
    case 'empty':
      return { status: 200 }
    case 'reset':
    case 'slow':
      return undefined
  }
}

function unknown(parts: Parts, request: Request): Answer {
  const open = record(parts.requests, { service: 'unknown', operation: `${request.method} ${request.path}` })
  open.status = 404
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is no such service here.\n' }
}

function send(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body ?? '')
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length })
  response.end(body)
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy()
}
