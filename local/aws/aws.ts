import { downloadService } from './downloads.ts'
import { ecrService } from './ecr/service.ts'
import { addRepository, getRepository, type TagMutability, tagsOf } from './ecr/store.ts'
import {
  createService,
  type LocalService,
  type LocalServiceOptions,
  registeredRequests,
  trueService,
} from './ecs/control.ts'
import type { Rollout, RolloutName } from './ecs/rollout.ts'
import { ecsService } from './ecs/service.ts'
import type { Fault, FaultPlan } from './faults.ts'
import { type AwsOptions, settle } from './options.ts'
import { registryService } from './registry/service.ts'
import type { RecordedRequest } from './requests.ts'
import type { ScanScript } from './scan/timeline.ts'
import { createAwsServer, listen, shut } from './server.ts'
import { stsService } from './sts/service.ts'
import { createAdministrator, createWorld, type World } from './world.ts'

export type { LocalService, LocalServiceOptions } from './ecs/control.ts'
export type { DeploymentView } from './ecs/deployments-view.ts'
export { presets as rollouts } from './ecs/presets.ts'
export type { Rollout, RolloutName, RolloutStep, StoppedTask } from './ecs/rollout.ts'
export type { Fault, FaultKind } from './faults.ts'
export type { PolicyDocument, Role, Statement } from './iam/policy.ts'
export type { AwsOptions } from './options.ts'
export type { RecordedRequest } from './requests.ts'
export type { Finding } from './scan/match.ts'
export type { ScanScript, ScanStep, ScanTimeline } from './scan/timeline.ts'

export type LocalRepositorySettings = Readonly<{
  tagMutability?: TagMutability
  exclusions?: readonly string[]
  scanOnPush?: boolean
}>

export type LocalImage = Readonly<{ digest: string; tags: readonly string[]; mediaType: string }>

export type LocalAws = Readonly<{
  url: string
  host: string
  account: string
  region: string
  requests: readonly RecordedRequest[]
  keys: Readonly<{ accessKeyId: string; secretAccessKey: string }>
  createRepository: (name: string, settings?: LocalRepositorySettings) => void
  images: (name: string) => readonly LocalImage[]
  addFault: (fault: Fault) => void
  setScan: (digestOrRepository: string, script: ScanScript) => void
  createCluster: (name: string) => void
  createService: (options: LocalServiceOptions) => void
  /** Tells the next deployment of that service in advance. */
  setRollout: (service: string, rollout: Rollout | RolloutName) => void
  /** What is true of a service now. */
  service: (name: string, cluster?: string) => LocalService
  /** The requests that registered this family's revisions, in order. */
  taskDefinitions: (family: string) => readonly Readonly<Record<string, unknown>>[]
  secrets: () => readonly string[]
  close: () => Promise<void>
}>

/** Starts the AWS in miniature on 127.0.0.1: STS, the ECR API and the registry, and ECS on one port and one state. */
export async function startAws(options: AwsOptions = {}): Promise<LocalAws> {
  const world = createWorld(settle(options))
  const { accessKeyId, secretAccessKey } = createAdministrator(world)
  const faults: FaultPlan = (options.faults ?? []).map((fault) => ({ fault, seen: 0 }))
  const requests: RecordedRequest[] = []
  const services = [
    registryService(world),
    downloadService(world),
    ecrService(world),
    ecsService(world),
    stsService(world),
  ]
  const server = createAwsServer({ services, faults, requests })
  const host = `127.0.0.1:${await listen(server, options.port ?? 0)}`
  world.origin.url = `http://${host}`
  return {
    url: world.origin.url,
    host,
    account: world.settings.account,
    region: world.settings.region,
    requests,
    keys: { accessKeyId, secretAccessKey },
    createRepository: (name, settings) => createRepository(world, name, settings ?? {}),
    images: (name) => images(world, name),
    addFault: (fault) => void faults.push({ fault, seen: 0 }),
    setScan: (key, script) => void world.scripts.set(key, script),
    createCluster: (name) => void world.ecs.clusters.add(name),
    createService: (service) => createService(world, service),
    setRollout: (service, rollout) => void world.ecs.rollouts.set(service, rollout),
    service: (name, cluster) => trueService(world, name, cluster),
    taskDefinitions: (family) => registeredRequests(world, family),
    secrets: () => [...world.secrets],
    close: () => shut(server),
  }
}

function createRepository(world: World, name: string, settings: LocalRepositorySettings): void {
  const { tagMutability = 'MUTABLE', exclusions = [], scanOnPush = true } = settings
  addRepository(world, name, { tagMutability, exclusions, scanOnPush })
}

function images(world: World, name: string): readonly LocalImage[] {
  const repository = getRepository(world, name)
  return [...repository.images.values()].map(({ digest, mediaType }) => ({
    digest,
    mediaType,
    tags: tagsOf(repository, digest),
  }))
}
