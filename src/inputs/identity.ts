import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type IdentityInputs = Readonly<{
  /** Missing only where nothing of AWS is needed. */
  region: string | undefined
  role: RoleInputs | undefined
}>

export type RoleInputs = Readonly<{
  arn: string
  sessionName: string | undefined
  durationSeconds: number
  audience: string
}>

const only = ['role-session-name', 'role-duration-seconds', 'audience'] as const

/** @param writes whether this run goes to AWS for certain, so that a region must be known */
export function readIdentity(reader: Reader, env: Environment, writes: boolean): IdentityInputs {
  const region = readRegion(reader, env, writes)
  const arn = readRoleArn(reader)
  const options = {
    sessionName: readSessionName(reader),
    durationSeconds: reader.integer(
      'role-duration-seconds',
      { from: 900, to: 43_200, unit: 'seconds' },
      3600,
    ),
    audience: reader.text('audience') ?? 'sts.amazonaws.com',
  }
  if (arn === undefined) {
    for (const name of only.filter(reader.given)) {
      reader.notice(`${name} has nothing to act on: no role-to-assume is given.`)
    }
    return { region, role: undefined }
  }
  return { region, role: { arn, ...options } }
}

function readRegion(reader: Reader, env: Environment, writes: boolean): string | undefined {
  const region = reader.text('aws-region') ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined)
  if (region === undefined && writes) {
    reader.problem(
      'aws-region',
      'not given, and neither AWS_REGION nor AWS_DEFAULT_REGION is set (for example eu-west-1)',
    )
  }
  if (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region)) {
    reader.problem('aws-region', `${quoted(region)} is not a region's name such as eu-west-1`)
  }
  return region
}

function readRoleArn(reader: Reader): string | undefined {
  const arn = reader.text('role-to-assume')
  if (arn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/.test(arn)) {
    reader.problem(
      'role-to-assume',
      `${quoted(arn)} is not a role's ARN such as arn:aws:iam::123456789012:role/release`,
    )
  }
  return arn
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
