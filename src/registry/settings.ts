import type { Repository as Described, ImageTagMutabilityExclusionFilter } from '@aws-sdk/client-ecr'

export const mutabilities = [
  'MUTABLE',
  'IMMUTABLE',
  'MUTABLE_WITH_EXCLUSION',
  'IMMUTABLE_WITH_EXCLUSION',
] as const

export type Mutability = Readonly<{
  kind: (typeof mutabilities)[number]
  /** Tags that are treated the other way round, with `*` for any text. */
  exclusions: readonly string[]
}>

export type Encryption = Readonly<{ type: 'AES256' | 'KMS' | 'KMS_DSSE'; key: string | undefined }>

/** What ECR tells of a repository in the same breath as its URI. */
export type RepositorySettings = Readonly<{
  arn: string
  mutability: Mutability
  encryption: Encryption
  scanOnPush: boolean
}>

/** What the inputs ask of a repository that is to be made; undefined for what they leave to ECR. */
export type WantedSettings = Readonly<{
  mutability: Mutability | undefined
  encryption: Encryption | undefined
  /** True where nothing is said. */
  scanOnPush: boolean
  /** Whether the input says so: only then a repository that exists is compared with it. */
  scanOnPushGiven: boolean
  tags: Readonly<Record<string, string>>
  /** JSON text. */
  policy: string | undefined
  lifecyclePolicy: string | undefined
}>

/** Reads ECR's answer. A kind that is not known here fails nothing before the build: PutImage decides in the end. */
export function settingsOf(described: Described): RepositorySettings {
  const { imageTagMutability, imageTagMutabilityExclusionFilters = [], encryptionConfiguration } = described
  return {
    arn: described.repositoryArn ?? '',
    mutability: {
      kind: mutabilities.find((kind) => kind === (imageTagMutability ?? 'MUTABLE')) ?? 'MUTABLE',
      exclusions: imageTagMutabilityExclusionFilters.map(
        ({ filter }: ImageTagMutabilityExclusionFilter) => filter ?? '',
      ),
    },
    encryption: {
      type: encryptionConfiguration?.encryptionType ?? 'AES256',
      key: encryptionConfiguration?.kmsKey,
    },
    scanOnPush: described.imageScanningConfiguration?.scanOnPush ?? false,
  }
}

/** Whether a tag of this repository can never name another image. */
export function isImmutable({ kind, exclusions }: Mutability, tag: string): boolean {
  const isExcluded = exclusions.some((filter) => matches(filter, tag))
  switch (kind) {
    case 'MUTABLE':
      return false
    case 'IMMUTABLE':
      return true
    case 'MUTABLE_WITH_EXCLUSION':
      return isExcluded
    case 'IMMUTABLE_WITH_EXCLUSION':
      return !isExcluded
  }
}

function matches(filter: string, tag: string): boolean {
  const pattern = filter
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${pattern}$`, 's').test(tag)
}

/** What a repository has besides its own settings, as far as it was asked for and could be read. */
export type Extras = Readonly<{
  tags: Readonly<Record<string, string>> | undefined
  policy: string | undefined
  lifecyclePolicy: string | undefined
}>

/** Where a repository that exists differs from what the inputs say, in words: `tag mutability is MUTABLE, not IMMUTABLE`. */
export function differences(
  settings: RepositorySettings,
  extras: Extras,
  wanted: WantedSettings,
): readonly string[] {
  const { mutability, encryption } = wanted
  const found: (string | undefined)[] = [
    mutability && differs('tag mutability', words(settings.mutability), words(mutability)),
    encryption && encryptionDiffers(settings.encryption, encryption),
    wanted.scanOnPushGiven
      ? differs('scan on push', String(settings.scanOnPush), String(wanted.scanOnPush))
      : undefined,
    extras.tags && tagsDiffer(extras.tags, wanted.tags),
    policyDiffers('repository policy', extras.policy, wanted.policy),
    policyDiffers('lifecycle policy', extras.lifecyclePolicy, wanted.lifecyclePolicy),
  ]
  return found.filter((one) => one !== undefined)
}

function words({ kind, exclusions }: Mutability): string {
  return [kind, ...exclusions.toSorted()].join(' ')
}

function differs(what: string, is: string, wanted: string): string | undefined {
  return is === wanted ? undefined : `${what} is ${is}, not ${wanted}`
}

/** ECR answers with a key's ARN, whatever name it was given by; other names of a key cannot be compared. */
function encryptionDiffers(is: Encryption, wanted: Encryption): string | undefined {
  if (is.type !== wanted.type) return differs('encryption', is.type, wanted.type)
  if (wanted.key === undefined || wanted.key.startsWith('alias/') || wanted.key.includes(':alias/'))
    return undefined
  const isSame = is.key === wanted.key || is.key?.endsWith(`:key/${wanted.key}`)
  return isSame ? undefined : differs('encryption key', is.key ?? 'the one of AWS', wanted.key)
}

function tagsDiffer(is: Extras['tags'], wanted: Readonly<Record<string, string>>): string | undefined {
  const missing = Object.entries(wanted).filter(([key, value]) => is?.[key] !== value)
  if (missing.length === 0) return undefined
  return `the resource tags ${missing.map(([key]) => key).join(', ')} are missing or have other values`
}

function policyDiffers(what: string, is: string | undefined, wanted: string | undefined): string | undefined {
  if (wanted === undefined || canonical(is) === canonical(wanted)) return undefined
  return is === undefined ? `it has no ${what}` : `its ${what} is another one`
}

/**
 * The same JSON in the same order. In policies a list of one is the same as its entry, and IAM writes an account as the
 * ARN of its root.
 */
function canonical(text: string | undefined): string | undefined {
  try {
    return JSON.stringify(sorted(JSON.parse(text ?? 'null')))
  } catch {
    return text
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? sorted(value[0]) : value.map(sorted)
  if (typeof value === 'string') return value.replace(/^arn:aws[\w-]*:iam::(\d{12}):root$/, '$1')
  if (typeof value !== 'object' || value === null) return value
  const named = Object.entries(value).filter(([key]) => key !== 'Version')
  const members = named.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]))
}
