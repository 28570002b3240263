import data from '../advisories.json' with { type: 'json' }

export type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL' | 'UNDEFINED'

export type Advisory = Readonly<{
  id: string
  severity: Severity
  distro: string // ID of os-release and the release: debian:12, alpine:3.19
  source: string // the source package, since distributions track these
  fixed: string | null // the first version that is not affected
  description: string
  uri: string
  cvss: Readonly<{ score: string; vector: string }>
  exploit?: boolean // one is known to exist
  epss?: number
  knownExploited?: Readonly<{ dateAdded: string; dateDue: string }> // in CISA's catalogue
}>

export const advisories = data.advisories as readonly Advisory[]
export const vulnerabilitySourceUpdatedAt = Date.parse(data.updatedAt)
