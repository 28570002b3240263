import { ActionError } from '../errors.ts'
import { errorMessage } from '../lib/error-text.ts'
import { explain } from '../lib/explain.ts'
import { definitionInvalid } from './definition-errors.ts'

/** The service as sentences name it. */
export type Place = Readonly<{ cluster: string; service: string; region: string }>

export function placeName({ cluster, service, region }: Place): string {
  return `the service ${service} in the cluster ${cluster} (${region})`
}

export function clusterNotFound({ cluster, region }: Place, cause: unknown): ActionError {
  return new ActionError(
    {
      code: 'CLUSTER_NOT_FOUND',
      sentence: `There is no ECS cluster ${cluster} in ${region} of the account of these credentials.`,
      hint: 'Check cluster and aws-region; without the input the cluster is `default`.',
    },
    { cause },
  )
}

export function serviceNotFound(place: Place): ActionError {
  return new ActionError({
    code: 'SERVICE_NOT_FOUND',
    sentence: `There is no service ${place.service} in the cluster ${place.cluster} (${place.region}).`,
    hint: 'Check service and cluster; Slipway deploys to services that exist and creates none.',
  })
}

export function serviceInactive(place: Place, status: string): ActionError {
  return new ActionError({
    code: 'SERVICE_INACTIVE',
    sentence: `Nothing can be deployed to ${placeName(place)}: its status is ${status}.`,
    hint: 'The service was deleted or is being deleted; create it again, or name another one.',
  })
}

export function controllerUnsupported(place: Place, controller: string): ActionError {
  return new ActionError({
    code: 'CONTROLLER_UNSUPPORTED',
    sentence: `Slipway cannot deploy to ${placeName(place)}: its deployment controller is ${controller}.`,
    hint: 'Slipway deploys to services with the ECS deployment controller.',
  })
}

export function definitionMissing(path: string, cause: unknown): ActionError {
  return new ActionError(
    {
      code: 'TASK_DEFINITION_MISSING',
      sentence: `The task definition ${path} cannot be read: ${errorMessage(cause).replace(/, (open|read)\b.*$/, '')}.`,
      hint: 'The path is relative to the workspace; without the input, what the service runs is the base.',
    },
    { cause },
  )
}

/** ECS hides a missing iam:PassRole in the text of errors with other names. */
export function registerFailed(error: unknown, family: string): ActionError {
  const message = errorMessage(error)
  const role = /iam:PassRole on resource: (\S+)/.exec(message)?.[1]
  if (role === undefined) {
    const refused = error instanceof Error && /^(Client|InvalidParameter)Exception$/.test(error.name)
    return refused
      ? definitionInvalid(`of the family ${family}`, `was refused by ECS: ${message}`, error)
      : explain(error, `the family ${family}`)
  }
  const condition = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }
  const statement = JSON.stringify({
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: role,
    Condition: condition,
  })
  return new ActionError(
    {
      code: 'PASS_ROLE_DENIED',
      sentence: `A revision of the family ${family} cannot be registered: these credentials may not pass the role ${role} to ECS.`,
      hint: `Add this statement to the role's policy: ${statement}`,
    },
    { cause: error },
  )
}

/** The service went away under the deployment. */
export function serviceGone(place: Place, id: string, status: string | undefined): ActionError {
  return new ActionError({
    code: 'SERVICE_INACTIVE',
    sentence: `The deployment ${id} cannot end well: ${placeName(place)} is ${status ?? 'not there any more'}.`,
    hint: 'The service was deleted or is being deleted while this run deployed to it.',
  })
}

/** Whatever of ours failed while the deployment went on: what becomes of it is not known, and never assumed. */
export function deploymentUnknown(place: Place, deploymentId: string, cause: unknown): ActionError {
  const started = `The deployment ${deploymentId} of ${placeName(place)} was started, but what became of it is unknown`
  return unknown(
    started,
    'ECS goes on with it by itself: look at the service before you run the job again.',
    place,
    cause,
  )
}

/** UpdateService without an answer that makes sense: ECS may have heard it all the same. */
export function startUnknown(place: Place, cause: unknown): ActionError {
  const what = `Whether a deployment of ${placeName(place)} was started is unknown`
  return unknown(what, 'Look at the service before you run the job again.', place, cause)
}

function unknown(what: string, next: string, place: Place, cause: unknown): ActionError {
  const { code, message, hint: why } = explain(cause, placeName(place))
  const hint = code === 'CANCELLED' ? '' : ` ${why}`
  return new ActionError(
    { code: 'DEPLOYMENT_UNKNOWN', sentence: `${what}: ${message}`, hint: `${next}${hint}` },
    { cause },
  )
}

/** The names in an ARN are there, but in the account of these credentials. */
export function accountOther({ service, cluster }: Place, account: string): ActionError {
  return new ActionError({
    code: 'SERVICE_NOT_FOUND',
    sentence: `The service ${service} in the cluster ${cluster} is not the one that was named: these credentials are of another account than the ARN's, ${account}.`,
    hint: 'Name a role of that account in deploy-role-to-assume.',
  })
}

/** @param minutes how long it was waited for, where that was asked for */
export function deploymentInFlight(place: Place, id: string, minutes?: number): ActionError {
  const waited = minutes === undefined ? '' : ` and was not done after ${minutes} min`
  return new ActionError({
    code: 'DEPLOYMENT_IN_FLIGHT',
    sentence: `Nothing was deployed to ${placeName(place)}: the deployment ${id} is under way there${waited}.`,
    hint: 'Run the job again when it is done; `on-in-flight: wait` waits for it, and `replace` takes its place.',
  })
}

/** A run that finishes late must not bring an old release back. */
export function olderRevision(place: Place, arn: string): ActionError {
  return new ActionError({
    code: 'OLDER_RELEASE',
    sentence: `Nothing was deployed to ${placeName(place)}: a later run registered ${arn.slice(arn.lastIndexOf('/') + 1)}, which it was told to run, so this release is an older one.`,
    hint: 'Release the later commit again if that is what should run; with `allow-older: true` the service goes back to this one.',
  })
}
