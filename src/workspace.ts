import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Paths of inputs are relative to the workspace. */
export function resolverOf(env: Readonly<Record<string, string | undefined>>): (path: string) => string {
  return (path) => resolve(env.GITHUB_WORKSPACE || '.', path)
}

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
