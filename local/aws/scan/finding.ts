/** A finding in the shape of basic scanning: no fix in it, which basic scanning does not know. */
export type Finding = Readonly<{
  name?: string | undefined
  description?: string
  uri?: string
  severity: string // as ECR spells it: CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL, UNDEFINED; a test may say anything
  attributes: readonly Readonly<{ key: string; value: string }>[]
}>

type Odd<T> = T | null | undefined

export type VulnerablePackage = Readonly<{
  name?: Odd<string>
  version?: Odd<string>
  epoch?: Odd<number>
  release?: Odd<string>
  arch?: Odd<string>
  packageManager?: Odd<string> // OS, NPM, …
  filePath?: Odd<string>
  fixedInVersion?: Odd<string> // NotAvailable where there is none
  sourceLayerHash?: Odd<string>
}>

export type PackageVulnerability = Readonly<{
  vulnerabilityId?: Odd<string>
  source?: Odd<string>
  sourceUrl?: Odd<string>
  vendorSeverity?: Odd<string>
  vendorCreatedAt?: Odd<number>
  vendorUpdatedAt?: Odd<number>
  cvss?: Odd<readonly Readonly<Record<string, unknown>>[]>
  relatedVulnerabilities?: Odd<readonly string[]>
  referenceUrls?: Odd<readonly string[]>
  vulnerablePackages?: Odd<readonly VulnerablePackage[]>
}>

/**
 * A finding in the shape of enhanced scanning, or a part of one: what is missing is filled in when it is shown, what is
 * given stays as it is, and what is given as undefined is left out. Times are epoch seconds, as on the wire.
 */
export type EnhancedFinding = Readonly<{
  awsAccountId?: Odd<string>
  findingArn?: Odd<string>
  title?: Odd<string>
  description?: Odd<string>
  severity?: Odd<string> // INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL, UNTRIAGED
  status?: Odd<string> // ACTIVE, SUPPRESSED, CLOSED
  type?: Odd<string>
  score?: Odd<number>
  scoreDetails?: Odd<Readonly<Record<string, unknown>>>
  fixAvailable?: Odd<string> // YES, NO, PARTIAL
  exploitAvailable?: Odd<string> // YES, NO
  firstObservedAt?: Odd<number>
  lastObservedAt?: Odd<number>
  updatedAt?: Odd<number>
  remediation?: Odd<Readonly<{ recommendation?: Odd<Readonly<{ text?: Odd<string>; url?: Odd<string> }>> }>>
  packageVulnerabilityDetails?: Odd<PackageVulnerability>
  resources?: Odd<readonly Readonly<Record<string, unknown>>[]>
}>
