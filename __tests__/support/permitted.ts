import type { Statement } from '../../local/aws/aws.ts'
import type { LocalOptions } from '../../local/start.ts'
import { open, roleArn } from './admin.ts'
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
  inputs?: Inputs | ((slipway: Slipway) => Inputs)
  env?: Readonly<Record<string, string>>
  /** A world that several runs share, each with a role and a tag of its own; the rest below is for one of its own. */
  world?: Slipway
  repositories?: readonly string[]
  aws?: LocalOptions['aws']
  /** What else there is before the run. */
  prepare?: (slipway: Slipway) => unknown
  /** What is looked at before the world ends. */
  look?: (slipway: Slipway, run: Traced) => unknown
}>

/** `tags` are those of its image; `isTagged` is whether one of the repository's is the tag that was to be put. */
export type Permitted = Traced & Readonly<{ tag: string; tags: readonly string[]; isTagged: boolean }>

let runs = 0

/** A run of a role that may do what these statements say, but for some actions. */
export async function permitted(
  statements: readonly Statement[],
  without: readonly string[],
  how: How = {},
): Promise<Permitted> {
  const number = ++runs
  const role = how.world === undefined ? 'slipway' : `role-${number}`
  const { inputs = {}, env = {}, look, prepare } = how
  const slipway = how.world ?? (await permittingWorld(how))
  const { aws } = slipway.local
  try {
    aws.addRole({ name: role, trust: open, policy: lacking(statements, without) })
    await prepare?.(slipway)
    const tag = how.world === undefined ? 'release' : `release-${number}`
    const given = typeof inputs === 'function' ? inputs(slipway) : inputs
    const own = { 'role-to-assume': roleArn(aws, role), tags: tag }
    const seen = await traced(slipway, { ...own, ...given }, { env })
    await look?.(slipway, seen)
    const images = (how.repositories ?? ['shop']).flatMap((name) => aws.images(name))
    const tags = images.find(({ digest }) => digest === seen.outputs.digest)?.tags ?? []
    return { ...seen, tag, tags, isTagged: images.some((image) => image.tags.includes(tag)) }
  } finally {
    if (how.world === undefined) await slipway.close()
  }
}

/** The account of the policies, with a service to deploy to. */
export async function permittingWorld({ repositories = ['shop'], aws }: How = {}): Promise<Slipway> {
  const home = { account: '123456789012', region: 'eu-west-1', ...aws }
  const slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, repositories, aws: home })
  const { cluster, service: name } = deploying
  slipway.local.aws.createService({ cluster, name, taskDefinition })
  return slipway
}

/** What was asked that these statements do not name. Who may assume a role is a matter of the role's trust. */
export function beyond({ asked }: Traced, statements: readonly Statement[]): readonly string[] {
  const known = [...actionsOf(statements), 'sts:AssumeRoleWithWebIdentity']
  return asked.filter((one) => !/registry:/.test(one) && !known.includes(one))
}
