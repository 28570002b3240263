import type { EnhancedFinding, Finding, VulnerablePackage } from './finding.ts'
import type { Match } from './match.ts'
import type { InstalledPackage } from './package.ts'

/** Enhanced scanning tells of all packages of a vulnerability at once, with the fix and the score. */
export function enhancedFinding({ advisory, packages }: Match): EnhancedFinding {
  const { id, cvss, uri, fixed } = advisory
  const version = /^CVSS:([\d.]+)/.exec(cvss.vector)?.[1] ?? '3.1'
  const score = Number(cvss.score)
  return {
    description: advisory.description,
    severity: untriaged(advisory.severity),
    score,
    scoreDetails: {
      cvss: { adjustments: [], score, scoreSource: 'NVD', scoringVector: cvss.vector, version },
    },
    exploitAvailable: advisory.exploit ? 'YES' : 'NO',
    packageVulnerabilityDetails: {
      vulnerabilityId: id,
      source: `${(advisory.distro.split(':')[0] ?? '').toUpperCase()}_CVE`,
      sourceUrl: uri,
      vendorSeverity: advisory.severity,
      cvss: [{ baseScore: score, scoringVector: cvss.vector, source: 'NVD', version }],
      referenceUrls: [uri],
      vulnerablePackages: packages.map((installed) => vulnerablePackage(installed, fixed)),
    },
  }
}

/** A finding that was told in basic scanning's shape, as enhanced scanning would show it. */
export function asEnhanced({ name, description, uri, severity, attributes }: Finding): EnhancedFinding {
  const value = (key: string) => attributes.find((attribute) => attribute.key === key)?.value
  const score = value('CVSS3_SCORE')
  return {
    description,
    severity: untriaged(severity),
    ...(score === undefined ? {} : { score: Number(score) }),
    packageVulnerabilityDetails: {
      vulnerabilityId: name,
      sourceUrl: uri,
      vulnerablePackages: [
        {
          name: value('package_name'),
          version: value('package_version'),
          packageManager: 'OS',
          fixedInVersion: 'NotAvailable',
        },
      ],
    },
  }
}

function untriaged(severity: string): string {
  return severity === 'UNDEFINED' ? 'UNTRIAGED' : severity
}

// Inspector tells the parts of a version apart, and puts them together again in that of the fix.
function vulnerablePackage(
  { name, version, architecture }: InstalledPackage,
  fixed: string | null,
): VulnerablePackage {
  const parts = /^(?:(\d+):)?(.*?)(?:-([^-]*))?$/s.exec(version)
  const [, epoch = '0', upstream = version, release] = parts ?? []
  return {
    name,
    version: upstream,
    epoch: Number(epoch),
    release,
    arch: architecture?.toUpperCase(),
    packageManager: 'OS',
    fixedInVersion: fixed === null ? 'NotAvailable' : /^\d+:/.test(fixed) ? fixed : `0:${fixed}`,
  }
}
