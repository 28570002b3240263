import { authorize } from '../iam/authorize.ts'
import { caller } from '../iam/caller.ts'
import { AwsError } from '../protocol/error.ts'
import type { Request } from '../protocol/http.ts'
import { formInput, queryAnswer, queryError, type XmlValue } from '../protocol/query.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import type { TargetHealth } from './targets.ts'

const NAMESPACE = 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/'
const VERSION = '2015-12-01'

/** Elastic Load Balancing, as far as it tells of the health of targets. */
export function elbService(world: World): Service {
  return {
    name: 'elasticloadbalancing',
    accepts: (request) => request.path === '/' && formInput(request).get('Version') === VERSION,
    describe: (request) => describe(formInput(request)),
    answer: async (request, seen) => answer(world, request, seen),
    refuse: (error) => queryError(error, NAMESPACE),
  }
}

function describe(form: URLSearchParams) {
  const { Action: operation = '', Version: _, ...parameters } = Object.fromEntries(form)
  return { operation, parameters }
}

function answer(world: World, request: Request, seen: (principal: string) => void) {
  const form = formInput(request)
  const action = form.get('Action') ?? ''
  const { world: place, principal } = caller(world, request, 'elasticloadbalancing')
  seen(principal.arn)
  if (action !== 'DescribeTargetHealth')
    throw new AwsError('InvalidAction', `Could not find operation ${action} for version ${VERSION}`)
  // AWS knows no resource for this action: a policy that names one does not cover it.
  authorize(principal, 'elasticloadbalancing:DescribeTargetHealth', '*')
  return queryAnswer(action, NAMESPACE, targetHealth(place, form.get('TargetGroupArn') ?? ''))
}

function targetHealth(place: World, group: string): XmlValue {
  const targets = place.targets.get(group)
  if (!targets) throw new AwsError('TargetGroupNotFound', `Target groups '${group}' not found`)
  return { TargetHealthDescriptions: { member: targets.map(description) } }
}

function description({ id, port = 80, state, reason, description: text }: TargetHealth): XmlValue {
  return {
    HealthCheckPort: port,
    Target: { Id: id, Port: port },
    TargetHealth: { State: state, Reason: reason, Description: text },
  }
}
