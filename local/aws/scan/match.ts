import { type Advisory, advisories, type Severity } from './advisories.ts'
import type { Distribution } from './distribution.ts'
import type { InstalledPackage } from './package.ts'

/** An advisory, and what is installed of the packages that it is about. */
export type Match = Readonly<{ advisory: Advisory; packages: readonly InstalledPackage[] }>

const ORDER: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED']

export function knowsDistro(distro: string): boolean {
  return advisories.some((advisory) => advisory.distro === distro)
}

/** The advisories of a distribution that hold for these packages, the worst first. */
export function findVulnerabilities(
  { name, compareVersions }: Distribution,
  installed: readonly InstalledPackage[],
): readonly Match[] {
  const affected = ({ source, fixed }: Advisory) =>
    installed.filter(
      (one) => one.source === source && (fixed === null || compareVersions(one.sourceVersion, fixed) < 0),
    )
  return advisories
    .filter(({ distro }) => distro === name)
    .map((advisory) => ({ advisory, packages: affected(advisory) }))
    .filter(({ packages }) => packages.length > 0)
    .sort((a, b) => ORDER.indexOf(a.advisory.severity) - ORDER.indexOf(b.advisory.severity))
}
