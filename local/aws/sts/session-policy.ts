import { deflateRawSync } from 'node:zlib'
import { type PolicyDocument, type Statement, statements } from '../iam/policy.ts'
import { AwsError } from '../protocol/error.ts'
import type { World } from '../world.ts'
import { invalid, members, violation } from './validation.ts'

/** What narrows a session: one policy that allows what any of the given ones allows. */
export type SessionPolicy = Readonly<{ document: PolicyDocument; packedPercent: number }>

const LONGEST = 2048
const MOST = 10
// AWS does not tell how it packs. Deflated, a policy of one plain statement has some 200 bytes.
const PACKED = 512

export function sessionPolicy(
  world: World,
  form: URLSearchParams,
  account: string,
): SessionPolicy | undefined {
  const inline = form.get('Policy')
  const arns = members(form, 'PolicyArns', 'arn')
  if (inline === null && arns.length === 0) return undefined
  const documents = [
    ...(inline === null ? [] : [inlinePolicy(inline)]),
    ...managedPolicies(world, arns, account),
  ]
  return {
    document: { Statement: documents.flatMap(statements) },
    packedPercent: packed([inline ?? '', ...arns].join('\n')),
  }
}

function inlinePolicy(text: string): PolicyDocument {
  if (text === '') {
    throw violation('policy', text, 'Member must have length greater than or equal to 1')
  }
  if (text.length > LONGEST) {
    throw violation('policy', text, `Member must have length less than or equal to ${LONGEST}`)
  }
  const policy = parsed(text)
  const given: unknown = policy.Statement
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  for (const statement of list) checkStatement(statement)
  return policy
}

function parsed(text: string): PolicyDocument {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'Statement' in value) return value as PolicyDocument
  } catch {
    throw malformed('This policy contains invalid Json')
  }
  throw malformed('Syntax errors in policy.')
}

function checkStatement(value: unknown): void {
  if (typeof value !== 'object' || value === null) throw malformed('Syntax errors in policy.')
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } =
    value as Partial<Statement>
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed('Syntax errors in policy.')
  if (Principal ?? NotPrincipal) throw malformed('Policy document should not specify a principal.')
  if ((Action ?? NotAction) === undefined) throw malformed('Policy statement must contain actions.')
  if ((Resource ?? NotResource) === undefined) throw malformed('Policy statement must contain resources.')
}

// They have to be AWS's own or in the account of the role.
function managedPolicies(world: World, arns: readonly string[], account: string): readonly PolicyDocument[] {
  if (arns.length > MOST) {
    throw violation(
      'policyArns',
      `[${arns.join(', ')}]`,
      `Member must have length less than or equal to ${MOST}`,
    )
  }
  return arns.map((arn) => {
    const { [arn]: policy } = world.settings.managedPolicies
    if (policy && ['aws', account].includes(arn.split(':')[4] ?? '')) return policy
    throw invalid(`Policy ${arn} does not exist or is not attachable.`)
  })
}

function packed(text: string): number {
  const percent = Math.ceil((100 * deflateRawSync(text).length) / PACKED)
  if (percent <= 100 && text.length <= LONGEST) return percent
  throw new AwsError(
    'PackedPolicyTooLarge',
    `Packed policy consumes ${Math.max(percent, 101)}% of allotted space, please use smaller policy.`,
  )
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message)
}
