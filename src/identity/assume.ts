import { setSecret } from '@actions/core'
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials as IssuedKeys,
  type STSClient,
} from '@aws-sdk/client-sts'
import type { Credentials } from '../lib/aws.ts'
import { badAnswer } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { jitter, pause } from '../lib/poll.ts'
import { readClaims } from './claims.ts'
import { fetchIdToken } from './id-token.ts'
import { type Asked, isPassing, refusal } from './refusal.ts'
import type { Role } from './role.ts'

export type Assuming = Readonly<{ region: string; signal: AbortSignal; pace: number }>

/** A role that was just made is refused for some seconds; a role that is refused for good is not asked for longer. */
const pausesMs = [2_000, 4_000]

/**
 * AssumeRoleWithWebIdentity, with a fresh token at every try: GitHub's live for five minutes only.
 * @throws ActionError as the refusal is classified, ID_TOKEN_UNAVAILABLE, or what the call failed with
 */
export function assumeByToken(sts: STSClient, role: Role, assuming: Assuming): Promise<Credentials> {
  return patiently(role, assuming, async () => {
    const token = await fetchIdToken(role.audience, assuming)
    const command = new AssumeRoleWithWebIdentityCommand({ ...inputOf(role), WebIdentityToken: token })
    return { asked: { kind: 'token', claims: readClaims(token) }, answer: sts.send(command) }
  })
}

/**
 * AssumeRole, signed with the client's own credentials.
 * @param who whose credentials these are, for the error
 */
export function assumeByKeys(
  sts: STSClient,
  role: Role,
  who: string,
  assuming: Assuming,
): Promise<Credentials> {
  return patiently(role, assuming, async () => {
    const command = new AssumeRoleCommand({ ...inputOf(role), ExternalId: role.externalId })
    return { asked: { kind: 'keys', who }, answer: sts.send(command) }
  })
}

function inputOf({ arn, sessionName, durationSeconds, policies }: Role) {
  return {
    RoleArn: arn,
    RoleSessionName: sessionName,
    DurationSeconds: durationSeconds,
    Policy: policies.inline,
    ...(policies.managed.length > 0 && { PolicyArns: policies.managed.map((one) => ({ arn: one })) }),
  }
}

type Try = Readonly<{ asked: Asked; answer: Promise<Answer> }>
type Answer = Readonly<{ Credentials?: IssuedKeys | undefined }>

async function patiently(role: Role, assuming: Assuming, ask: () => Promise<Try>): Promise<Credentials> {
  for (let tried = 0; ; tried++) {
    const { asked, answer } = await ask()
    try {
      return keysOf(await answer, role)
    } catch (error) {
      assuming.signal.throwIfAborted()
      const delayMs = pausesMs[tried]
      if (delayMs === undefined || !isPassing(error, asked))
        throw refusal(error, role, assuming.region, asked)
      say(`STS does not hand out ${role.arn} yet; asking again in ${delayMs / 1000} s.`)
      await pause(jitter(delayMs) / assuming.pace, assuming.signal)
    }
  }
}

function keysOf({ Credentials: keys }: Answer, role: Role): Credentials {
  if (!keys?.AccessKeyId || !keys.SecretAccessKey || !keys.SessionToken)
    throw badAnswer(`the request to assume ${role.arn}`, 'without credentials')
  setSecret(keys.SecretAccessKey)
  setSecret(keys.SessionToken)
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    sessionToken: keys.SessionToken,
  }
}
