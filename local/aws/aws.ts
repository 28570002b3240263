import type { Server } from 'node:http'
import { downloadService } from './downloads.ts'
import { createKey, disableKey, type KeySettings } from './ecr/kms.ts'
import { putRegistryScanningConfiguration } from './ecr/scanning-configuration.ts'
import type { ScanningConfiguration } from './ecr/scanning-rules.ts'
import { ecrService } from './ecr/service.ts'
import { addRepository, getRepository, type TagMutability, tagsOf } from './ecr/store.ts'
import { publicHost } from './ecr-public/host.ts'
import { publicRegistryService } from './ecr-public/registry.ts'
import { ecrPublicService } from './ecr-public/service.ts'
import { addPublicRepository, publicName, publicRegistry, publicWorld } from './ecr-public/store.ts'
import { type EcsPlace, ecsPlace } from './ecs/place.ts'
import { ecsService } from './ecs/service.ts'
import { elbService } from './elb/service.ts'
import type { TargetHealth } from './elb/targets.ts'
import { type Fault, type FaultPlan, removeFaults } from './faults.ts'
import type { PolicyDocument, Role } from './iam/policy.ts'
import { addRole, type RoleChange, removeRole, setRole } from './iam/roles.ts'
import { inspectorService } from './inspector2/service.ts'
import { logsService } from './logs/service.ts'
import { type AwsOptions, settle } from './options.ts'
import { expireLogins } from './registry/login.ts'
import { registryService } from './registry/service.ts'
import type { RecordedRequest } from './requests.ts'
import type { ScanScript } from './scan/timeline.ts'
import { type ScanTruth, scanTruth } from './scan/truth.ts'
import { createAwsServer, listen, listenAlso, shut } from './server.ts'
import { stsService } from './sts/service.ts'
import { administrator, at, createWorld, hostOf, type Place, type World } from './world.ts'

export type { KeySettings } from './ecr/kms.ts'
export type { ScanningConfiguration, ScanningRule } from './ecr/scanning-rules.ts'
export type { EcsBehaviour } from './ecs/behaviour.ts'
export type { LocalServiceOptions } from './ecs/control.ts'
export type { DeploymentView } from './ecs/deployments-view.ts'
export type { LocalUpdate } from './ecs/others.ts'
export { presets as rollouts, stoppingAs } from './ecs/presets.ts'
export type { Replacement, Rollout, RolloutName, RolloutStep } from './ecs/rollout.ts'
export type { Pause, StoppedTask } from './ecs/rollout-parts.ts'
export type { LocalService, TrueDeployment } from './ecs/truth.ts'
export type { TargetHealth } from './elb/targets.ts'
export type { Fault, FaultKind } from './faults.ts'
export type { PolicyDocument, Role, Statement } from './iam/policy.ts'
export type { RoleChange } from './iam/roles.ts'
export type { AwsOptions, Provider } from './options.ts'
export type { RecordedRequest } from './requests.ts'
export type { EnhancedFinding, Finding, PackageVulnerability, VulnerablePackage } from './scan/finding.ts'
export type { CoverageStatus, ScanScript, ScanStatus, ScanStep, ScanTimeline } from './scan/timeline.ts'
export type { ScanTruth } from './scan/truth.ts'
export type { Place } from './world.ts'

export type LocalRepositorySettings = Readonly<{
  tagMutability?: TagMutability
  exclusions?: readonly string[]
  scanOnPush?: boolean
  policy?: PolicyDocument // of the repository itself
}>

export type LocalImage = Readonly<{ digest: string; tags: readonly string[]; mediaType: string }>

/** What there is in one account and region, past every permission. */
export type LocalPlace = EcsPlace &
  Readonly<{
    url: string
    host: string // of the registry
    account: string
    region: string
    keys: Readonly<{ accessKeyId: string; secretAccessKey: string }> // of the account's administrator
    createRepository: (name: string, settings?: LocalRepositorySettings) => void
    images: (name: string) => readonly LocalImage[]
    /** A KMS key for repositories; gives its ARN. */
    createKey: (settings?: KeySettings) => string
    disableKey: (arnIdOrAlias: string) => void
    /** A repository of the account at ECR Public; gives the name to push and pull by. */
    createPublicRepository: (name: string) => string
    publicImages: (name: string) => readonly LocalImage[]
    /** How the registry scans: by default basic, as each repository says. */
    setScanning: (configuration: ScanningConfiguration) => void
    /** Tells scans in advance; a digest goes before a repository. */
    setScan: (digestOrRepository: string, script: ScanScript) => void
    /** What a scan that was told in advance ends with. */
    scanTruth: (digestOrRepository: string) => ScanTruth
    /** What a load balancer says of the targets in a group. */
    setTargetHealth: (targetGroupArn: string, targets: readonly TargetHealth[]) => void
    /** Another account, another region, or both. */
    in: (place: Partial<Place>) => LocalPlace
  }>

/** The home account and region, and what is one for all of them. Roles go by their name (at home) or their ARN. */
export type LocalAws = LocalPlace &
  Readonly<{
    requests: readonly RecordedRequest[]
    addFault: (fault: Fault) => void
    /** Ends the faults of this operation, as it was written in them; without one all of them. */
    removeFaults: (operation?: string) => void
    roles: () => readonly Role[]
    addRole: (role: Role) => void
    setRole: (nameOrArn: string, change: RoleChange) => void
    removeRole: (nameOrArn: string) => void
    /** Lets every authorization token of every registry that was handed out so far be expired. */
    expireLogins: () => void
    secrets: () => readonly string[]
    close: () => Promise<void>
  }>

/** Starts the AWS in miniature on 127.0.0.1: STS, the ECR API and the registry, Inspector, ECS, CloudWatch Logs and load balancers' targets on one port and one state. */
export async function startAws(options: AwsOptions = {}): Promise<LocalAws> {
  const world = createWorld(settle(options))
  const faults: FaultPlan = (options.faults ?? []).map((fault) => ({ fault, seen: 0 }))
  const requests: RecordedRequest[] = []
  const services = [
    publicRegistryService(world),
    registryService(world),
    downloadService(world),
    ecrService(world),
    ecrPublicService(world),
    inspectorService(world),
    ecsService(world),
    logsService(world),
    elbService(world),
    stsService(world),
  ]
  const server = createAwsServer({ services, faults, requests, account: world.settings.account })
  await openNetwork(world, server, options.port ?? 0)
  return {
    ...controls(world),
    requests,
    addFault: (fault) => void faults.push({ fault, seen: 0 }),
    removeFaults: (operation) => removeFaults(faults, operation),
    roles: () => [...world.roles.values()],
    addRole: (role) => void addRole(world, role),
    setRole: (nameOrArn, change) => setRole(world, nameOrArn, change),
    removeRole: (nameOrArn) => removeRole(world, nameOrArn),
    expireLogins: () => expireLogins(world),
    secrets: () => [...world.secrets],
    close: () => shut(server),
  }
}

async function openNetwork({ network }: World, server: Server, port: number): Promise<void> {
  network.url = `http://127.0.0.1:${await listen(server, port)}`
  network.open = (address) => listenAlso(server, address)
  network.open(publicHost)
}

function controls(world: World): LocalPlace {
  const { account, region } = world.settings
  const { accessKeyId, secretAccessKey } = administrator(world)
  return {
    url: world.origin.url,
    host: hostOf(world),
    account,
    region,
    keys: { accessKeyId, secretAccessKey },
    createRepository: (name, settings) => createRepository(world, name, settings ?? {}),
    images: (name) => images(world, name),
    createKey: (settings) => createKey(world, settings).arn,
    disableKey: (name) => disableKey(world, name),
    createPublicRepository: (name) => publicName(world, addPublicRepository(world, name)),
    publicImages: (name) => images(publicWorld(world, publicRegistry(world)), name),
    setScanning: (configuration) => void putRegistryScanningConfiguration(world, configuration),
    setScan: (key, script) => void world.scripts.set(key, script),
    scanTruth: (key) => scanTruth(world, key),
    setTargetHealth: (group, targets) => void world.targets.set(group, targets),
    ...ecsPlace(world),
    in: (place) => controls(at(world, { account, region, ...place })),
  }
}

function createRepository(world: World, name: string, settings: LocalRepositorySettings): void {
  const { tagMutability = 'MUTABLE', exclusions = [], scanOnPush = true, policy } = settings
  const repository = addRepository(world, name, { tagMutability, exclusions, scanOnPush })
  if (policy) repository.policy.text = JSON.stringify(policy)
}

function images(world: World, name: string): readonly LocalImage[] {
  const repository = getRepository(world, name)
  return [...repository.images.values()].map(({ digest, mediaType }) => ({
    digest,
    mediaType,
    tags: tagsOf(repository, digest),
  }))
}
