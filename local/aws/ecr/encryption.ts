import type { Principal } from '../iam/authorize.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { invalidParameter, oneOf, optionalText, record } from './input.ts'
import { checkKey, type KmsKey, keyFor } from './kms.ts'
import type { Repository } from './store.ts'

const TYPES = ['AES256', 'KMS', 'KMS_DSSE'] as const

export type EncryptionType = (typeof TYPES)[number]
export type EncryptionInput = Readonly<{ encryptionType: EncryptionType; kmsKey?: string }>

/** How a repository is encrypted for as long as it lives. */
export type Encryption = Readonly<{ encryptionType: EncryptionType; key?: KmsKey }>

export const aes256: Encryption = { encryptionType: 'AES256' }

export function encryptionInput(input: Input): EncryptionInput {
  const given = record(input, 'encryptionConfiguration')
  if (!given) return { encryptionType: 'AES256' }
  const encryptionType = oneOf(given, 'encryptionType', TYPES)
  if (!encryptionType) throw invalidParameter('encryptionType', 'must not be null')
  const kmsKey = optionalText(given, 'kmsKey', /^.{1,2048}$/s)
  if (kmsKey === undefined) return { encryptionType }
  if (encryptionType !== 'AES256') return { encryptionType, kmsKey }
  throw invalidParameter('kmsKey', 'can only be given with the encryption types KMS and KMS_DSSE')
}

/** Without a principal nobody asks KMS in his own name: ECR makes the repository by itself, from a template. */
export function encryptionOf(
  world: World,
  given: EncryptionInput,
  principal: Principal | undefined,
): Encryption {
  const { encryptionType, kmsKey } = given
  return encryptionType === 'AES256' ? aes256 : { encryptionType, key: keyFor(world, kmsKey, principal) }
}

export function encryptionShape({ encryptionType, key }: Encryption) {
  return { encryptionType, ...(key ? { kmsKey: key.arn } : {}) }
}

/** Refuses what needs the repository's key when that can no longer be used. */
export function checkEncryption(repository: Repository): void {
  checkKey(repository.encryption.key)
}
