import { getRepository, type Repository } from '../ecr/store.ts'
import { authorize, type Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import { type Answer, header, type Request } from '../protocol/http.ts'
import { getBlob } from '../registry/blobs.ts'
import { registryError } from '../registry/errors.ts'
import { getManifest, listTags, putManifest } from '../registry/manifests.ts'
import { type Route, routeOf } from '../registry/route.ts'
import { appendUpload, cancelUpload, finishUpload, startUpload, uploadProgress } from '../registry/uploads.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { publicHost, publicUrl } from './host.ts'
import { type PublicRegistry, publicArn, publicWorld } from './store.ts'
import { bearer, issueToken } from './tokens.ts'

type Handler = Readonly<{
  actions: readonly string[] // of ecr-public; none for what is open to everybody
  run: (world: World, repository: Repository, route: Route, request: Request) => Answer
}>

const manifest: Handler = {
  actions: [],
  run: (world, repository, { reference }, request) => getManifest(world, repository, reference, request),
}

const blob: Handler = {
  actions: [],
  run: (_world, repository, { reference }) => getBlob(repository, reference),
}

const handlers: Readonly<Record<string, Handler>> = {
  'HEAD manifest': manifest,
  'GET manifest': manifest,
  'HEAD blob': blob,
  'GET blob': blob,
  'GET tags': { actions: [], run: (_world, repository) => listTags(repository) },
  'POST uploads': {
    actions: ['BatchCheckLayerAvailability', 'InitiateLayerUpload'],
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
  'PUT manifest': {
    actions: ['PutImage'],
    run: (world, repository, { reference }, request) => putManifest(world, repository, reference, request),
  },
}

/** The registry that everybody may pull from, without an account: what is at public.ecr.aws. */
export function publicRegistryService(world: World): Service {
  return {
    name: 'public-registry',
    accepts: (request) => header(request, 'host')?.split(':')[0] === publicHost,
    describe: (request) => {
      const { kind, repository, reference } = routeOf(request)
      const parameters = { repository, ...(reference === '' ? {} : { reference }) }
      const name = isToken(request) ? 'token' : kind
      return { operation: `${request.method} ${name}`, ...(repository === '' ? {} : { parameters }) }
    },
    answer: async (request, seen) => {
      if (isToken(request)) return token(world, request)
      const principal = bearer(world, request)
      if (principal) seen(principal.arn)
      return withVersion(answer(world, principal, request))
    },
    refuse: (error) => challenged(registryError(error, publicUrl(world)), publicUrl(world)),
  }
}

// A client without a login asks for a token all the same, and gets one that serves to pull.
function token(world: World, request: Request): Answer {
  if (request.method !== 'GET') throw new AwsError('UNSUPPORTED', 'The operation is unsupported.', 405)
  const principal = header(request, 'authorization') ? bearer(world, request) : undefined
  const body = JSON.stringify({ token: issueToken(world, principal).token })
  return { status: 200, headers: { 'content-type': 'application/json' }, body }
}

function answer(world: World, principal: Principal | undefined, request: Request): Answer {
  const route = routeOf(request)
  if (route.kind === 'base') return { status: 200, body: '{}' }
  const handler = handlers[`${request.method} ${route.kind}`]
  if (!handler) throw new AwsError('UNSUPPORTED', 'The operation is unsupported.', 405)
  const [alias = '', ...rest] = route.repository.split('/')
  const name = rest.join('/')
  const registry = [...world.ecrPublic.registries.values()].find((candidate) => candidate.alias === alias)
  if (!registry) throw unknownName(route.repository)
  for (const action of actionsOf(handler, request)) permit(principal, registry, name, action)
  const view = publicWorld(world, registry)
  return relocated(handler.run(view, getRepository(view, name), route, request), alias)
}

// A blob that comes whole with the POST takes all the steps of an upload at once, and one in the PUT the last two.
function actionsOf({ actions }: Handler, request: Request): readonly string[] {
  const isLast = new URLSearchParams(request.query).has('digest')
  if (isLast && request.method === 'POST') return [...actions, 'UploadLayerPart', 'CompleteLayerUpload']
  return isLast && request.method === 'PUT' && request.body.length > 0
    ? ['UploadLayerPart', ...actions]
    : actions
}

function permit(
  principal: Principal | undefined,
  registry: PublicRegistry,
  name: string,
  action: string,
): void {
  if (!principal) throw new AwsError('DENIED', 'Not Authorized', 403)
  const owner = { account: registry.account, policy: undefined }
  authorize(principal, `ecr-public:${action}`, publicArn(registry, name), { owner })
}

function unknownName(name: string): AwsError {
  return new AwsError('NAME_UNKNOWN', `The repository with name '${name}' does not exist`, 404)
}

// The operations know the repository by its name alone; here the registry's alias comes before it.
function relocated(given: Answer, alias: string): Answer {
  const { location } = given.headers ?? {}
  if (location === undefined) return given
  return { ...given, headers: { ...given.headers, location: location.replace(/^\/v2\//, `/v2/${alias}/`) } }
}

function challenged(given: Answer, url: string): Answer {
  if (given.status !== 401) return given
  const challenge = `Bearer realm="${url}/token/",service="public.ecr.aws",scope="aws"`
  return { ...given, headers: { ...given.headers, 'www-authenticate': challenge } }
}

function isToken(request: Request): boolean {
  return /^\/token\/?$/.test(request.path)
}

function withVersion(given: Answer): Answer {
  return { ...given, headers: { 'docker-distribution-api-version': 'registry/2.0', ...given.headers } }
}
