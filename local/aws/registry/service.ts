import { repositoryForPush } from '../ecr/create-on-push.ts'
import { authorizeOn } from '../ecr/operation.ts'
import { getRepository, type Repository } from '../ecr/store.ts'
import { AwsError } from '../protocol/error.ts'
import { type Answer, header, type Request } from '../protocol/http.ts'
import type { Service } from '../service.ts'
import { placeOfHost, type World } from '../world.ts'
import { authenticate } from './auth.ts'
import { getBlob } from './blobs.ts'
import { registryError } from './errors.ts'
import { getManifest, listTags, putManifest } from './manifests.ts'
import { type Route, routeOf } from './route.ts'
import { appendUpload, cancelUpload, finishUpload, startUpload, uploadProgress } from './uploads.ts'

type Handler = Readonly<{
  actions: readonly string[] // the IAM actions it takes, as ECR maps pushes and pulls to them
  run: (world: World, repository: Repository, route: Route, request: Request) => Answer
}>

const pull: Handler = {
  actions: ['BatchGetImage'],
  run: (world, repository, { reference }, request) => getManifest(world, repository, reference, request),
}

const handlers: Readonly<Record<string, Handler>> = {
  'HEAD blob': {
    actions: ['BatchCheckLayerAvailability'],
    run: (_world, repository, { reference }) => getBlob(repository, reference),
  },
  'GET blob': {
    actions: ['GetDownloadUrlForLayer'],
    run: (_world, repository, { reference }) => getBlob(repository, reference),
  },
  'POST uploads': {
    actions: ['InitiateLayerUpload'],
    run: (_world, repository, _route, request) => startUpload(repository, request),
  },
  'PATCH upload': {
    actions: ['UploadLayerPart'],
    run: (_world, repository, { reference }, request) => appendUpload(repository, reference, request),
  },
  'PUT upload': {
    actions: ['CompleteLayerUpload'],
    run: (_world, repository, { reference }, request) => finishUpload(repository, reference, request),
  },
  'GET upload': {
    actions: ['UploadLayerPart'],
    run: (_world, repository, { reference }) => uploadProgress(repository, reference),
  },
  'DELETE upload': {
    actions: ['UploadLayerPart'],
    run: (_world, repository, { reference }) => cancelUpload(repository, reference),
  },
  'HEAD manifest': pull,
  'GET manifest': pull,
  'PUT manifest': {
    actions: ['PutImage'],
    run: (world, repository, { reference }, request) => putManifest(world, repository, reference, request),
  },
  'GET tags': { actions: ['ListImages'], run: (_world, repository) => listTags(repository) },
}

const STARTS = ['POST uploads', 'PUT manifest'] // of a push, which may make the repository

export function registryService(world: World): Service {
  return {
    name: 'registry',
    accepts: (request) => request.path === '/v2' || request.path.startsWith('/v2/'),
    describe: (request) => {
      const route = routeOf(request)
      const { repository, reference } = route
      const parameters = { repository, ...(reference === '' ? {} : { reference }) }
      return { operation: operationOf(request, route), ...(repository === '' ? {} : { parameters }) }
    },
    answer: async (request, seen) => {
      const registry = placeOfHost(world, header(request, 'host'))
      const principal = authenticate(registry, request)
      seen(principal.arn)
      const route = routeOf(request)
      if (route.kind === 'base') return withVersion({ status: 200, body: '{}' })
      const handler = handlers[operationOf(request, route)]
      if (!handler) throw new AwsError('UNSUPPORTED', 'The operation is unsupported.', 405)
      const { repository: name } = route
      for (const action of actionsOf(handler, request))
        authorizeOn(registry, name, principal, `ecr:${action}`)
      const repositoryOf = STARTS.includes(operationOf(request, route)) ? repositoryForPush : getRepository
      const repository = repositoryOf(registry, name, principal)
      return withVersion(handler.run(registry, repository, route, request))
    },
    refuse: (error, request) => registryError(error, placeOfHost(world, header(request, 'host')).origin.url),
  }
}

// A blob that comes whole with the POST takes all three steps of an upload at once, and one in the PUT the last two.
function actionsOf({ actions }: Handler, request: Request): readonly string[] {
  const isLast = new URLSearchParams(request.query).has('digest')
  if (isLast && request.method === 'POST') return [...actions, 'UploadLayerPart', 'CompleteLayerUpload']
  return isLast && request.method === 'PUT' && request.body.length > 0
    ? ['UploadLayerPart', ...actions]
    : actions
}

function operationOf(request: Request, route: Route): string {
  return `${request.method} ${route.kind}`
}

function withVersion(answer: Answer): Answer {
  return { ...answer, headers: { 'docker-distribution-api-version': 'registry/2.0', ...answer.headers } }
}
