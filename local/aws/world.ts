import { createRegistryState, type RegistryState } from './ecr/registry-state.ts'
import type { Repository } from './ecr/store.ts'
import { createEcrPublic, type EcrPublic } from './ecr-public/store.ts'
import { createEcsState, type EcsState } from './ecs/store.ts'
import type { TargetHealth } from './elb/targets.ts'
import { everything } from './iam/policy.ts'
import { addRole, type KnownRole } from './iam/roles.ts'
import type { Settings } from './options.ts'
import { secretKey, uniqueId } from './random.ts'
import type { RegistryPassword } from './registry/auth.ts'
import type { ScanScript } from './scan/timeline.ts'
import type { Credential } from './sts/sessions.ts'

export type Place = Readonly<{ account: string; region: string }>

/** What AWS keeps for each account and region. Maps change; what stands in them is replaced, not edited. */
export type PlaceState = Readonly<{
  repositories: Map<string, Repository>
  registry: RegistryState
  scripts: Map<string, ScanScript>
  ecs: EcsState
  targets: Map<string, readonly TargetHealth[]> // by target group
}>

/** The one state behind every service, seen from the account and region in `settings`: see `at` for the others. */
export type World = PlaceState &
  Readonly<{
    settings: Settings
    origin: { url: string } // where this place's registry is; known once the server listens
    network: Network
    places: Map<string, World>
    roles: Map<string, KnownRole> // by ARN
    credentials: Map<string, Credential>
    passwords: Map<string, RegistryPassword>
    downloads: Map<string, Buffer>
    ecrPublic: EcrPublic // of all accounts and regions
    secrets: string[] // everything secret that was handed out
  }>

type Network = { url: string; open: (address: string) => void }

export function createWorld(settings: Settings): World {
  const network: Network = { url: '', open: () => undefined }
  const world: World = {
    settings,
    ...createPlace(),
    origin: network,
    network,
    places: new Map(),
    roles: new Map(),
    credentials: new Map(),
    passwords: new Map(),
    downloads: new Map(),
    ecrPublic: createEcrPublic(),
    secrets: [],
  }
  world.places.set(keyOf(settings), world)
  for (const role of settings.roles) addRole(world, role)
  return world
}

function createPlace(): PlaceState {
  return {
    repositories: new Map(),
    registry: createRegistryState(),
    scripts: new Map(),
    ecs: createEcsState(),
    targets: new Map(),
  }
}

/** The same world seen from another account or region, with what is kept there, always the same object. */
export function at(world: World, place: Place): World {
  const known = world.places.get(keyOf(place))
  if (known) return known
  const { account, region } = place
  const view: World = {
    ...world,
    ...createPlace(),
    settings: { ...world.settings, account, region },
    origin: openRegistry(world),
  }
  world.places.set(keyOf(place), view)
  return view
}

/** The place whose registry is at this host; the first one for a host of which nothing is known. */
export function placeOfHost(world: World, host: string | undefined): World {
  return registryAt(world, host) ?? [...world.places.values()][0] ?? world
}

/** The place whose registry is at this host, if any. */
export function registryAt(world: World, host: string | undefined): World | undefined {
  return [...world.places.values()].find((place) => hostOf(place) === host)
}

export function hostOf({ origin }: World): string {
  return origin.url.replace('http://', '')
}

// In AWS each account and region has a registry of its own by its host name; here it has a loopback address.
function openRegistry({ network, places }: World): World['origin'] {
  const url = new URL(network.url)
  url.hostname = `127.0.1.${places.size}`
  network.open(url.hostname)
  return { url: url.origin }
}

function keyOf({ account, region }: Place): string {
  return `${account}/${region}`
}

/** The keys of an account's administrator, who may do everything in it. */
export function administrator(world: World): Credential {
  const { account } = world.settings
  const arn = `arn:aws:iam::${account}:user/administrator`
  const known = [...world.credentials.values()].find((one) => one.principal.arn === arn)
  if (known) return known
  const credential: Credential = {
    accessKeyId: uniqueId('AKIA'),
    secretAccessKey: secretKey(),
    principal: { kind: 'user', account, arn, userId: uniqueId('AIDA'), policy: everything },
  }
  world.credentials.set(credential.accessKeyId, credential)
  world.secrets.push(credential.secretAccessKey)
  return credential
}
