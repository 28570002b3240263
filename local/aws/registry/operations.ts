import type { Repository } from '../ecr/store.ts'
import { AwsError } from '../protocol/error.ts'
import type { Answer, Request } from '../protocol/http.ts'
import type { Call } from '../service.ts'
import type { World } from '../world.ts'
import { getBlob } from './blobs.ts'
import { getManifest, listTags, putManifest } from './manifests.ts'
import { type Route, routeOf } from './route.ts'
import { appendUpload, cancelUpload, finishUpload, startUpload, uploadProgress } from './uploads.ts'

type Run = (world: World, repository: Repository, route: Route, request: Request) => Answer

const manifest: Run = (world, repository, { reference }, request) =>
  getManifest(world, repository, reference, request)
const blob: Run = (_world, repository, { reference }) => getBlob(repository, reference)

const operations = {
  'HEAD blob': blob,
  'GET blob': blob,
  'POST uploads': (_world, repository, _route, request) => startUpload(repository, request),
  'PATCH upload': (_world, repository, { reference }, request) =>
    appendUpload(repository, reference, request),
  'PUT upload': (_world, repository, { reference }, request) => finishUpload(repository, reference, request),
  'GET upload': (_world, repository, { reference }) => uploadProgress(repository, reference),
  'DELETE upload': (_world, repository, { reference }) => cancelUpload(repository, reference),
  'HEAD manifest': manifest,
  'GET manifest': manifest,
  'PUT manifest': (world, repository, { reference }, request) =>
    putManifest(world, repository, reference, request),
  'GET tags': (_world, repository) => listTags(repository),
} satisfies Readonly<Record<string, Run>>

export type Operation = keyof typeof operations

/** The IAM actions that each operation takes, without the service; none for what is open to everybody. */
export type Actions = Readonly<Record<Operation, readonly string[]>>

/** How a request of a registry stands in the records; `kind` where it is none of the distribution specification. */
export function describeRequest(request: Request, kind?: string): Call {
  const route = routeOf(request)
  const { repository, reference } = route
  const parameters = { repository, ...(reference === '' ? {} : { reference }) }
  const operation = `${request.method} ${kind ?? route.kind}`
  return { operation, ...(repository === '' ? {} : { parameters }) }
}

export function operationOf(request: Request): Operation {
  const name = `${request.method} ${routeOf(request).kind}`
  if (isOperation(name)) return name
  throw new AwsError('UNSUPPORTED', 'The operation is unsupported.', 405)
}

// A blob that comes whole with the POST takes all the steps of an upload at once, and one in the PUT the last two.
export function actionsOf(actions: Actions, request: Request): readonly string[] {
  const own = actions[operationOf(request)]
  const isLast = new URLSearchParams(request.query).has('digest')
  if (isLast && request.method === 'POST') return [...own, 'UploadLayerPart', 'CompleteLayerUpload']
  return isLast && request.method === 'PUT' && request.body.length > 0 ? ['UploadLayerPart', ...own] : own
}

export function perform(world: World, repository: Repository, request: Request): Answer {
  return operations[operationOf(request)](world, repository, routeOf(request), request)
}

export function withVersion(answer: Answer): Answer {
  return { ...answer, headers: { 'docker-distribution-api-version': 'registry/2.0', ...answer.headers } }
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name)
}
