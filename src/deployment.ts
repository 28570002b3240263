import type { ECSClient } from '@aws-sdk/client-ecs'
import { type DeployOrder, deploy, prepareDeploy } from './deploy/deploy.ts'
import type { Pushed } from './image/pushed.ts'
import { ecsClient } from './lib/ecs.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import type { Registry, Run } from './steps.ts'

// The steps of a deploy, loaded only when there is one.

/** A deploy that was found possible, ready to be started. */
export type Deployment = Readonly<{ ecs: ECSClient; order: DeployOrder }>

/** Reads service and base before the build, so that what cannot work fails in seconds. */
export async function prepare(run: Run, registry: Registry): Promise<Deployment | undefined> {
  const { deploy: wanted, identity } = run.inputs
  if (wanted.kind === 'none') return undefined
  const region = identity.region ?? ''
  const source =
    wanted.source.kind === 'file'
      ? { kind: 'file' as const, path: run.resolve(wanted.source.path) }
      : wanted.source
  const order: DeployOrder = { ...wanted, source, region, signal: run.signal, pace: run.pace }
  const ecs = ecsClient({ region, credentials: registry.credentials, signal: run.signal })
  return stage(`Look at the service ${order.service} in the cluster ${order.cluster}`, async () => {
    const { state, base } = await prepareDeploy(ecs, order)
    say(`The image goes into the container ${base.container} of ${base.name}.`)
    if (state.desiredCount === 0)
      say('The service wants 0 tasks: a deployment will start none and prove nothing.')
    return { ecs, order }
  })
}

export async function rollOut(
  { ecs, order }: Deployment,
  registry: Registry,
  pushed: Pushed,
  learn: Learn,
): Promise<void> {
  const image = `${registry.repository.uri}@${pushed.manifest.digest}`
  await stage(`Deploy to ${order.service} in ${order.cluster}`, () =>
    deploy(ecs, order, image, (rollout) => learn({ rollout })),
  )
}
