import { ActionError } from '../errors.ts'
import type { BuildPlan } from './arguments.ts'
import { type Cache, parseCache } from './cache.ts'

export type Wanted = Pick<
  BuildPlan,
  'platforms' | 'provenance' | 'sbom' | 'annotations' | 'cacheFrom' | 'cacheTo'
>

/**
 * What the docker driver on the classic image store, that of today's hosted runners, cannot do. Some of it it does not
 * even refuse: annotations and caches that it does not know get lost in silence.
 */
export function lackOf(store: 'classic' | 'containerd', wanted: Wanted): ActionError | undefined {
  const lacking = store === 'containerd' ? [] : lackOfClassic(wanted)
  if (lacking.length === 0) return undefined
  return new ActionError({
    code: 'BUILDER_LACKS_FEATURE',
    sentence: `The builder at hand cannot ${lacking.join(', nor ')}: the engine uses the classic image store.`,
    hint: 'Give `builder: create`, which makes a builder that can; or make another builder the current one in an earlier step (docker/setup-buildx-action), or switch the engine to the containerd image store.',
  })
}

function lackOfClassic({ platforms, provenance, sbom, annotations, ...caches }: Wanted): readonly string[] {
  const imported = typesOf(caches.cacheFrom).filter((type) => !['registry', 'local', 'inline'].includes(type))
  const exported = typesOf(caches.cacheTo).filter((type) => type !== 'inline')
  const lacking: readonly (readonly [isWanted: boolean, what: string])[] = [
    [platforms.length > 1, `build ${platforms.length} platforms into one image`],
    [provenance !== 'false', `attach provenance (\`provenance: ${provenance}\`)`],
    [sbom !== 'false', `attach an SBOM (\`sbom: ${sbom}\`)`],
    [annotations.length > 0, 'keep annotations'],
    [imported.length > 0, `import a cache of type ${imported.join(', ')}`],
    [exported.length > 0, `export a cache of type ${exported.join(', ')}`],
  ]
  return lacking.flatMap(([isWanted, what]) => (isWanted ? [what] : []))
}

function typesOf(entries: readonly string[]): readonly Cache['type'][] {
  const types = entries.map(parseCache).flatMap((cache) => ('type' in cache ? [cache.type] : []))
  return [...new Set(types)]
}
