import type { Labels } from './labels.ts'

/** What a build is made from and where it goes. */
export type BuildPlan = Readonly<{
  /** A folder or a Git URL. */
  context: string
  file: string | undefined
  target: string | undefined
  platforms: readonly string[]
  buildArguments: readonly string[]
  labels: Labels
  provenance: string
  noCache: boolean
  pull: boolean
}>

/**
 * The arguments of `docker buildx build`. Provenance and SBOM are always said, because their defaults change with
 * builder, store and version, and turn a plain image into an index.
 * @param push the full reference to push to; without one the image is built and thrown away
 */
export function buildArguments(
  plan: BuildPlan,
  push: string | undefined,
  metadataFile: string,
): readonly string[] {
  return [
    ...['buildx', 'build', '--progress', 'plain', '--metadata-file', metadataFile],
    ...['--provenance', plan.provenance, '--sbom', 'false'],
    ...(plan.file === undefined ? [] : ['--file', plan.file]),
    ...(plan.target === undefined ? [] : ['--target', plan.target]),
    ...(plan.platforms.length === 0 ? [] : ['--platform', plan.platforms.join(',')]),
    ...plan.buildArguments.flatMap((entry) => ['--build-arg', entry]),
    ...Object.entries(plan.labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
    ...(plan.noCache ? ['--no-cache'] : []),
    ...(plan.pull ? ['--pull'] : []),
    ...(push === undefined ? ['--output', 'type=cacheonly'] : ['--tag', push, '--push']),
    ...['--', plan.context],
  ]
}
