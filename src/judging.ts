import { warning } from '@actions/core'
import type { Inspector2Client } from '@aws-sdk/client-inspector2'
import { type Compared, readBaseline, withoutItself } from './comparison.ts'
import type { Run } from './context.ts'
import type { PrivateRegistry, Registry } from './entrance.ts'
import { failureOf } from './errors.ts'
import type { Ignores } from './ignores.ts'
import { readPlatform } from './image/config.ts'
import type { Image } from './image/pushed.ts'
import { say, stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import { enhancedNeeded, type Scanning } from './scan/coverage.ts'
import { findingsOf, type ScanReport } from './scan/findings.ts'
import { type Evidence, isBlocking, judgeWithRemarks, type Verdict } from './scan/gate.ts'
import { enhancedNeeds } from './scan/policy.ts'
import type { ScanTarget } from './scan/read.ts'
import { awaitFindings, type ScanWait } from './scan/wait.ts'

/** What the gate needs and the preflight found. */
export type GateSetup = Readonly<{
  scanning: Scanning
  ignores: Ignores
  compared: Compared | undefined
}>

/** Waits for the findings of an image and judges them. */
export async function gate(
  run: Run,
  registry: Registry,
  setup: GateSetup,
  image: Image,
  learn: Learn,
): Promise<Verdict> {
  // The inputs refuse a gate for ECR Public, which scans nothing.
  const verdict =
    run.inputs.gate.mode === 'off' || registry.kind === 'public'
      ? ({ kind: 'skipped' } as const)
      : await judgeImage({ run, registry, setup, learn }, image)
  learn({ verdict })
  return verdict
}

type Judging = Readonly<{ run: Run; registry: PrivateRegistry; setup: GateSetup; learn: Learn }>

function judgeImage(judging: Judging, image: Image): Promise<Verdict> {
  const { run, registry, setup, learn } = judging
  const policy = run.inputs.gate
  return stage(`Wait for the scan of ${image.manifest.digest}`, async () => {
    const baseline = await readBaseline(run, registry, withoutItself(run, setup.compared, image))
    learn({ baseline, gateNotes: setup.ignores.notes })
    const evidence: Evidence = {
      ignores: setup.ignores.entries,
      baseline: baseline?.kind === 'compared' ? baseline.findings : undefined,
      now: new Date(),
    }
    const report = await awaitFindings(registry.ecr, registry.repository, await targetsOf(judging, image), {
      ...waitOf(judging),
      isBlocking: (findings) => isBlocking(findings, policy, evidence),
    })
    learn({ scan: report })
    const isBlocked = isBlocking(findingsOf(report), policy, evidence)
    const full = await withExploitsOf(judging, report, isBlocked)
    learn({ scan: full })
    const { verdict, remarks } = judgeWithRemarks(full, policy, evidence)
    learn({ remarks })
    if (policy.onlyFixable && full.mode === 'basic')
      warning('only-fixable changed nothing: basic scanning does not tell whether there is a fix.')
    tell(verdict)
    return verdict
  })
}

/** A manifest of its own says in its configuration what it is for; that is asked only where an entry depends on it. */
async function targetsOf(
  { run, registry, setup }: Judging,
  { manifest, platforms }: Image,
): Promise<readonly ScanTarget[]> {
  const [only, ...others] = platforms
  const isNamed = only === undefined || others.length > 0 || only.platform.includes('/')
  if (isNamed || setup.ignores.entries.every(({ platform }) => platform === undefined)) return platforms
  try {
    const platform = await readPlatform(registry.ecr, registry.repository, manifest, run.signal)
    return platform === undefined ? platforms : [{ ...only, platform }]
  } catch (error) {
    run.signal.throwIfAborted()
    warning(
      `Entries of ignore files for a platform do not count, since that of the image could not be read. ${failureOf(error).sentence}`,
    )
    return platforms
  }
}

function waitOf({ run, registry, setup }: Judging): Omit<ScanWait, 'isBlocking'> {
  const { signal, pace } = run
  const { scanning } = setup
  const { repository } = registry
  const { mode, scanTimeoutMinutes: timeoutMinutes, maxScanAgeHours: maxAgeHours } = run.inputs.gate
  let inspector: Promise<Inspector2Client> | undefined
  return {
    ...{ timeoutMinutes, maxAgeHours, scanning, signal, pace, onlyReports: mode === 'report' },
    hasWitness: scanning.mode !== 'basic' && !scanning.isOthers && repository.arn !== undefined,
    ask: async (digest) => {
      const { readCoverage } = await import('./scan/inspector.ts')
      inspector ??= inspectorOf(run, registry)
      return readCoverage(await inspector, repository, digest)
    },
  }
}

/** Loaded only where Inspector is asked: its client is large. */
async function inspectorOf(run: Run, { credentials }: PrivateRegistry): Promise<Inspector2Client> {
  const { inspectorClient } = await import('./lib/inspector.ts')
  return inspectorClient({ ...run, region: run.inputs.identity.region ?? '', credentials })
}

/** What the policy asks of exploits is known, or the gate says that it cannot judge. */
async function withExploitsOf(
  { run, registry }: Judging,
  report: ScanReport,
  isBlocked: boolean,
): Promise<ScanReport> {
  const policy = run.inputs.gate
  const needs = enhancedNeeds(policy)
  if (needs.length === 0 || report.mode === undefined) return report
  if (report.mode === 'basic') {
    // What blocks already needs no more.
    const isStrict = policy.mode === 'enforce' && !isBlocked
    const end = isStrict ? 'No tag was put after it.' : 'The findings are judged without that.'
    const failure = enhancedNeeded(registry.repository.name, needs, end)
    if (isStrict) throw failure
    warning(`${failure.message} ${failure.hint}`)
    return report
  }
  const { needsExploits, withExploits } = await import('./scan/inspector.ts')
  if (!needsExploits(policy)) return report
  const inspector = await inspectorOf(run, registry)
  try {
    const platforms = []
    for (const scan of report.platforms)
      platforms.push(await withExploits(inspector, registry.repository, scan, policy))
    return { ...report, platforms }
  } catch (error) {
    run.signal.throwIfAborted()
    // What blocks already needs no more; and what only reports, reports what it has.
    if (policy.mode === 'enforce' && !isBlocked) throw error
    const { sentence, hint } = failureOf(error)
    warning(`What Inspector knows of exploits is left out. ${sentence} ${hint}`)
    return report
  }
}

const mostLines = 20

/** The log has the worst of what blocks; the summary and the files have all. */
function tell(verdict: Verdict): void {
  if (verdict.kind === 'skipped') return
  const { violations, findings } = verdict
  say(
    `Verdict: ${verdict.kind}, with ${violations.length} of ${findings.length} findings counting against it`,
  )
  for (const one of violations.slice(0, mostLines)) {
    const fix = one.fixedIn === undefined ? '' : `, fixed in ${one.fixedIn}`
    say(`  ${one.severity} ${one.id} in ${one.packageName} ${one.packageVersion}${fix}`)
  }
  if (violations.length > mostLines) say(`  … and ${violations.length - mostLines} more`)
}
