import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

/** How roles are assumed, whichever they are. */
export type AssumeInputs = Readonly<{
  sessionName: string | undefined
  durationSeconds: number
  audience: string
  externalId: string | undefined
  policies: Readonly<{ inline: string | undefined; managed: readonly string[] }>
}>

export function readAssumeInputs(reader: Reader): AssumeInputs {
  return {
    sessionName: readSessionName(reader),
    durationSeconds: reader.integer(
      'role-duration-seconds',
      { from: 900, to: 43_200, unit: 'seconds' },
      3600,
    ),
    audience: reader.text('audience') ?? 'sts.amazonaws.com',
    externalId: readExternalId(reader),
    policies: { inline: readPolicy(reader), managed: readPolicyArns(reader) },
  }
}

function readSessionName(reader: Reader): string | undefined {
  const name = reader.text('role-session-name')
  if (name !== undefined && !/^[\w+=,.@-]{2,64}$/.test(name)) {
    reader.problem(
      'role-session-name',
      `${quoted(name)} is not 2 to 64 characters out of letters, digits and _+=,.@-`,
    )
  }
  return name
}

/** It may be meant to be kept to oneself, so the error does not show it. */
function readExternalId(reader: Reader): string | undefined {
  const id = reader.text('role-external-id')
  if (id !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(id))
    reader.problem('role-external-id', 'not 2 to 1224 characters out of letters, digits and _+=,.@:/-')
  return id
}

const longestPolicy = 2048

/** Sent without its white space, which counts against the limit of STS. */
function readPolicy(reader: Reader): string | undefined {
  const given = reader.text('inline-session-policy')
  if (given === undefined) return undefined
  const policy = compact(given)
  if (policy === undefined) {
    reader.problem('inline-session-policy', `${quoted(given)} is not the JSON object of a policy`)
  } else if (policy.length > longestPolicy) {
    reader.problem(
      'inline-session-policy',
      `${policy.length} characters without white space, and STS takes ${longestPolicy}`,
    )
  }
  return policy
}

function compact(text: string): string | undefined {
  try {
    const policy: unknown = JSON.parse(text)
    return typeof policy === 'object' && policy !== null && 'Statement' in policy
      ? JSON.stringify(policy)
      : undefined
  } catch {
    return undefined
  }
}

const mostPolicies = 10

function readPolicyArns(reader: Reader): readonly string[] {
  const arns = reader.list('managed-session-policies')
  for (const arn of arns) {
    if (!/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/.test(arn)) {
      reader.problem(
        'managed-session-policies',
        `${quoted(arn)} is not a policy's ARN such as arn:aws:iam::123456789012:policy/push`,
      )
    }
  }
  if (arns.length > mostPolicies)
    reader.problem('managed-session-policies', `${arns.length} policies, and STS takes ${mostPolicies}`)
  return arns
}
