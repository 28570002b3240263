import type { Finding } from './finding.ts'
import type { Match } from './match.ts'

/** Basic scanning tells of each package apart. */
export function basicFindings({ advisory, packages }: Match): readonly Finding[] {
  return packages.map(({ name, version }) => ({
    name: advisory.id,
    description: advisory.description,
    uri: advisory.uri,
    severity: advisory.severity,
    attributes: [
      { key: 'package_version', value: version },
      { key: 'package_name', value: name },
      { key: 'CVSS3_VECTOR', value: advisory.cvss.vector },
      { key: 'CVSS3_SCORE', value: advisory.cvss.score },
    ],
  }))
}
