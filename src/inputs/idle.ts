import type { Reader } from './reader.ts'

/** Whether nothing is built: then what this machine lacks for a build says nothing of the run. */
export function buildsNothing(reader: Reader): boolean {
  return ['image', 'local-image'].some(reader.given) || reader.flag('dry-run', false)
}
