import { type Advisory, advisories, type Severity } from './advisories.ts'
import { compareVersions } from './debian-version.ts'
import type { InstalledPackage } from './dpkg.ts'

/** A finding in the shape of basic scanning: no fix in it, which basic scanning does not know. */
export type Finding = Readonly<{
  name: string
  description?: string
  uri?: string
  severity: Severity
  attributes: readonly Readonly<{ key: string; value: string }>[]
}>

const ORDER: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED']

export function knowsDistro(distro: string): boolean {
  return advisories.some((advisory) => advisory.distro === distro)
}

/** One finding per advisory and installed binary package, the worst first. */
export function findVulnerabilities(
  distro: string,
  packages: readonly InstalledPackage[],
): readonly Finding[] {
  const relevant = advisories.filter((advisory) => advisory.distro === distro)
  const findings = relevant.flatMap((advisory) =>
    packages
      .filter((installed) => affects(advisory, installed))
      .map((installed) => finding(advisory, installed)),
  )
  return findings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
}

function affects(advisory: Advisory, installed: InstalledPackage): boolean {
  if (advisory.source !== installed.source) return false
  return advisory.fixed === null || compareVersions(installed.sourceVersion, advisory.fixed) < 0
}

function finding(advisory: Advisory, installed: InstalledPackage): Finding {
  return {
    name: advisory.id,
    description: advisory.description,
    uri: advisory.uri,
    severity: advisory.severity,
    attributes: [
      { key: 'package_version', value: installed.version },
      { key: 'package_name', value: installed.name },
      { key: 'CVSS3_VECTOR', value: advisory.cvss.vector },
      { key: 'CVSS3_SCORE', value: advisory.cvss.score },
    ],
  }
}
