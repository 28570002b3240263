import type { GitEvent } from '../../src/event.ts'
import type { BuildOptions, BuildPlan } from '../../src/image/arguments.ts'
import { plainFlavor } from '../../src/image/flavor.ts'
import type { Image, Pushed } from '../../src/image/pushed.ts'
import type { GateInputs } from '../../src/inputs/gate.ts'
import type { IdentityInputs } from '../../src/inputs/identity.ts'
import type { Inputs } from '../../src/inputs/inputs.ts'
import type { Outcome } from '../../src/outcome.ts'
import type { Plan } from '../../src/plan.ts'
import type { PrivateReference } from '../../src/registry/reference.ts'
import type { Repository } from '../../src/registry/repository.ts'
import type { RepositorySettings, WantedSettings } from '../../src/registry/settings.ts'
import type { BasicFinding } from '../../src/scan/convert.ts'
import type { Finding, PlatformScan, ScanReport } from '../../src/scan/findings.ts'
import type { Judged } from '../../src/scan/gate.ts'
import type { GatePolicy } from '../../src/scan/policy.ts'

// Records as a quiet day gives them: a push to main of acme/shop. A test names only what it is about.

export const sha = '5f3c0e9a7d1b24c86e0f9d3a1b7c5e2f48d60a91'
export const digest = `sha256:${'1'.repeat(64)}`
export const account = '123456789012'
export const host = `${account}.dkr.ecr.eu-west-1.amazonaws.com`

export function givenEvent(overrides: Partial<GitEvent> = {}): GitEvent {
  return {
    kind: 'publishing',
    name: 'push',
    ref: { kind: 'branch', name: 'main' },
    baseRef: undefined,
    defaultBranch: 'main',
    sha,
    headSha: undefined,
    headRepository: undefined,
    baseSha: undefined,
    commitTime: '2026-11-20T09:30:00+01:00',
    repository: {
      fullName: 'acme/shop',
      url: 'https://github.com/acme/shop',
      description: 'Sells things',
      license: 'MIT',
    },
    run: { id: '42', attempt: '1', url: 'https://github.com/acme/shop/actions/runs/42' },
    ...overrides,
  }
}

/** The variables in which GitHub hands inputs to an action. */
export function givenVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(inputs)
  return Object.fromEntries(
    entries.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  )
}

export function givenPolicy(overrides: Partial<GatePolicy> = {}): GatePolicy {
  return {
    mode: 'enforce',
    threshold: 'high',
    maxFindings: {},
    onlyFixable: false,
    failOnExploitable: false,
    failOnKnownExploited: false,
    minEpss: undefined,
    onUnscanned: 'fail',
    onUnsupported: 'fail',
    override: undefined,
    ...overrides,
  }
}

/** What the inputs say of the gate where they say nothing. */
export function givenGate(overrides: Partial<GateInputs> = {}): GateInputs {
  return {
    ...givenPolicy(),
    scanTimeoutMinutes: 15,
    maxScanAgeHours: undefined,
    ignoreFiles: ['.slipway-ignore.yml'],
    ignoreFilesGiven: false,
    baseline: { kind: 'none' },
    sarifFile: undefined,
    reportFile: undefined,
    ...overrides,
  }
}

export function givenIdentity(overrides: Partial<IdentityInputs> = {}): IdentityInputs {
  return {
    region: 'eu-west-1',
    identity: 'auto',
    role: undefined,
    assume: {
      sessionName: undefined,
      durationSeconds: 3600,
      audience: 'sts.amazonaws.com',
      externalId: undefined,
      policies: { inline: undefined, managed: [] },
    },
    allowedAccounts: [],
    deploy: { role: undefined, isChained: false, region: 'eu-west-1' },
    ...overrides,
  }
}

/** A repository that the user gave by its name alone. */
export function givenReference(overrides: Partial<PrivateReference> = {}): PrivateReference {
  return {
    kind: 'private',
    name: 'shop',
    host: undefined,
    account: undefined,
    region: undefined,
    ...overrides,
  }
}

/** A build for which the inputs say nothing. */
const givenOptions: BuildOptions = {
  target: undefined,
  platforms: [],
  buildArguments: [],
  buildContexts: [],
  ssh: [],
  cacheFrom: [],
  cacheTo: [],
  noCache: false,
  noCacheFilters: [],
  pull: false,
  network: undefined,
  addHosts: [],
  shmSize: undefined,
  ulimit: [],
  allow: [],
  provenance: 'false',
  sbom: 'false',
}

export function givenInputs(overrides: Partial<Inputs> = {}): Inputs {
  return {
    intent: 'release',
    dryRun: false,
    sha,
    githubToken: undefined,
    identity: givenIdentity(),
    repository: { reference: givenReference(), create: undefined },
    source: { kind: 'build', reuse: true },
    image: {
      context: { kind: 'folder', path: '.' },
      file: undefined,
      ...givenOptions,
      labels: [],
      annotations: [],
      secrets: { values: [], files: [], cacheKeys: {} },
      builder: { kind: 'current' },
    },
    tags: {
      rules: [],
      flavor: plainFlavor,
      shaLength: 7,
      prHeadSha: false,
      candidatePrefix: 'candidate-',
      tagAfter: 'gate',
      deployedTag: undefined,
      allowOlder: false,
    },
    gate: givenGate(),
    ...{ deploy: { kind: 'none' as const }, running: undefined },
    ...overrides,
  }
}

export function givenBuild(overrides: Partial<BuildPlan> = {}): BuildPlan {
  return {
    context: '/workspace',
    file: undefined,
    ...givenOptions,
    labels: {},
    annotations: [],
    secrets: [],
    secretEnvironment: {},
    builder: undefined,
    createsBuilder: false,
    sourceDateEpoch: undefined,
    hidden: [],
    ...overrides,
  }
}

export function givenPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    sha,
    tags: ['main'],
    putOrder: ['main'],
    version: 'main',
    labels: { 'org.opencontainers.image.revision': sha, team: 'checkout' },
    annotations: [],
    build: givenBuild(),
    contextFolder: '/workspace',
    candidateTag: 'candidate-42-1-beef',
    storedTag: undefined,
    allowsReuse: true,
    allowsAdoption: true,
    warnings: [],
    ...overrides,
  }
}

/** A private repository's settings as ECR gives them where nobody chose any. */
export function givenSettings(overrides: Partial<RepositorySettings> = {}): RepositorySettings {
  return {
    arn: `arn:aws:ecr:eu-west-1:${account}:repository/shop`,
    mutability: { kind: 'MUTABLE', exclusions: [] },
    encryption: { type: 'AES256', key: undefined },
    scanOnPush: true,
    ...overrides,
  }
}

/** What the inputs ask of a new repository where they say nothing but `create-repository: true`. */
export function givenWanted(overrides: Partial<WantedSettings> = {}): WantedSettings {
  return {
    mutability: undefined,
    encryption: undefined,
    scanOnPush: true,
    scanOnPushGiven: false,
    tags: {},
    policy: undefined,
    lifecyclePolicy: undefined,
    ...overrides,
  }
}

export function givenRepository(overrides: Partial<Repository> = {}): Repository {
  return { name: 'shop', uri: `${host}/shop`, host, account, ...overrides }
}

/** A finding as ECR's basic scanning gives it. */
export function givenBasic(
  name: string,
  severity: string | undefined,
  attributes: Readonly<Record<string, string>> = {},
): BasicFinding {
  const all = { package_name: 'openssl', package_version: '3.0.1', ...attributes }
  return {
    name,
    severity,
    uri: `https://security-tracker.debian.org/tracker/${name}`,
    attributes: Object.entries(all).map(([key, value]) => ({ key, value })),
  }
}

export function givenFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: 'CVE-2026-0001',
    severity: 'high',
    packageName: 'openssl',
    packageVersion: '3.0.1',
    packageManager: undefined,
    paths: [],
    fixedIn: undefined,
    fix: 'unknown',
    exploit: 'unknown',
    score: 8.1,
    description: undefined,
    uri: 'https://security-tracker.debian.org/tracker/CVE-2026-0001',
    standing: 'active',
    arn: undefined,
    epss: undefined,
    knownExploited: undefined,
    platforms: ['linux/amd64'],
    ...overrides,
  }
}

export function givenJudged(overrides: Partial<Judged> = {}): Judged {
  return { ...givenFinding(), decision: { kind: 'violation', why: 'severity' }, ...overrides }
}

export function givenScan(
  findings: readonly Finding[],
  platform = 'linux/amd64',
): Extract<PlatformScan, { kind: 'complete' }> {
  return { digest, platform, kind: 'complete', mode: 'basic', findings, completedAt: undefined }
}

export function givenNoScan(
  reason: Extract<PlatformScan, { kind: 'unavailable' }>['reason'],
  platform = 'linux/amd64',
): Extract<PlatformScan, { kind: 'unavailable' }> {
  return { digest, platform, kind: 'unavailable', reason, detail: `the scan is ${reason}` }
}

export function givenReport(...platforms: readonly PlatformScan[]): ScanReport {
  return { mode: 'basic', platforms, seconds: 12 }
}

export function givenPushed(...platforms: readonly string[]): Pushed {
  const names = platforms.length === 0 ? ['linux/amd64'] : platforms
  return {
    manifest: { digest, mediaType: 'application/vnd.oci.image.manifest.v1+json', text: '{}' },
    platforms: names.map((platform) => ({ digest, platform })),
  }
}

/** The image of a run that built it. */
export function givenImage(overrides: Partial<Image> = {}): Image {
  return {
    ...givenPushed(),
    origin: 'built',
    labels: {},
    candidateTag: 'candidate-42-1-beef',
    ...overrides,
  }
}

/** A release that went well; give a member as undefined to take it out. */
export function givenOutcome(
  overrides: { readonly [K in keyof Outcome]?: Outcome[K] | undefined } = {},
): Outcome {
  const all = {
    intent: 'release',
    dryRun: false,
    plan: givenPlan(),
    repository: givenRepository(),
    built: true,
    candidateTag: 'candidate-42-1-beef',
    digest,
    image: givenImage(),
    scan: givenReport(givenScan([])),
    verdict: { kind: 'passed', findings: [], violations: [], missing: [], policy: givenPolicy() },
    promotion: { put: ['main'], existing: [], refused: undefined, untried: [] },
    candidateRemoved: true,
    ...overrides,
  } as const
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
