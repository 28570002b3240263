import type { KmsKey } from './kms.ts'
import { noRules, type ScanningConfiguration } from './scanning-rules.ts'
import type { Template } from './templates.ts'

/** What a private registry has besides its repositories. */
export type RegistryState = Readonly<{
  keys: Map<string, KmsKey> // by ARN
  templates: Map<string, Template> // by prefix
  scanning: { current: ScanningConfiguration }
}>

export function createRegistryState(): RegistryState {
  return { keys: new Map(), templates: new Map(), scanning: { current: noRules } }
}
