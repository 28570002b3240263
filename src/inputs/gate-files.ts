import { posix } from 'node:path'
import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

/** Files that the gate writes, as given: relative to the workspace, or absolute. */
export type GateFiles = Readonly<{ sarifFile: string | undefined; reportFile: string | undefined }>

export function readGateFiles(reader: Reader): GateFiles {
  const files = { sarifFile: readPath(reader, 'sarif-file'), reportFile: readPath(reader, 'report-file') }
  const { sarifFile, reportFile } = files
  const areBoth = sarifFile !== undefined && reportFile !== undefined
  if (areBoth && posix.normalize(sarifFile) === posix.normalize(reportFile))
    reader.problem('report-file', `${quoted(reportFile)} is the sarif-file too; give each a name of its own`)
  return files
}

function readPath(reader: Reader, name: 'sarif-file' | 'report-file'): string | undefined {
  const path = reader.text(name)
  const problem = path === undefined ? undefined : pathProblem(path)
  if (problem !== undefined) reader.problem(name, problem)
  return path
}

/** @returns what is wrong with the path of one file, or undefined */
export function pathProblem(path: string): string | undefined {
  if (/\p{Cc}/u.test(path))
    return `${quoted(path)} is not the path of one file: it has line breaks or control characters`
  return /(^|\/)\.{0,2}$/.test(path) ? `${quoted(path)} is a folder; name a file in it` : undefined
}
