import { createHash, randomBytes } from 'node:crypto'
import type { World } from '../world.ts'

export type Kind =
  | 'cluster'
  | 'service'
  | 'task'
  | 'container'
  | 'task-definition'
  | 'service-deployment'
  | 'service-revision'

export function arnOf(world: World, kind: Kind, ...path: readonly string[]): string {
  const { region, account } = world.settings
  return `arn:aws:ecs:${region}:${account}:${kind}/${path.join('/')}`
}

/** A name that may have come as an ARN. */
export function shortName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
}

/** The path of an ARN of this kind, account and region; nothing for any other text. */
export function pathOf(world: World, kind: Kind, arn: string): readonly string[] | undefined {
  const prefix = arnOf(world, kind)
  return arn.startsWith(prefix) ? arn.slice(prefix.length).split('/') : undefined
}

/** The number of a deployment: `ecs-svc/<number>`, and its revision's name. */
export function deploymentNumber(): string {
  const digits = [...randomBytes(18)].map((byte) => byte % 10).join('')
  return `${1 + ((randomBytes(1)[0] ?? 0) % 9)}${digits}`
}

export function serviceDeploymentId(): string {
  return randomBytes(16).toString('base64url').slice(0, 21)
}

/** An identifier that stays the same for the same things: a task keeps its own from read to read. */
export function stableId(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 32)
}

export function stableUuid(...parts: readonly (string | number)[]): string {
  return stableId(...parts).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
