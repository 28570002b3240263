import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../src/outcome.ts'
import { conclude } from '../src/report/conclusion.ts'
import { writeReports } from '../src/report-files.ts'
import { givenFolder } from './support/folder.ts'
import {
  givenJudged,
  givenNoScan,
  givenOutcome,
  givenPolicy,
  givenReport,
  givenScan,
} from './support/given.ts'
import { written } from './support/stdout.ts'

const files = { sarif: 'out/gate.sarif', report: 'out/gate.json' }

async function writing(outcome: Outcome, workspace = givenFolder()) {
  const { value, log } = await written(() =>
    writeReports(outcome, conclude(outcome), (path) => resolve(workspace, path)),
  )
  const there = Object.values(outcome.files ?? {}).filter(
    (path) => path !== undefined && existsSync(resolve(workspace, path)),
  )
  const read = (path: string): unknown => JSON.parse(readFileSync(resolve(workspace, path), 'utf8'))
  return { files: value, log, there, read, workspace }
}

const policy = givenPolicy()
const violations = [givenJudged()]
const blocked: Outcome['verdict'] = { kind: 'blocked', findings: violations, violations, missing: [], policy }

describe('the files that are asked for', () => {
  test('are written where they are to be, in folders that are made', async () => {
    const {
      files: all,
      log,
      read,
    } = await writing(givenOutcome({ files, verdict: blocked, scan: givenReport(givenScan(violations)) }))
    expect({ all, log }).toEqual({ all: files, log: '' })
    expect(read(files.sarif)).toMatchObject({ version: '2.1.0', runs: [{ results: [{}] }] })
    expect(read(files.report)).toMatchObject({ verdict: 'blocked', findings: [{ id: 'CVE-2026-0001' }] })
  })

  test('may have absolute paths, and be there already', async () => {
    const report = join(givenFolder({ 'a.json': 'an older one, which is longer than the new one' }), 'a.json')
    for (let time = 0; time < 2; time++) {
      const { files: all, read } = await writing(givenOutcome({ files: { report } }))
      expect(all).toEqual({ report, sarif: undefined })
      expect(read(report)).toMatchObject({ verdict: 'passed' })
    }
  })

  test.each<[string, Outcome['files']]>([
    ['sarif-file', { sarif: files.sarif }],
    ['report-file', { report: files.report }],
  ])('are those alone: %s', async (_, only) => {
    const { files: all, there } = await writing(givenOutcome({ files: only }))
    expect(Object.values(all).filter((path) => path !== undefined)).toEqual(Object.values(only ?? {}))
    expect(there).toHaveLength(1)
  })

  test('are none where none is asked for', async () => {
    expect(await writing(givenOutcome())).toMatchObject({ files: {}, log: '', there: [] })
  })

  test('are none in a dry run', async () => {
    const { files: all, log, there, workspace } = await writing(givenOutcome({ files, dryRun: true }))
    expect({ all, log, there }).toEqual({ all: {}, log: '', there: [] })
    expect(existsSync(join(workspace, 'out'))).toBe(false)
  })

  test('are told of also after a failure in the middle: the report, which says so', async () => {
    const failure = { code: 'BUILD_FAILED', sentence: 'It failed.', hint: 'Look.' } as const
    const { files: all, read, there } = await writing({ files, failure })
    expect(all).toEqual({ sarif: undefined, report: files.report })
    expect(there).toEqual([files.report])
    expect(read(files.report)).toMatchObject({ verdict: null, failure: { code: 'BUILD_FAILED' } })
  })

  test('are no SARIF where a platform has no findings: alerts that still stand would be closed', async () => {
    const missing = [givenNoScan('timed-out', 'linux/arm64')]
    const scan = givenReport(givenScan(violations), ...missing)
    const verdict = { kind: 'blocked', findings: violations, violations, missing, policy } as const
    const { files: all, log, there } = await writing(givenOutcome({ files, verdict, scan }))
    expect(all).toEqual({ sarif: undefined, report: files.report })
    expect(there).toEqual([files.report])
    expect(log).toMatch(/^::notice::out\/gate\.sarif was not written: [^\n]*\n$/)
  })
})

describe('a file that cannot be written is a warning, and no more', () => {
  function givenObstacles(): string {
    const workspace = givenFolder({ 'a file': 'x' })
    mkdirSync(join(workspace, 'a folder'))
    return workspace
  }

  test.each(['a file/in a file.json', 'a folder', `${'x'.repeat(300)}.json`])('%s', async (path) => {
    const outcome = givenOutcome({ files: { sarif: path, report: 'good.json' } })
    const { files: all, log, read } = await writing(outcome, givenObstacles())
    expect(all).toEqual({ sarif: undefined, report: 'good.json' })
    expect(log).toMatch(/^::warning::[^\n]* could not be written: [^\n]*\n$/)
    expect(log).toContain(path)
    expect(read('good.json')).toMatchObject({ verdict: 'passed' })
  })
})
