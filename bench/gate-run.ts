import type { Outcome } from '../src/outcome.ts'
import { conclude } from '../src/report/conclusion.ts'
import { jsonOf } from '../src/report/json.ts'
import { reportOf } from '../src/report/report-file.ts'
import { sarifOf } from '../src/report/sarif.ts'
import { renderSummary } from '../src/report/summary.ts'
import type { Finding, PlatformScan } from '../src/scan/findings.ts'
import { judge } from '../src/scan/gate.ts'
import type { IgnoreEntry } from '../src/scan/ignore.ts'
import type { GatePolicy } from '../src/scan/policy.ts'

// Judging a very full image and rendering all there is to say of it: 30,000 findings on three platforms, with ignore
// files and a baseline. The memory is that of the whole process, Node.js and the findings themselves included.

const budget = { seconds: 2, megabytes: 300 }
const perPlatform = 10_000
const names = ['linux/amd64', 'linux/arm64', 'linux/arm/v7']
const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unknown'] as const
const now = new Date('2026-11-20T12:00:00Z')

/** Each platform has half of its findings to itself, and several packages share a vulnerability. */
function findingOf(number: number, platform: number): Finding {
  const own = number % 2 === 0 ? 0 : platform
  return {
    id: `CVE-20${10 + (number % 17)}-${10_000 + Math.floor(number / 3)}${own}`,
    severity: severities[number % severities.length] ?? 'unknown',
    packageName: `package-${number % 700}`,
    packageVersion: `${number % 9}.${number % 11}.${number % 13}-${number % 5}ubuntu1`,
    packageManager: number % 4 === 0 ? 'NODEPKG' : 'OS',
    paths: number % 4 === 0 ? [`app/node_modules/package-${number % 700}/package.json`] : [],
    fixedIn: number % 3 === 0 ? undefined : `${(number % 9) + 1}.0.0`,
    fix: number % 3 === 0 ? 'no' : 'yes',
    exploit: number % 50 === 0 ? 'yes' : 'no',
    score: (number % 101) / 10,
    description:
      `${number}: a buffer is read past its end when a header is longer than its field says. `.repeat(5),
    uri: `https://nvd.nist.gov/vuln/detail/CVE-2026-${number}`,
    standing: number % 40 === 0 ? 'suppressed' : 'active',
    arn: `arn:aws:inspector2:eu-west-1:123456789012:finding/${platform}-${number}`,
    epss: (number % 1000) / 1000,
    knownExploited: number % 500 === 0,
    platforms: [names[platform] ?? ''],
  }
}

function scanOf(platform: number): PlatformScan {
  return {
    digest: `sha256:${String(platform).repeat(64)}`,
    platform: names[platform] ?? '',
    kind: 'complete',
    mode: 'enhanced',
    findings: Array.from({ length: perPlatform }, (_, number) => findingOf(number, platform)),
    completedAt: now,
  }
}

function entryOf(line: number): IgnoreEntry {
  const isGlob = line % 10 === 0
  return {
    id: isGlob ? `CVE-2016-1${line}*` : `CVE-20${10 + (line % 17)}-${10_000 + line}0`,
    packages: line % 5 === 0 ? [`package-${line % 70}*`] : [],
    ...{ paths: [], purls: [], platform: undefined, severity: undefined, untilFixed: false },
    ...{ until: line % 7 === 0 ? '2026-01-01' : '2026-12-31', reason: 'Not reachable from our code' },
    ...{ file: '.slipway-ignore.yml', line },
  }
}

const policy: GatePolicy = {
  mode: 'enforce',
  threshold: 'medium',
  maxFindings: { high: 500 },
  ...{ onlyFixable: true, failOnExploitable: true, failOnKnownExploited: true, minEpss: 0.9 },
  ...{ onUnscanned: 'fail', onUnsupported: 'fail', override: undefined },
}

const scan = {
  mode: 'enhanced',
  platforms: names.map((_, platform) => scanOf(platform)),
  seconds: 63,
} as const
const ignores = Array.from({ length: 1_000 }, (_, line) => entryOf(line))
const baseline = Array.from({ length: perPlatform }, (_, number) => findingOf(number * 3, 0))

const cpu = process.cpuUsage()
const started = performance.now()
const verdict = judge(scan, policy, { ignores, baseline, now })
const judged = performance.now()
const outcome: Outcome = {
  ...{ intent: 'release', scan, verdict },
  repository: { name: 'shop', uri: 'localhost/shop', host: 'localhost', account: '123456789012' },
  digest: `sha256:${'1'.repeat(64)}`,
  baseline: {
    kind: 'compared',
    name: 'the image that shop runs',
    digest: `sha256:${'2'.repeat(64)}`,
    findings: baseline,
  },
  dockerfile: 'Dockerfile',
}
const conclusion = conclude(outcome)
const sizes = {
  summary: Buffer.byteLength(renderSummary(outcome, conclusion, now)),
  sarif: written(sarifOf(outcome)),
  report: written(reportOf(outcome, conclusion)),
}
const seconds = (performance.now() - started) / 1000
const cpuSeconds = process.cpuUsage(cpu).user / 1e6
const megabytes = process.resourceUsage().maxRSS / 1024

const rows = verdict.kind === 'skipped' ? [] : verdict.findings
console.log(
  `${process.version}: ${names.length * perPlatform} findings, ${rows.length} rows, ${ignores.length} ignore entries, ${baseline.length} findings in the baseline: ${verdict.kind}`,
)
for (const [name, bytes] of Object.entries(sizes)) console.log(`  ${name}: ${(bytes / 1024).toFixed(0)} KiB`)
console.log(
  `judging ${((judged - started) / 1000).toFixed(2)} s, judging and rendering ${seconds.toFixed(2)} s (budget ${budget.seconds} s; ` +
    `${cpuSeconds.toFixed(2)} s of processor time), ` +
    `peak memory ${megabytes.toFixed(0)} MB (budget ${budget.megabytes} MB)`,
)
process.exitCode = seconds > budget.seconds || megabytes > budget.megabytes ? 1 : 0

/** Makes the pieces of a file; how fast the disk takes them is not measured. */
function written(value: object | undefined): number {
  let bytes = 0
  for (const piece of jsonOf(value)) bytes += Buffer.byteLength(piece)
  return bytes
}
