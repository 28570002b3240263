import data from '../advisories.json' with { type: 'json' }

export type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL' | 'UNDEFINED'

export type Advisory = Readonly<{
  id: string
  severity: Severity
  distro: string // ID:VERSION_ID of os-release
  source: string // the source package, since distributions track these
  fixed: string | null // the first version that is not affected
  description: string
  uri: string
  cvss: Readonly<{ score: string; vector: string }>
}>

export const advisories = data.advisories as readonly Advisory[]
export const vulnerabilitySourceUpdatedAt = Date.parse(data.updatedAt)
