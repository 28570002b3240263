import { repositoryForPush } from '../ecr/create-on-push.ts'
import { authorizeOn } from '../ecr/operation.ts'
import { getRepository } from '../ecr/store.ts'
import type { Principal } from '../iam/authorize.ts'
import { type Answer, header, type Request } from '../protocol/http.ts'
import type { Service } from '../service.ts'
import { placeOfHost, type World } from '../world.ts'
import { authenticate } from './auth.ts'
import { registryError } from './errors.ts'
import {
  type Actions,
  actionsOf,
  describeRequest,
  type Operation,
  operationOf,
  perform,
  withVersion,
} from './operations.ts'
import { routeOf } from './route.ts'

// As ECR maps pushes and pulls to actions.
const actions: Actions = {
  'HEAD blob': ['BatchCheckLayerAvailability'],
  'GET blob': ['GetDownloadUrlForLayer'],
  'POST uploads': ['InitiateLayerUpload'],
  'PATCH upload': ['UploadLayerPart'],
  'PUT upload': ['CompleteLayerUpload'],
  'GET upload': ['UploadLayerPart'],
  'DELETE upload': ['UploadLayerPart'],
  'HEAD manifest': ['BatchGetImage'],
  'GET manifest': ['BatchGetImage'],
  'PUT manifest': ['PutImage'],
  'GET tags': ['ListImages'],
}

const STARTS: readonly Operation[] = ['POST uploads', 'PUT manifest'] // of a push, which may make the repository

export function registryService(world: World): Service {
  return {
    name: 'registry',
    accepts: (request) => request.path === '/v2' || request.path.startsWith('/v2/'),
    describe: (request) => describeRequest(request),
    answer: async (request, seen) => {
      const registry = placeOfHost(world, header(request, 'host'))
      const principal = authenticate(registry, request)
      seen(principal.arn)
      return withVersion(answer(registry, principal, request))
    },
    refuse: (error, request) => registryError(error, placeOfHost(world, header(request, 'host')).origin.url),
  }
}

function answer(registry: World, principal: Principal, request: Request): Answer {
  const { kind, repository: name } = routeOf(request)
  if (kind === 'base') return { status: 200, body: '{}' }
  for (const action of actionsOf(actions, request)) authorizeOn(registry, name, principal, `ecr:${action}`)
  const repositoryOf = STARTS.includes(operationOf(request)) ? repositoryForPush : getRepository
  return perform(registry, repositoryOf(registry, name, principal), request)
}
