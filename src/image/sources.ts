import { readFileSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import type { BuildPlan } from './arguments.ts'
import type { Sources } from './build-hints.ts'

type Place = Pick<BuildPlan, 'context' | 'file'>

/** @param workspace what paths are shown relative to */
export function sourcesOf({ context, file }: Place, workspace: string): Sources {
  const own = file === undefined ? [] : [`${file}.dockerignore`]
  const path = [...own, join(context, '.dockerignore')].find(isFile)
  return {
    context: shown(context, workspace),
    ignoreFile:
      path === undefined ? undefined : { path: shown(path, workspace), leavesOutAll: isTotal(path) },
  }
}

/** The Dockerfile that a log names, relative to the workspace; undefined where that would be a guess. */
export function dockerfileIn({ context, file }: Place, name: string, workspace: string): string | undefined {
  const path = file === undefined ? join(context, name) : file
  const shortened = relative(workspace, path)
  return basename(path) === name && !shortened.startsWith(`..${sep}`) ? shortened : undefined
}

function shown(path: string, workspace: string): string {
  const shortened = relative(workspace, path)
  return shortened.startsWith('..') ? path : shortened || '.'
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** A pattern for everything, and none that takes something back in. */
function isTotal(path: string): boolean {
  const patterns = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const isAll = (pattern: string) => /^\/?\*\*?(\/\*\*?)?\/?$/.test(pattern)
  return patterns.some(isAll) && !patterns.some((pattern) => pattern.startsWith('!'))
}
