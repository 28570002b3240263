import { getRepository } from '../ecr/store.ts'
import { authorize, type Principal } from '../iam/authorize.ts'
import { AwsError } from '../protocol/error.ts'
import { type Answer, header, type Request } from '../protocol/http.ts'
import { registryError } from '../registry/errors.ts'
import { type Actions, actionsOf, describeRequest, perform, withVersion } from '../registry/operations.ts'
import { routeOf } from '../registry/route.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { publicHost, publicUrl } from './host.ts'
import { type PublicRegistry, publicArn, publicWorld } from './store.ts'
import { bearer, issueToken } from './tokens.ts'

const actions: Actions = {
  'HEAD blob': [],
  'GET blob': [],
  'POST uploads': ['BatchCheckLayerAvailability', 'InitiateLayerUpload'],
  'PATCH upload': ['UploadLayerPart'],
  'PUT upload': ['CompleteLayerUpload'],
  'GET upload': ['UploadLayerPart'],
  'DELETE upload': ['UploadLayerPart'],
  'HEAD manifest': [],
  'GET manifest': [],
  'PUT manifest': ['PutImage'],
  'GET tags': [],
}

/** The registry that everybody may pull from, without an account: what is at public.ecr.aws. */
export function publicRegistryService(world: World): Service {
  return {
    name: 'public-registry',
    accepts: (request) => header(request, 'host')?.split(':')[0] === publicHost,
    describe: (request) => describeRequest(request, isToken(request) ? 'token' : undefined),
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
  const needed = actionsOf(actions, request)
  const [alias = '', ...rest] = route.repository.split('/')
  const name = rest.join('/')
  const registry = [...world.ecrPublic.registries.values()].find((candidate) => candidate.alias === alias)
  if (!registry) throw unknownName(route.repository)
  for (const action of needed) permit(principal, registry, name, action)
  const view = publicWorld(world, registry)
  return relocated(perform(view, getRepository(view, name), request), alias)
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
