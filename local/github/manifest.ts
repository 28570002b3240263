import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

/** What of action.yml the runner acts on. */
export type Manifest = Readonly<{
  main: string
  post: string | undefined
  postIf: string
  /** Defaults by name, expressions not yet evaluated; no default is `''`, as in the runner. */
  inputs: ReadonlyMap<string, string>
}>

export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, 'action.yml')
  const text = await readFile(file, 'utf8')
  const { runs, inputs } = parse(text) as Yaml
  if (!/^node\d+$/.test(String(runs?.using))) throw new Error(`${file}: runs.using is no node runtime`)
  if (typeof runs?.main !== 'string') throw new Error(`${file}: runs.main is missing`)
  if (runs.pre !== undefined) throw new Error(`${file}: runs.pre is not modelled here`)
  const post = typeof runs.post === 'string' ? await script(folder, runs.post) : undefined
  return {
    main: await script(folder, runs.main),
    post,
    postIf: String(runs['post-if'] ?? 'always()'),
    inputs: new Map(Object.entries(inputs ?? {}).map(([name, input]) => [name, defaultOf(input)])),
  }
}

type Yaml = Readonly<{
  runs?: Readonly<Record<string, unknown>>
  inputs?: Readonly<Record<string, Readonly<{ default?: unknown }> | null>>
}>

function defaultOf(input: Readonly<{ default?: unknown }> | null): string {
  return String(input?.default ?? '')
}

async function script(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  const found = await stat(file).then(
    (entry) => entry.isFile(),
    () => false,
  )
  if (!found) throw new Error(`File not found: '${file}'`)
  return file
}
