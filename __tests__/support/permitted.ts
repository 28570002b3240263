import type { Statement } from '../../local/aws/aws.ts'
import type { LocalOptions } from '../../local/start.ts'
import { open } from './admin.ts'
import { actionsOf, lacking } from './policies.ts'
import { type Slipway, startSlipway } from './slipway.ts'
import { type Traced, traced } from './traced.ts'

type Inputs = Readonly<Record<string, string>>

/** What the service runs: with both roles and a tag, so that every action of a deploy is asked for. */
const taskDefinition = {
  family: 'shop',
  taskRoleArn: 'arn:aws:iam::123456789012:role/shop-task',
  executionRoleArn: 'arn:aws:iam::123456789012:role/shop-execution',
  tags: [{ key: 'team', value: 'shop' }],
  containerDefinitions: [{ name: 'app', image: 'public.ecr.aws/docker/library/node:24' }],
}
export const deploying = { cluster: 'production', service: 'shop' }

export type How = Readonly<{
  inputs?: Inputs
  env?: Readonly<Record<string, string>>
  repositories?: readonly string[]
  aws?: LocalOptions['aws']
  /** What else there is before the run. */
  prepare?: (slipway: Slipway) => unknown
  /** What is looked at before the world ends. */
  look?: (slipway: Slipway, run: Traced) => unknown
}>

export type Permitted = Traced & Readonly<{ tags: readonly string[] }>

/** A run in a world of its own, of a role that may do what these statements say, but for some actions. */
export async function permitted(
  statements: readonly Statement[],
  without: readonly string[],
  how: How = {},
): Promise<Permitted> {
  const { inputs = {}, env = {}, repositories = ['shop'] } = how
  const roles = [{ name: 'slipway', trust: open, policy: lacking(statements, without) }]
  const aws = { account: '123456789012', region: 'eu-west-1', roles, ...how.aws }
  const slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, repositories, aws })
  try {
    slipway.local.aws.createService({ cluster: deploying.cluster, name: deploying.service, taskDefinition })
    await how.prepare?.(slipway)
    const run = await traced(slipway, { tags: 'release', ...inputs }, { env })
    await how.look?.(slipway, run)
    const tags = repositories.flatMap((name) => slipway.local.aws.images(name).flatMap((one) => one.tags))
    return { ...run, tags }
  } finally {
    await slipway.close()
  }
}

/** What was asked that these statements do not name. Who may assume a role is a matter of the role's trust. */
export function beyond({ asked }: Traced, statements: readonly Statement[]): readonly string[] {
  const known = [...actionsOf(statements), 'sts:AssumeRoleWithWebIdentity']
  return asked.filter((one) => !/registry:/.test(one) && !known.includes(one))
}
