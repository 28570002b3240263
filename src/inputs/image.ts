import type { BuildOptions } from '../image/arguments.ts'
import type { BuilderChoice } from '../image/builder-choice.ts'
import { expressionProblem, globalNames } from '../image/expressions.ts'
import type { SecretInputs } from '../image/secrets.ts'
import { expressionsOf } from '../image/template.ts'
import { quoted } from '../quoted.ts'
import { readCaches } from './cache.ts'
import { readCacheUse, readMachine, readSsh } from './machine.ts'
import type { Reader } from './reader.ts'
import { readSecrets } from './secrets.ts'

/** What of an image the inputs say; `labels` and `annotations` are entries of the form key=value, templates and all. */
export type ImageInputs = BuildOptions &
  Readonly<{
    context: BuildContext
    /** The Dockerfile as given, relative to the workspace; where missing, the one in the context. */
    file: string | undefined
    labels: readonly string[]
    annotations: readonly string[]
    secrets: SecretInputs
    builder: BuilderChoice
  }>

export type BuildContext =
  | Readonly<{ kind: 'folder'; path: string }>
  | Readonly<{ kind: 'remote'; url: string }>

export function readImage(reader: Reader): ImageInputs {
  const { cacheKeys, ...caches } = readCaches(reader)
  return {
    context: readContext(reader),
    file: readFile(reader),
    secrets: { ...readSecrets(reader), cacheKeys },
    builder: readBuilder(reader),
    target: reader.text('target'),
    platforms: readPlatforms(reader),
    buildArguments: readBuildArguments(reader),
    buildContexts: readBuildContexts(reader),
    ssh: readSsh(reader),
    ...caches,
    ...readCacheUse(reader),
    ...readMachine(reader),
    provenance: readAttestation(reader, 'provenance'),
    sbom: readAttestation(reader, 'sbom'),
    annotations: readPairs(reader, 'annotations'),
    labels: readPairs(reader, 'labels'),
  }
}

function readContext(reader: Reader): BuildContext {
  const given = reader.text('context') ?? '.'
  if (given === '-')
    reader.problem('context', "'-' would be standard input, and an action has none; name a folder")
  if (given.includes('{{'))
    reader.problem(
      'context',
      `${quoted(given)} holds a template of docker/build-push-action; check out first and name the folder`,
    )
  const remote = /^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(given)
  return remote ? { kind: 'remote', url: given } : { kind: 'folder', path: given }
}

function readFile(reader: Reader): string | undefined {
  const file = reader.text('file')
  if (file === '-')
    reader.problem('file', "'-' would be standard input, and an action has none; name the Dockerfile")
  return file
}

function readPlatforms(reader: Reader): readonly string[] {
  const platforms = reader.list('platforms')
  for (const platform of platforms) {
    if (!/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform)) {
      reader.problem('platforms', `${quoted(platform)} is not a platform such as linux/amd64`)
    }
  }
  return [...new Set(platforms)]
}

function readBuildArguments(reader: Reader): readonly string[] {
  const given = reader.lines('build-args')
  for (const entry of given) {
    // The value may be somebody's secret by mistake, so the error shows the name alone.
    const name = entry.split('=', 1)[0] ?? ''
    if (!/^[A-Za-z_][\w.-]*$/.test(name))
      reader.problem('build-args', `${quoted(name)} is not a build argument's name`)
  }
  return given
}

function readPairs(reader: Reader, name: 'labels' | 'annotations'): readonly string[] {
  const entries = reader.lines(name)
  for (const entry of entries) {
    const wrong = expressionProblem(entry, globalNames)
    if (entry.indexOf('=') < 1) reader.problem(name, `${quoted(entry)} is not of the form key=value`)
    else if (wrong !== undefined) reader.problem(name, wrong)
    else for (const text of unknownIn(entry)) reader.warning(`${name}: ${text}`)
  }
  return entries
}

function unknownIn(entry: string): readonly string[] {
  const unknown = expressionsOf(entry).filter(({ name }) => !globalNames.some((one) => one === name))
  return unknown.map(({ source }) => `${quoted(source)} is no expression that is known, and is left empty.`)
}

function readBuildContexts(reader: Reader): readonly string[] {
  const entries = reader.lines('build-contexts')
  for (const entry of entries) {
    if (!/^[^\s=]+=\S/.test(entry))
      reader.problem(
        'build-contexts',
        `${quoted(entry)} is not of the form name=folder, name=URL or the like`,
      )
  }
  return entries
}

function readBuilder(reader: Reader): BuilderChoice {
  const name = reader.text('builder')
  if (name === undefined) return { kind: 'current' }
  if (name === 'create') return { kind: 'created' }
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name))
    reader.problem('builder', `${quoted(name)} is neither \`create\` nor the name of a builder`)
  return { kind: 'named', name }
}

/** @returns `true`, `false` or attributes, as the option of buildx takes them */
function readAttestation(reader: Reader, name: 'provenance' | 'sbom'): string {
  const given = reader.text(name) ?? 'false'
  if (!/^(true|false|[a-z-]+=[^\s]+)$/.test(given)) {
    const example = name === 'provenance' ? 'mode=min, mode=max' : 'generator=<image>'
    reader.problem(
      name,
      `${quoted(given)} is not one of true, false, ${example} or other attributes of --${name}`,
    )
  }
  return given
}
