import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ECRClient } from '@aws-sdk/client-ecr'
import type { Inspector2Client } from '@aws-sdk/client-inspector2'
import { type LocalAws, type LocalPlace, type ScanScript, startAws } from '../../local/aws/aws.ts'
import { ecrClient } from '../../src/lib/aws.ts'
import { inspectorClient } from '../../src/lib/inspector.ts'
import type { Digest } from '../../src/registry/reference.ts'
import type { Repository } from '../../src/registry/repository.ts'
import type { Scanning } from '../../src/scan/coverage.ts'
import type { ScanReport } from '../../src/scan/findings.ts'
import { type Evidence, isBlocking, judge, type Verdict } from '../../src/scan/gate.ts'
import { needsExploits, readCoverage, withExploits } from '../../src/scan/inspector.ts'
import type { GatePolicy } from '../../src/scan/policy.ts'
import type { ScanTarget } from '../../src/scan/read.ts'
import { awaitFindings } from '../../src/scan/wait.ts'
import { digestOf, logIn, pushManifest, type Registry, uploadImage } from '../local/aws/support.ts'
import type { Law, Timeline, Way } from './timelines.ts'

// The gate in this process, between the push and the verdict, against scans that are told in advance.

type Side = Readonly<{ place: LocalPlace; registry: Registry; ecr: ECRClient; inspector: Inspector2Client }>

/** A registry with enhanced scanning and one with basic scanning, in two regions of one miniature AWS. */
export type Scans = Readonly<{
  aws: LocalAws
  pace: number
  sideOf: (way: Way) => Side
  close: () => Promise<void>
}>

const everywhere = { repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] } as const
const continuous = { repositoryFilters: [{ filter: 'continuous-*', filterType: 'WILDCARD' }] } as const

export async function startScans(pace: number): Promise<Scans> {
  const aws = await startAws({ pace })
  // The clients of src take their endpoint from where users set it.
  process.env.AWS_ENDPOINT_URL = aws.url
  aws.setScanning({
    scanType: 'ENHANCED',
    rules: [
      { scanFrequency: 'SCAN_ON_PUSH', ...everywhere },
      { scanFrequency: 'CONTINUOUS_SCAN', ...continuous },
    ],
  })
  const enhanced = await sideOf(aws, pace)
  const basic = await sideOf(aws.in({ region: 'us-east-1' }), pace)
  return {
    ...{ aws, pace },
    sideOf: (way) => (way === 'basic' ? basic : enhanced),
    close: async () => {
      delete process.env.AWS_ENDPOINT_URL
      await aws.close()
    },
  }
}

async function sideOf(place: LocalPlace, pace: number): Promise<Side> {
  const credentials = { provide: async () => place.keys, renew: async () => undefined }
  const { signal } = new AbortController()
  setMaxListeners(0, signal)
  const settings = { region: place.region, credentials, signal, pace }
  const registry = await logIn(place)
  return { place, registry, ecr: ecrClient(settings), inspector: inspectorClient(settings) }
}

/** What the gate said of a release, and what the scans of its images end with. */
export type Played = Readonly<{
  end: Verdict['kind'] | 'failed'
  /** Why it failed. */
  failure: string | undefined
  report: ScanReport
  targets: readonly ScanTarget[]
  /** Whether the truth breaks the law that the gate was asked for. */
  isBad: boolean
  /** When the gate saw first what it says, and when it said it: milliseconds since 1970. */
  seenAt: number | undefined
  saidAt: number
}>

let repositories = 0

/** Pushes the images of a timeline, and waits and judges as a run does. */
export async function play(scans: Scans, timeline: Timeline): Promise<Played> {
  const { way, law, scripts, isEndless } = timeline
  const side = scans.sideOf(way)
  const repository = createRepository(side.place, way)
  const targets = await Promise.all(
    scripts.map((script, index) => push(side, repository.name, script, `linux/arch${index}`)),
  )
  const policy = policyOf(law)
  const evidence: Evidence = { ignores: [], baseline: undefined, now: new Date() }
  let seen: Readonly<{ count: number; at: number }> | undefined
  const report = await awaitFindings(side.ecr, repository, targets, {
    ...{ maxAgeHours: undefined, pace: scans.pace, signal: new AbortController().signal },
    timeoutMinutes: isEndless ? 2 : 15,
    scanning: scanningOf(timeline),
    hasWitness: way !== 'basic',
    ask: async (digest) => {
      if (!timeline.isCoverageTold) return 'denied'
      await sleep(timeline.coverageMs / scans.pace)
      return readCoverage(side.inspector, repository, digest)
    },
    isBlocking: (findings) => {
      if (seen?.count !== findings.length) seen = { count: findings.length, at: Date.now() }
      return isBlocking(findings, policy, evidence)
    },
  })
  const isBad = breaks(side.place, law, targets, scripts)
  const known = { report, targets, isBad, seenAt: seen?.at }
  try {
    const { kind } = judge(await explored(side, repository, report, policy), policy, evidence)
    return { ...known, end: kind, failure: undefined, saidAt: Date.now() }
  } catch (error) {
    return { ...known, end: 'failed', failure: String(error), saidAt: Date.now() }
  }
}

function createRepository(place: LocalPlace, way: Way): Repository {
  const { account, region, host } = place
  const name = `${way}-${++repositories}`
  place.createRepository(name)
  const arn = `arn:aws:ecr:${region}:${account}:repository/${name}`
  return { name, uri: `${host}/${name}`, host, account, arn }
}

/** The scan begins with the push. No two images have the same digest, under which their scripts are. */
async function push(
  { place, registry }: Side,
  repository: string,
  script: ScanScript,
  platform: string,
): Promise<ScanTarget> {
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Labels: { repository, platform } },
  })
  const manifest = await uploadImage(registry, repository, [], config)
  const digest = digestOf(manifest) as Digest
  place.setScan(digest, script)
  const { status } = await pushManifest(registry, repository, manifest)
  if (status !== 201) throw new Error(`the push ended with ${status}`)
  return { digest, platform }
}

function scanningOf({ way, isConfigurationKnown }: Timeline): Scanning {
  if (!isConfigurationKnown) return { mode: undefined, frequency: undefined }
  return way === 'basic' ? { mode: 'basic', frequency: 'on-push' } : { mode: 'enhanced', frequency: way }
}

async function explored(
  { inspector }: Side,
  repository: Repository,
  report: ScanReport,
  policy: GatePolicy,
): Promise<ScanReport> {
  if (!needsExploits(policy)) return report
  const platforms = report.platforms.map((scan) => withExploits(inspector, repository, scan, policy))
  return { ...report, platforms: await Promise.all(platforms) }
}

function policyOf(law: Law): GatePolicy {
  return {
    ...{ mode: 'enforce', onlyFixable: false, failOnExploitable: false, override: undefined },
    ...{ onUnscanned: 'fail', onUnsupported: 'fail' },
    threshold: law.kind === 'severity' ? 'high' : 'none',
    maxFindings: law.kind === 'limit' ? { low: law.most } : {},
    failOnKnownExploited: law.kind === 'known-exploited',
    minEpss: law.kind === 'epss' ? 0.5 : undefined,
  }
}

/** Reads the law anew from the simulator's own records, in which no code of the gate has a part. */
function breaks(
  place: LocalPlace,
  law: Law,
  targets: readonly ScanTarget[],
  scripts: readonly ScanScript[],
): boolean {
  const found = targets.flatMap(({ digest }) => {
    const { findings, enhanced } = place.scanTruth(digest)
    return [
      ...findings.map(({ name, severity }) => ({ id: name, severity })),
      ...enhanced.map((one) => ({
        id: one.packageVulnerabilityDetails?.vulnerabilityId,
        severity: one.severity,
      })),
    ]
  })
  switch (law.kind) {
    case 'severity':
      return found.some(({ severity }) => severity === 'HIGH' || severity === 'CRITICAL')
    case 'limit':
      return found.filter(({ severity }) => severity === 'LOW').length > law.most
    case 'known-exploited': {
      const listed = scripts.flatMap(({ knownExploited = [] }) => knownExploited)
      return found.some(({ id }) => listed.includes(id ?? ''))
    }
    case 'epss':
      return found.some(({ id }) => scripts.some(({ epss = {} }) => (epss[id ?? ''] ?? 0) >= 0.5))
  }
}

/** Runs work on all of these, no more than so many at a time. */
export async function inTurns<T, R>(
  all: readonly T[],
  most: number,
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const left = all.entries()
  const take = async () => {
    for (const [index, one] of left) results[index] = await work(one)
  }
  await Promise.all(Array.from({ length: most }, take))
  return results
}
