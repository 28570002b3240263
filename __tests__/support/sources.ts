import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export type Import = Readonly<{
  /** A file from the root of the repository (src/event.ts), or the name of a module. */
  target: string
  isType: boolean
  names: readonly string[]
}>

export type Source = Readonly<{ path: string; text: string; imports: readonly Import[] }>

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** All TypeScript files of a folder. */
export function sourcesOf(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) => {
      const text = readText(path)
      return { path, text, imports: importsIn(text, path) }
    })
}

const declaration =
  /^(?:import|export)\s+(type\s+)?((?:[\w*]+\s*,?\s*)?(?:\{[^}]*\}|\* as \w+|\*)?)\s*from\s+'([^']+)'/gm
const bare = /^import\s+'([^']+)'/gm
const dynamic = /\bimport\('([^']+)'\)/g

function importsIn(text: string, path: string): readonly Import[] {
  const declared = [...text.matchAll(declaration)].map(([, type, clause = '', target = '']): Import => {
    const names = clause
      .replace(/[{}]/g, ' ')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const isType = type !== undefined || (names.length > 0 && names.every((name) => name.startsWith('type ')))
    return { target: resolve(target, path), isType, names }
  })
  const others = [...text.matchAll(bare), ...text.matchAll(dynamic)].map(
    ([, target = '']): Import => ({ target: resolve(target, path), isType: false, names: [] }),
  )
  return [...declared, ...others]
}

function resolve(target: string, from: string): string {
  if (!target.startsWith('.')) return target
  return relative('.', normalize(join(dirname(from), target)))
    .split(sep)
    .join('/')
}
