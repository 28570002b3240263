import { type Finding, severityOf, short, unnamedId } from './findings.ts'

// Findings as ECR gives them: every member may be missing, and none of the text is to be trusted.

type Maybe<T> = T | undefined

export type BasicFinding = Readonly<{
  name?: Maybe<string>
  description?: Maybe<string>
  severity?: Maybe<string>
  uri?: Maybe<string>
  attributes?: Maybe<readonly Readonly<{ key?: Maybe<string>; value?: Maybe<string> }>[]>
}>

export type EnhancedFinding = Readonly<{
  findingArn?: Maybe<string>
  title?: Maybe<string>
  description?: Maybe<string>
  severity?: Maybe<string>
  status?: Maybe<string>
  score?: Maybe<number>
  fixAvailable?: Maybe<string>
  exploitAvailable?: Maybe<string>
  packageVulnerabilityDetails?: Maybe<
    Readonly<{
      vulnerabilityId?: Maybe<string>
      sourceUrl?: Maybe<string>
      cvss?: Maybe<readonly Readonly<{ baseScore?: Maybe<number> }>[]>
      vulnerablePackages?: Maybe<readonly VulnerablePackage[]>
    }>
  >
}>

type VulnerablePackage = Readonly<{
  name?: Maybe<string>
  version?: Maybe<string>
  epoch?: Maybe<number>
  release?: Maybe<string>
  packageManager?: Maybe<string>
  filePath?: Maybe<string>
  fixedInVersion?: Maybe<string>
}>

const unnamed = { id: unnamedId, package: 'unknown package', version: 'unknown version' }

/** A finding of basic scanning is of one package, and tells of no fix. */
export function fromBasic(raw: BasicFinding, platform: string): Finding {
  const attribute = (key: string) => short(raw.attributes?.find((one) => one.key === key)?.value)
  return {
    id: short(raw.name) ?? unnamed.id,
    severity: severityOf(raw.severity),
    packageName: attribute('package_name') ?? unnamed.package,
    packageVersion: attribute('package_version') ?? unnamed.version,
    ...{ packageManager: undefined, paths: [], fixedIn: undefined, fix: 'unknown', exploit: 'unknown' },
    score: scoreOf([attribute('CVSS3_SCORE'), attribute('CVSS2_SCORE')]),
    description: short(raw.description, longestDescription),
    uri: short(raw.uri, longestAddress),
    ...{ standing: 'active', arn: undefined, epss: undefined, knownExploited: undefined },
    platforms: [platform],
  }
}

/** A finding of Inspector is of one vulnerability in any number of packages; each name and version is one of ours. */
export function fromEnhanced(raw: EnhancedFinding, platform: string): readonly Finding[] {
  const details = raw.packageVulnerabilityDetails ?? {}
  const common = {
    id: short(details.vulnerabilityId) ?? short(raw.title) ?? unnamed.id,
    severity: severityOf(raw.severity),
    fix: choice(raw.fixAvailable, { YES: 'yes', PARTIAL: 'partial', NO: 'no' }, 'unknown'),
    exploit: choice(raw.exploitAvailable, { YES: 'yes', NO: 'no' }, 'unknown'),
    score: scoreOf([raw.score, ...(details.cvss ?? []).map(({ baseScore }) => baseScore)]),
    description: short(raw.description, longestDescription),
    uri: short(details.sourceUrl, longestAddress),
    standing: choice(raw.status, { SUPPRESSED: 'suppressed', CLOSED: 'closed' }, 'active'),
    ...{ arn: raw.findingArn, epss: undefined, knownExploited: undefined },
    platforms: [platform],
  } as const
  const packages = details.vulnerablePackages ?? []
  return byNameAndVersion(packages.length > 0 ? packages : [{}]).map((some) => ({
    ...common,
    ...some,
  }))
}

type OfPackage = Pick<Finding, 'packageName' | 'packageVersion' | 'packageManager' | 'paths' | 'fixedIn'>

function byNameAndVersion(packages: readonly VulnerablePackage[]): readonly OfPackage[] {
  const found = new Map<string, OfPackage & { paths: string[] }>()
  for (const one of packages) {
    const [packageName, packageVersion] = [short(one.name) ?? unnamed.package, versionOf(one)]
    const path = short(one.filePath, longestAddress)
    // A place that is not told is no place that an entry of an ignore file may cover.
    const key = JSON.stringify([packageName, packageVersion, one.packageManager, path === undefined])
    const known = found.get(key)
    if (known !== undefined) known.paths.push(...(path === undefined ? [] : [path]))
    else
      found.set(key, {
        ...{ packageName, packageVersion, packageManager: short(one.packageManager) },
        paths: path === undefined ? [] : [path],
        fixedIn: fixOf(one),
      })
  }
  return [...found.values()]
}

/** As distributions write it: epoch, version and release in one. */
function versionOf({ version, epoch = 0, release }: VulnerablePackage): string {
  const known = short(version)
  if (known === undefined) return unnamed.version
  const revision = short(release)
  const whole = `${epoch > 0 ? `${epoch}:` : ''}${known}${revision === undefined ? '' : `-${revision}`}`
  return short(whole) ?? unnamed.version
}

/** Inspector writes epoch 0 into fixes and leaves it out of versions. */
function fixOf({ fixedInVersion }: VulnerablePackage): string | undefined {
  return fixedInVersion === 'NotAvailable' ? undefined : short(fixedInVersion)?.replace(/^0:/, '')
}

function choice<T extends string>(
  text: string | undefined,
  words: Readonly<Record<string, T>>,
  otherwise: T,
): T {
  return (text !== undefined && Object.hasOwn(words, text) ? words[text] : undefined) ?? otherwise
}

/** The first that is a score of CVSS. */
function scoreOf(given: readonly (string | number | undefined)[]): number | undefined {
  return given
    .filter((one) => one !== undefined && one !== '')
    .map(Number)
    .find((one) => one >= 0 && one <= 10)
}

const longestDescription = 500
const longestAddress = 500
