import type { Edits } from './edits.ts'
import type { Place } from './errors.ts'
import type { Mark } from './mark.ts'
import type { BaseSource } from './source.ts'
import type { Waiting } from './update.ts'

/** What is to be deployed, and where. */
export type DeployOrder = Waiting &
  Readonly<{
    cluster: string
    services: readonly string[]
    /** The account that an ARN of them names. */
    account: string | undefined
    region: string
    source: BaseSource
    edits: Edits
    containerName: string | undefined
    desiredCount: number | undefined
    forceNewDeployment: boolean
    onInFlight: 'replace' | 'wait' | 'fail'
    wait: boolean
    /** How long somebody else's deployment is waited for, where that is asked for. */
    timeoutMinutes: number | undefined
    /** Tells the run on what it registers. */
    mark: Mark | undefined
    allowOlder: boolean
  }>

export function placeOf({ cluster, region }: DeployOrder, service: string): Place {
  return { cluster, region, service }
}
