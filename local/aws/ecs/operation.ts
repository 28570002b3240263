import type { Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { clusterName, optionalText, optionalTexts } from './input.ts'
import { arnOf, type Kind, shortName } from './names.ts'

export type Operation = Readonly<{
  /** The ARNs that the caller's policy has to grant the action on. */
  on: (world: World, input: Input) => readonly string[]
  run: (world: World, input: Input, principal: Principal) => unknown
}>

type Resources = Operation['on']

// AWS grants these actions on `*` alone: a policy that names a resource does not cover them.
export const onEverything: Resources = () => ['*']

/** Resources that live in a cluster, named in this member by name or ARN: one text or a list. */
export function inCluster(kind: Kind, member: string): Resources {
  return (world, input) =>
    given(input, member).map((name) =>
      name.startsWith('arn:') ? name : arnOf(world, kind, clusterName(input), shortName(name)),
    )
}

/** Resources that are named by their ARN. */
export function byArn(member: string): Resources {
  return (_world, input) => given(input, member)
}

export function onClusters(member: string): Resources {
  return (world, input) =>
    given(input, member, 'default').map((name) => arnOf(world, 'cluster', shortName(name)))
}

function given(input: Input, member: string, byDefault = '*'): readonly string[] {
  const value = input[member]
  const names = Array.isArray(value)
    ? optionalTexts(input, member)
    : [optionalText(input, member) || byDefault]
  return names && names.length > 0 ? names : [byDefault]
}

/** Epoch seconds, as JSON 1.1 writes timestamps. */
export function timestamp(ms: number): number {
  return Math.round(ms) / 1000
}
