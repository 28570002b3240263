import type { Repository } from './ecr/store.ts'
import { createEcsState, type EcsState } from './ecs/store.ts'
import { everything, type Role } from './iam/policy.ts'
import type { Settings } from './options.ts'
import { secretKey, uniqueId } from './random.ts'
import type { RegistryPassword } from './registry/auth.ts'
import type { ScanScript } from './scan/timeline.ts'
import type { Credential } from './sts/sessions.ts'

/** The one state behind every service. Maps change; what stands in them is replaced, not edited. */
export type World = Readonly<{
  settings: Settings
  origin: { url: string } // known once the server listens
  roles: ReadonlyMap<string, Role & Readonly<{ id: string }>>
  credentials: Map<string, Credential>
  passwords: Map<string, RegistryPassword>
  repositories: Map<string, Repository>
  scripts: Map<string, ScanScript>
  downloads: Map<string, Buffer>
  ecs: EcsState
  secrets: string[] // everything secret that was handed out
}>

export function createWorld(settings: Settings): World {
  return {
    settings,
    origin: { url: '' },
    roles: new Map(settings.roles.map((role) => [role.name, { ...role, id: uniqueId('AROA') }])),
    credentials: new Map(),
    passwords: new Map(),
    repositories: new Map(),
    scripts: new Map(),
    downloads: new Map(),
    ecs: createEcsState(),
    secrets: [],
  }
}

export function createAdministrator(world: World): Credential {
  const credential: Credential = {
    accessKeyId: uniqueId('AKIA'),
    secretAccessKey: secretKey(),
    principal: {
      kind: 'user',
      arn: `arn:aws:iam::${world.settings.account}:user/administrator`,
      userId: uniqueId('AIDA'),
      policy: everything,
    },
  }
  world.credentials.set(credential.accessKeyId, credential)
  world.secrets.push(credential.secretAccessKey)
  return credential
}
