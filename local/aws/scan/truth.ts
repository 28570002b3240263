import type { World } from '../world.ts'
import type { EnhancedFinding, Finding } from './finding.ts'

/** What a scan ends with, as the script has it; where it tells nothing, what is in the images, in both shapes. */
export type ScanTruth = Readonly<{ findings: readonly Finding[]; enhanced: readonly EnhancedFinding[] }>

export function scanTruth(world: World, digestOrRepository: string): ScanTruth {
  const script = world.scripts.get(digestOrRepository)
  const told = script?.steps?.at(-1) ?? script
  if (told && ('findings' in told || 'enhanced' in told)) {
    return { findings: told.findings ?? [], enhanced: told.enhanced ?? [] }
  }
  const found = scansOf(world, digestOrRepository).flatMap(({ result }) =>
    result?.status === 'COMPLETE' ? [result] : [],
  )
  return {
    findings: found.flatMap(({ findings }) => findings),
    enhanced: found.flatMap(({ enhanced }) => enhanced),
  }
}

function scansOf({ repositories }: World, key: string) {
  const named = repositories.get(key)
  if (named) return [...named.scans.values()]
  return [...repositories.values()].flatMap(({ scans }) => scans.get(key) ?? [])
}
