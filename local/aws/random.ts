import { randomBytes, randomUUID } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An identifier with the prefix that tells what it is: AKIA, ASIA, AROA. */
export function uniqueId(prefix: string): string {
  return prefix + [...randomBytes(16)].map((byte) => BASE32[byte % 32]).join('')
}

export function secretKey(): string {
  return randomBytes(30).toString('base64')
}

export function sessionToken(): string {
  return `IQoJb3JpZ2luX2Vj${randomBytes(600).toString('base64')}`
}

/** Registry passwords are long in AWS too: long enough to break Windows' credential store. */
export function registryPassword(): string {
  return randomBytes(1500).toString('base64')
}

export { randomUUID as requestId }
