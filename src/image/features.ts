import { ActionError } from '../errors.ts'
import type { BuildPlan } from './arguments.ts'
import { type Cache, parseCache } from './cache.ts'

export type Wanted = Pick<
  BuildPlan,
  'platforms' | 'provenance' | 'sbom' | 'annotations' | 'cacheFrom' | 'cacheTo'
>

/**
 * What the docker driver cannot do, on the classic image store, that of today's hosted runners, and on containerd's. Some of
 * it it does not even refuse: annotations and caches that it does not know get lost in silence.
 */
export function lackOf(store: 'classic' | 'containerd', wanted: Wanted): ActionError | undefined {
  const lacking = [...(store === 'classic' ? lackOfClassic(wanted) : []), ...cachesLackedBy(store, wanted)]
  if (lacking.length === 0) return undefined
  const switched = store === 'classic' ? ', or switch the engine to the containerd image store' : ''
  return new ActionError({
    code: 'BUILDER_LACKS_FEATURE',
    sentence: `The builder at hand cannot ${lacking.join(', nor ')}: the engine uses the ${store} image store.`,
    hint: `Give \`builder: create\`, which makes a builder that can; or make another builder the current one in an earlier step (docker/setup-buildx-action)${switched}.`,
  })
}

function lackOfClassic({ platforms, provenance, sbom, annotations }: Wanted): readonly string[] {
  const lacking: readonly (readonly [isWanted: boolean, what: string])[] = [
    [platforms.length > 1, `build ${platforms.length} platforms into one image`],
    [provenance !== 'false', `attach provenance (\`provenance: ${provenance}\`)`],
    [sbom !== 'false', `attach an SBOM (\`sbom: ${sbom}\`)`],
    [annotations.length > 0, 'keep annotations'],
  ]
  return lacking.flatMap(([isWanted, what]) => (isWanted ? [what] : []))
}

type Types = Readonly<Record<'imports' | 'exports', readonly Cache['type'][]>>

/** Measured with Docker 28: what is not in here is refused in the middle, or left out in silence. */
const caches: Readonly<Record<'classic' | 'containerd', Types>> = {
  classic: { imports: ['registry', 'local', 'inline'], exports: ['inline'] },
  containerd: {
    imports: ['registry', 'local', 'inline', 'gha'],
    exports: ['registry', 'local', 'inline', 'gha'],
  },
}

function cachesLackedBy(store: 'classic' | 'containerd', { cacheFrom, cacheTo }: Wanted): readonly string[] {
  const { imports, exports } = caches[store]
  const imported = typesOf(cacheFrom).filter((type) => !imports.includes(type))
  const exported = typesOf(cacheTo).filter((type) => !exports.includes(type))
  return [
    ...(imported.length > 0 ? [`import a cache of type ${imported.join(', ')}`] : []),
    ...(exported.length > 0 ? [`export a cache of type ${exported.join(', ')}`] : []),
  ]
}

function typesOf(entries: readonly string[]): readonly Cache['type'][] {
  const types = entries.map(parseCache).flatMap((cache) => ('type' in cache ? [cache.type] : []))
  return [...new Set(types)]
}
