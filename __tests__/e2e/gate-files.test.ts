import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { Log } from 'sarif'
import type { ScanScript } from '../../local/aws/aws.ts'
import type { RunOptions } from '../../local/github/records.ts'
import { found, rated } from '../fixtures/e2e/scans.ts'
import {
  basic,
  enhanced,
  type Gated,
  type GateWorld,
  type Inputs,
  look,
  refused,
  released,
  startGateWorld,
  step,
} from '../fixtures/e2e-gate-world.ts'
import { readText } from '../support/sources.ts'
import { pushing } from '../support/traced.ts'

// What a run leaves for machines: sarif-file, report-file, outputs and annotations, in every outcome.

jest.setTimeout(30_000)
let world: GateWorld
const folders = mkdtempSync(join(tmpdir(), 'slipway-files-'))
let workspaces = 0

beforeAll(async () => {
  world = await startGateWorld()
})
afterAll(async () => {
  await world.close()
  rmSync(folders, { recursive: true })
})

function newFolder(): string {
  const folder = join(folders, `workspace-${++workspaces}`)
  mkdirSync(folder)
  return folder
}

// A pattern of the official schema is no expression of the unicode kind.
const validatorOf = (path: string) => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(readText(path)))
}
const validators = {
  sarif: validatorOf('__tests__/fixtures/sarif/sarif-schema-2.1.0.json'),
  report: validatorOf('docs/slipway-report.schema.json'),
}

function readValid(kind: keyof typeof validators, path: string): unknown {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const validate = validators[kind]
  validate(content)
  expect(validate.errors).toBeNull()
  return content
}

type Report = Readonly<{
  verdict: string | null
  closed: boolean | null
  failure: { code: string } | null
  findings: readonly { id: string; decision: object }[] | null
  counts: { all: object } | null
}>
type Written = Readonly<{ run: Gated; workspace: string; sarif: Log | undefined; report: Report | undefined }>

const files = { 'sarif-file': 'findings.sarif', 'report-file': 'slipway.json' }

/** Judges with both files asked for; what was written is valid. */
async function judge(
  scan: ScanScript,
  inputs: Inputs = {},
  { kind = 'basic' as const, ...options }: Partial<RunOptions> & { kind?: 'basic' | 'on-push' } = {},
): Promise<Written> {
  const workspace = options.workspace ?? newFolder()
  const how = { scan, inputs: { ...files, ...inputs }, options: { ...options, workspace } }
  const run = await world.judgeNew(kind, how)
  return { run, workspace, ...writtenIn(workspace, run) }
}

/** The outputs name what is there, and nothing else. */
function writtenIn(workspace: string, { outputs }: Gated): Pick<Written, 'sarif' | 'report'> {
  const { 'sarif-file': sarif, 'report-file': report } = outputs
  for (const [name, file] of Object.entries(files))
    expect(existsSync(join(workspace, file))).toBe(outputs[name] === file)
  return {
    sarif: sarif === undefined ? undefined : (readValid('sarif', join(workspace, sarif)) as Log),
    report: report === undefined ? undefined : (readValid('report', join(workspace, report)) as Report),
  }
}

const noticesOf = ({ notes }: Gated) => notes.filter((one) => one.startsWith('notice: '))
const withoutSarif =
  'notice: findings.sarif was not written: not every platform has a list of findings, and GitHub would close the alerts that an incomplete file leaves out.'

describe('both files are written of an image', () => {
  const both = rated('critical low')
  const rows: readonly (readonly [verdict: string, scan: ScanScript, inputs: Inputs, closed: boolean])[] = [
    ['passed', rated(''), {}, false],
    ['blocked', both, {}, true],
    ['overridden', both, { 'gate-override': 'Ship it, says ticket 4711' }, false],
  ]
  for (const [verdict, scan, inputs, closed] of rows) {
    const count = scan.steps?.[0]?.findings?.length ?? 0
    test.concurrent(`that is ${verdict} with ${count} findings`, async () => {
      const { run, sarif, report } = await judge(scan, inputs)
      expect(run.outputs).toMatchObject({ verdict, ...files })
      expect(report).toMatchObject({ verdict, closed, failure: closed ? { code: 'GATE_BLOCKED' } : null })
      expect(report?.findings).toHaveLength(count)
      expect(sarif?.runs[0]?.results).toHaveLength(count)
      expect(noticesOf(run)).toEqual([])
    })
  }

  test.concurrent('with what its ignore file and Inspector take out in the report alone', async () => {
    const list = [
      enhanced('CVE-2026-1', 'HIGH', ['a'], { description: 'One [link](https://d.invalid) and `::error::`' }),
      enhanced('CVE-2026-2', 'HIGH', ['b']),
      enhanced('CVE-2026-3', 'HIGH', ['c'], { status: 'SUPPRESSED' }),
      enhanced('CVE-2026-4', 'UNTRIAGED', ['d'], { exploitAvailable: 'YES', score: 9.9 }),
    ]
    const ignores = 'version: 1\nignore:\n  - id: CVE-2026-2\n    until: 2999-12-31\n    reason: Not called\n'
    const workspace = newFolder()
    writeFileSync(join(workspace, '.slipway-ignore.yml'), ignores)
    const { sarif, report } = await judge(found({ enhanced: list }), {}, { workspace, kind: 'on-push' })
    expect(sarif?.runs[0]?.results?.map(({ ruleId }) => ruleId)).toEqual(['CVE-2026-1', 'CVE-2026-4'])
    const decisions = Object.fromEntries(report?.findings?.map(({ id, decision }) => [id, decision]) ?? [])
    expect(decisions).toEqual({
      'CVE-2026-1': { kind: 'violation', why: 'severity' },
      'CVE-2026-2': {
        kind: 'ignored',
        ignore: {
          ...{ reason: 'Not called', until: '2999-12-31', untilFixed: false },
          ...{ file: '.slipway-ignore.yml', line: 3 },
        },
      },
      'CVE-2026-3': { kind: 'suppressed' },
      'CVE-2026-4': { kind: 'below-threshold' },
    })
  })

  test.concurrent('with the Dockerfile as the place of each alert, where one was built', async () => {
    const { repository, place } = await world.store('basic')
    place.setScan(repository, rated('high'))
    const workspace = world.slipway.checkout.folder
    const inputs = { repository, 'sarif-file': join(newFolder(), 'built.sarif'), tags: 'release' }
    const run = await world.slipway.run({ env: pushing, inputs, workspace })
    const log = readValid('sarif', inputs['sarif-file']) as Log
    expect(run.outputs['sarif-file']).toBe(inputs['sarif-file'])
    const location = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation
    expect(location?.artifactLocation?.uri).toBe('Dockerfile')
    expect(log.runs[0]?.automationDetails?.id).toBe(`slipway/${repository}/`)
    expect(run.main.annotations).toContainEqual(
      expect.objectContaining({ title: 'Slipway: CVE-2026-1001 (high)', file: 'Dockerfile', line: '1' }),
    )
  })
})

describe('no SARIF is written, but the report,', () => {
  const failed = step('FAILED', { description: 'An internal error.' })

  test.concurrent('of an image that was not scanned', async () => {
    const { run, sarif, report } = await judge({ steps: [failed] })
    expect(run.code).toBe('IMAGE_UNSCANNED')
    expect(sarif).toBeUndefined()
    expect(report).toMatchObject({ verdict: 'unscanned', closed: true, failure: { code: 'IMAGE_UNSCANNED' } })
    expect(noticesOf(run)).toEqual([withoutSarif])
  })

  test.concurrent('with gate: off', async () => {
    const workspace = newFolder()
    // Nobody reads it, nor what a scan found.
    writeFileSync(join(workspace, '.slipway-ignore.yml'), 'nonsense: {')
    const { run, sarif, report } = await judge(rated('high'), { gate: 'off' }, { workspace })
    expect(run.ending).toEqual(released('skipped'))
    expect(run.asked).not.toContain(look)
    expect(noticesOf(run)).toEqual(['notice: sarif-file has nothing to act on: the gate is off.'])
    expect(sarif).toBeUndefined()
    expect(report).toMatchObject({ verdict: 'skipped', findings: null, failure: null })
  })

  const early: readonly (readonly [what: string, inputs: Inputs, code: string])[] = [
    ['the repository is not there', { repository: 'shoop' }, 'REPOSITORY_NOT_FOUND'],
    ['an input is wrong', { 'severity-threshold': 'hihg' }, 'INPUT_INVALID'],
  ]
  test.concurrent.each(early)('where %s', async (_, inputs, code) => {
    const { run, sarif, report } = await judge(rated('high'), inputs)
    expect(run.code).toBe(code)
    expect(sarif).toBeUndefined()
    expect(report).toMatchObject({ verdict: null, closed: null, findings: null, failure: { code } })
    // No platform was looked at: the error says why there is no file.
    expect(noticesOf(run)).not.toContain(withoutSarif)
  })

  test.concurrent('where the run is cancelled while it waits', async () => {
    const cancel = { whenLog: 'PENDING', afterMs: 300 }
    const { run, sarif, report } = await judge({ steps: [step('PENDING')] }, {}, { cancel, kind: 'on-push' })
    expect(run.result.conclusion).toBe('cancelled')
    expect(run.ending).toEqual(refused('CANCELLED', undefined))
    expect(run.error).toMatch(/^The run was cancelled\. .* \[CANCELLED\]$/)
    expect(run.outputs.digest).toMatch(/^sha256:/)
    expect(run.outputs['report-file']).toBe('slipway.json')
    expect(run.result.summary).toContain('cancelled')
    expect(run.result.main.ms).toBeLessThan(7_500)
    expect(sarif).toBeUndefined()
    expect(report).toMatchObject({ verdict: null, failure: { code: 'CANCELLED' } })
  })
})

describe('the path of a file', () => {
  test.concurrent('may lead through folders that are not there yet, be absolute, and name what is written anew', async () => {
    const path = join(newFolder(), 'report.json')
    writeFileSync(path, 'x'.repeat(100_000))
    const inputs = { 'sarif-file': 'out/a/findings.sarif', 'report-file': path }
    const workspace = newFolder()
    const run = await world.judgeNew('basic', { scan: rated('low'), inputs, options: { workspace } })
    expect(run.outputs).toMatchObject(inputs)
    readValid('sarif', join(workspace, 'out/a/findings.sarif'))
    readValid('report', path)
  })

  test.concurrent('that cannot be written costs the file and a warning, not the release', async () => {
    const workspace = newFolder()
    writeFileSync(join(workspace, 'taken'), '')
    mkdirSync(join(workspace, 'slipway.json'))
    const inputs = { 'sarif-file': 'taken/findings.sarif', 'report-file': 'slipway.json' }
    const run = await world.judgeNew('basic', { scan: rated('low'), inputs, options: { workspace } })
    expect(run.outputs).toMatchObject({ verdict: 'passed', released: 'true' })
    expect(run.outputs).not.toHaveProperty('sarif-file')
    expect(run.outputs).not.toHaveProperty('report-file')
    expect(run.notes).toEqual([
      expect.stringMatching(/^warning: taken\/findings\.sarif could not be written: /),
      expect.stringMatching(/^warning: slipway\.json could not be written: /),
    ])
  })
})

test('a dry run writes no file', async () => {
  const { run, sarif, report } = await judge(rated('high'), { 'dry-run': 'true' })
  expect(run.ending.exit).toBe(0)
  expect([sarif, report]).toEqual([undefined, undefined])
  expect(run.asked).not.toContain(look)
})

describe('with many findings', () => {
  const secret = 'a-package-name-that-outputs-do-not-hold'
  // The schema of SARIF wants rules to differ, which the validator takes the square of their number for.
  const ids = Array.from({ length: 300 }, (_, at) => `CVE-2026-${10_000 + at}`)
  const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED']
  const many = found({
    findings: ids.map((id, at) =>
      basic(id, severities[at % 6] ?? '', `${secret}-${at}`, { description: 'x'.repeat(300) }),
    ),
  })

  test.concurrent('outputs hold counts only', async () => {
    const { run, report } = await judge(many, { 'max-findings': 'critical=50' })
    const { 'failure-reason': reason, ...outputs } = run.outputs
    expect(JSON.parse(outputs.findings ?? '')).toEqual({
      ...{ critical: 50, high: 50, medium: 50, low: 50, informational: 50, unknown: 50, total: 300 },
    })
    expect(outputs.violations).toBe('50')
    expect(report?.counts?.all).toMatchObject({ violations: 50, total: 300 })
    const text = JSON.stringify(outputs)
    expect(text).not.toContain(secret)
    expect(text.length).toBeLessThan(8_000)
    expect(reason?.length).toBeLessThan(2_500)
  })

  const expired = ids
    .slice(0, 20)
    .map((id) => `  - id: ${id}\n    until: 2020-01-01\n    reason: Too long ago\n`)
  const unused = ids.slice(0, 20).map((id) => `  - id: ${id.replace('2026', '1999')}\n    reason: Gone\n`)
  const gates: readonly (readonly [gate: string, inputs: Inputs, errors: number, verdict: RegExp])[] = [
    ['enforces', {}, 6, /^The gate blocked /],
    ['is overridden', { 'gate-override': 'Ship it, says ticket 4711' }, 0, /^The gate was overridden by /],
  ]

  /** All that can be said of findings and ignore files at once. */
  async function annotated(inputs: Inputs) {
    const workspace = newFolder()
    writeFileSync(join(workspace, 'taken'), '')
    const ignores = `version: 1\nignore:\n${[...expired, ...unused].join('')}`
    writeFileSync(join(workspace, '.slipway-ignore.yml'), ignores)
    const { result } = await world.judgeNew('basic', { scan: many, inputs, options: { workspace } })
    return result.main.annotations
  }

  test.concurrent('the gate has ten annotations at most', async () => {
    const annotations = await annotated({})
    const levels = annotations.map(({ level }) => level)
    expect(levels.filter((level) => level === 'error')).toHaveLength(6)
    expect(levels.filter((level) => level !== 'notice').length).toBeLessThan(10)
    expect(levels.length).toBeLessThanOrEqual(10)
    for (const { message } of annotations) expect(message.length).toBeLessThanOrEqual(4096)
  })

  // GitHub shows the first ten of a kind, and more than the gate may have something to say.
  const others: Inputs = {
    ...{ baseline: `digest:sha256:${'0'.repeat(64)}`, 'sarif-file': 'taken/a', 'report-file': 'taken/b' },
  }
  test.concurrent.each(gates)(
    'the verdict is shown, whatever else is, where it %s',
    async (_, inputs, errors, said) => {
      const annotations = await annotated({ ...others, ...inputs })
      const verdict = annotations.filter(({ message }) => said.test(message))
      expect(verdict).toMatchObject([{ shown: true, level: errors > 0 ? 'error' : 'warning' }])
    },
  )
})
