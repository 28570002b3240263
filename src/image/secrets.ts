import type { BuildPlan } from './arguments.ts'
import { joinFields } from './fields.ts'

/** What a build may see and nobody else: by id, as a value or as a file of the workspace. */
export type SecretInputs = Readonly<{
  values: readonly Readonly<{ id: string; value: string }>[]
  files: readonly Readonly<{ id: string; path: string; text: string }>[]
  /** AWS keys that were given for an s3 cache, as environment variables. */
  cacheKeys: Readonly<Record<string, string>>
}>

/**
 * Hands the values over in the environment of one process: command lines can be read by every process of the
 * machine, and files outlive a killed one.
 */
export function secretFlags(
  { values, files, cacheKeys }: SecretInputs,
  resolve: (path: string) => string,
): Pick<BuildPlan, 'secrets' | 'secretEnvironment'> {
  const named = values.map(({ id, value }, index) => ({ id, value, variable: `SLIPWAY_SECRET_${index + 1}` }))
  return {
    secrets: [
      ...named.map(({ id, variable }) => joinFields([`id=${id}`, `env=${variable}`])),
      ...files.map(({ id, path }) => joinFields([`id=${id}`, `src=${resolve(path)}`])),
    ],
    secretEnvironment: {
      ...Object.fromEntries(named.map(({ variable, value }) => [variable, value])),
      ...cacheKeys,
    },
  }
}

const shortestLine = 4
const longestFile = 65_536

/**
 * Everything that the log must not show. GitHub's runner masks line by line: a bracket that stands alone in a JSON
 * secret would be masked in the whole log, so the short lines of longer texts are left out.
 */
export function secretValues({ secrets }: Readonly<{ secrets: SecretInputs }>): readonly string[] {
  const texts = [
    ...secrets.values.map(({ value }) => value),
    ...secrets.files.filter(({ text }) => text.length <= longestFile).map(({ text }) => text),
    ...Object.values(secrets.cacheKeys),
  ]
  return [...new Set(texts.flatMap(maskable))]
}

/** The passwords in addresses such as that of a Git context. */
export function urlPasswords(addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((one) =>
    [...one.matchAll(/:\/\/[^/@\s]*?:?([^/:@\s]+)@/g)].map(([, password = '']) => password),
  )
}

/** Takes secrets out of what an error will say: outputs are not masked, and people send them on. The longest go first. */
export function withoutSecrets(
  lines: readonly string[],
  { hidden }: Pick<BuildPlan, 'hidden'>,
): readonly string[] {
  const values = hidden.toSorted((a, b) => b.length - a.length)
  return lines.map((line) => values.reduce((text, value) => text.replaceAll(value, '***'), line))
}

function maskable(text: string): readonly string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 1 ? lines : lines.filter((line) => line.length >= shortestLine)
}
