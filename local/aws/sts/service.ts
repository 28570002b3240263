import { caller } from '../iam/caller.ts'
import { AwsError } from '../protocol/error.ts'
import { header, type Request } from '../protocol/http.ts'
import { formInput, queryAnswer, queryError, type XmlValue } from '../protocol/query.ts'
import type { Service } from '../service.ts'
import { placeOfHost, type World } from '../world.ts'
import { assumeRole, getCallerIdentity } from './signed.ts'
import { assumeRoleWithWebIdentity } from './web-identity.ts'

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/'
const VERSION = '2011-06-15'

export function stsService(world: World): Service {
  return {
    name: 'sts',
    accepts: (request) => request.path === '/' && formInput(request).has('Action'),
    describe: (request) => describe(formInput(request)),
    answer: async (request, seen) => {
      const form = formInput(request)
      return queryAnswer(form.get('Action') ?? '', NAMESPACE, await run(world, request, form, seen))
    },
    refuse: (error) => queryError(error, NAMESPACE),
  }
}

// The token is the caller's secret, and records are printed: they keep everything else.
function describe(form: URLSearchParams) {
  const { Action: operation = '', WebIdentityToken, Version, ...parameters } = Object.fromEntries(form)
  return { operation, parameters }
}

async function run(
  world: World,
  request: Request,
  form: URLSearchParams,
  seen: (principal: string) => void,
): Promise<XmlValue> {
  const action = form.get('Action')
  if (form.get('Version') !== VERSION) throw unknown(action, form.get('Version'))
  if (action === 'AssumeRoleWithWebIdentity') {
    return assumeRoleWithWebIdentity(placeOfHost(world, header(request, 'host')), form)
  }
  if (action !== 'AssumeRole' && action !== 'GetCallerIdentity') throw unknown(action, VERSION)
  const { principal } = caller(world, request, 'sts')
  seen(principal.arn)
  return action === 'AssumeRole' ? assumeRole(world, principal, form) : getCallerIdentity(principal)
}

function unknown(action: string | null, version: string | null): AwsError {
  return new AwsError('InvalidAction', `Could not find operation ${action} for version ${version}`)
}
