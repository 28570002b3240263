import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

export type ImageInputs = Readonly<{
  context: BuildContext
  /** The Dockerfile as given, relative to the workspace; where missing, the one in the context. */
  file: string | undefined
  target: string | undefined
  platforms: readonly string[]
  buildArguments: readonly string[]
  labels: Readonly<Record<string, string>>
  provenance: string
  noCache: boolean
  pull: boolean
}>

export type BuildContext =
  | Readonly<{ kind: 'folder'; path: string }>
  | Readonly<{ kind: 'remote'; url: string }>

export function readImage(reader: Reader): ImageInputs {
  return {
    context: readContext(reader),
    file: reader.text('file'),
    target: reader.text('target'),
    platforms: readPlatforms(reader),
    buildArguments: readBuildArguments(reader),
    labels: readLabels(reader),
    provenance: readProvenance(reader),
    noCache: reader.flag('no-cache', false),
    pull: reader.flag('pull', false),
  }
}

function readContext(reader: Reader): BuildContext {
  const given = reader.text('context') ?? '.'
  const remote = /^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(given)
  return remote ? { kind: 'remote', url: given } : { kind: 'folder', path: given }
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
    if (!/^[A-Za-z_]\w*$/.test(name))
      reader.problem('build-args', `${quoted(name)} is not a build argument's name`)
  }
  return given
}

function readLabels(reader: Reader): Readonly<Record<string, string>> {
  const labels: (readonly [string, string])[] = []
  for (const line of reader.lines('labels')) {
    const equals = line.indexOf('=')
    if (equals < 1) reader.problem('labels', `${quoted(line)} is not of the form key=value`)
    else labels.push([line.slice(0, equals).trim(), line.slice(equals + 1).trim()])
  }
  return Object.fromEntries(labels)
}

function readProvenance(reader: Reader): string {
  const given = reader.text('provenance') ?? 'false'
  if (!/^(true|false|[a-z-]+=[^\s]+)$/.test(given)) {
    reader.problem(
      'provenance',
      `${quoted(given)} is not one of true, false, mode=min, mode=max or other attributes of --provenance`,
    )
  }
  return given
}
