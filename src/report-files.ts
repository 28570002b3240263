import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { notice, warning } from '@actions/core'
import type { Files } from './inputs/inputs.ts'
import { errorMessage } from './lib/error-text.ts'
import type { Outcome } from './outcome.ts'
import type { Conclusion } from './report/conclusion.ts'

/**
 * Writes the files that are asked for, in every outcome. One that cannot be written changes nothing of the release.
 * @returns those that were written
 */
export async function writeReports(
  outcome: Outcome,
  conclusion: Conclusion,
  resolve: (path: string) => string,
): Promise<Files> {
  const { sarif, report } = outcome.files ?? {}
  if (outcome.dryRun || (sarif === undefined && report === undefined)) return {}
  const [{ sarifOf }, { reportOf }, { jsonOf }] = await Promise.all([
    import('./report/sarif.ts'),
    import('./report/report-file.ts'),
    import('./report/json.ts'),
  ])
  const write = (path: string, content: object) => writeTo(resolve, path, jsonOf(content))
  const log = sarif === undefined ? undefined : sarifOf(outcome)
  const isJudged = outcome.verdict !== undefined && outcome.verdict.kind !== 'skipped'
  if (sarif !== undefined && log === undefined && isJudged)
    notice(`${sarif} was not written: ${withoutSarif}`)
  return {
    sarif: sarif !== undefined && log !== undefined ? await write(sarif, log) : undefined,
    report: report === undefined ? undefined : await write(report, reportOf(outcome, conclusion)),
  }
}

const withoutSarif =
  'not every platform has a list of findings, and GitHub would close the alerts that an incomplete file leaves out.'

async function writeTo(
  resolve: (path: string) => string,
  path: string,
  pieces: Iterable<string>,
): Promise<string | undefined> {
  try {
    const file = resolve(path)
    makeFolder(dirname(file))
    // A link of that name would lead the findings wherever a pull request wants them.
    rmSync(file, { force: true })
    await writeFile(file, pieces, { flag: 'wx' })
    return path
  } catch (error) {
    warning(`${path} could not be written: ${errorMessage(error)}`)
    return undefined
  }
}

/** Not by mkdir's own recursion, which never ends where the system takes no folders, such as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  mkdirSync(path)
}
