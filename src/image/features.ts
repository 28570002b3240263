import { ActionError } from '../errors.ts'
import type { BuildPlan } from './arguments.ts'

/** What the docker driver on the classic image store, that of today's hosted runners, cannot do. */
export function lackOf(
  store: 'classic' | 'containerd',
  plan: Pick<BuildPlan, 'platforms' | 'provenance'>,
): ActionError | undefined {
  if (store === 'containerd') return undefined
  if (plan.platforms.length > 1) return lacks(`build ${plan.platforms.length} platforms into one image`)
  if (plan.provenance !== 'false') return lacks(`attach provenance (\`provenance: ${plan.provenance}\`)`)
  return undefined
}

function lacks(what: string): ActionError {
  return new ActionError({
    code: 'BUILDER_LACKS_FEATURE',
    sentence: `The builder at hand cannot ${what}: the engine uses the classic image store.`,
    hint: 'Make another builder the current one in an earlier step (`docker buildx create --use`, or docker/setup-buildx-action), or switch the engine to the containerd image store.',
  })
}
