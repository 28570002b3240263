import type { Labels } from './labels.ts'

/** What the inputs say of a build and the plan takes over as it is. */
export type BuildOptions = Readonly<{
  target: string | undefined
  platforms: readonly string[]
  buildArguments: readonly string[]
  /** `name=value`; folders are relative to the workspace, where docker runs. */
  buildContexts: readonly string[]
  /** `default`, or an id and what it stands for. */
  ssh: readonly string[]
  /** Without keys, which are in the environment. */
  cacheFrom: readonly string[]
  cacheTo: readonly string[]
  noCache: boolean
  noCacheFilters: readonly string[]
  pull: boolean
  network: string | undefined
  addHosts: readonly string[]
  shmSize: string | undefined
  ulimit: readonly string[]
  allow: readonly string[]
  provenance: string
  sbom: string
}>

/** What a build is made from and where it goes. */
export type BuildPlan = BuildOptions &
  Readonly<{
    /** A folder or a Git URL. */
    context: string
    file: string | undefined
    labels: Labels
    /** `level:key=value` */
    annotations: readonly string[]
    /** Where each secret is to be found: in a variable or in a file, never the value. */
    secrets: readonly string[]
    /** The commit's time in seconds since 1970: buildx writes it down in place of the clock's. */
    sourceDateEpoch: string | undefined
    /** The values, for the environment of the one process that builds. */
    secretEnvironment: Readonly<Record<string, string>>
    /** All that no text of this run may show. */
    hidden: readonly string[]
    /** A builder's name; undefined for the current one. */
    builder: string | undefined
    /** The builder of this name is made by this run, and removed by its post step. */
    createsBuilder: boolean
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
  const labels = Object.entries(plan.labels).map(([key, value]) => `${key}=${value}`)
  return [
    ...['buildx', 'build', '--progress', 'plain', '--metadata-file', metadataFile],
    ...one('--builder', plan.builder),
    ...['--provenance', plan.provenance, '--sbom', plan.sbom],
    ...one('--file', plan.file),
    ...one('--target', plan.target),
    ...one('--platform', plan.platforms.join(',') || undefined),
    ...each('--build-arg', plan.buildArguments),
    ...each('--build-context', plan.buildContexts),
    ...each('--secret', plan.secrets),
    ...each('--ssh', plan.ssh),
    ...each('--label', labels),
    ...each('--annotation', plan.annotations),
    ...each('--cache-from', plan.cacheFrom),
    ...each('--cache-to', plan.cacheTo),
    ...(plan.noCache ? ['--no-cache'] : []),
    ...each('--no-cache-filter', plan.noCacheFilters),
    ...(plan.pull ? ['--pull'] : []),
    ...one('--network', plan.network),
    ...each('--add-host', plan.addHosts),
    ...one('--shm-size', plan.shmSize),
    ...each('--ulimit', plan.ulimit),
    ...each('--allow', plan.allow),
    ...outputOf(plan, push),
    ...['--', plan.context],
  ]
}

/** Manifests of Docker's own type have no place for annotations, and BuildKit before 0.31 makes those. */
function outputOf({ annotations }: BuildPlan, push: string | undefined): readonly string[] {
  if (push === undefined) return ['--output', 'type=cacheonly']
  if (annotations.length === 0) return ['--tag', push, '--push']
  return ['--tag', push, '--output', 'type=registry,oci-mediatypes=true,unpack=false']
}

function one(option: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [option, value]
}

function each(option: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => [option, value])
}
