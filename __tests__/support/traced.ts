import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { RecordedRequest } from '../../local/aws/aws.ts'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { actionNode } from '../../local/start.ts'
import { errorOf, remains, root, type Slipway } from './slipway.ts'

/**
 * A PATH without docker. A run that nothing stops before the build ends with it as DOCKER_MISSING, so that what is
 * read and refused before the build costs no build.
 */
export const withoutDocker = { PATH: join(root, 'no-such-folder') }

/** A docker that pushes one small image by itself: what comes after the push costs no build. */
export const pushing = {
  PATH: join(root, '__tests__/support/fake-docker/pushing'),
  FAKE_DOCKER_NODE: actionNode(root),
}

/** A run and everything that it asked of AWS, also when others ran at the same time. */
export type Traced = Readonly<{
  result: RunResult
  outputs: RunResult['outputs']
  code: string | undefined
  /** The one error: sentence, hint and code. */
  error: string
  /** Notices and warnings: `warning: text`. */
  notes: readonly string[]
  requests: readonly RecordedRequest[]
  /** Their names, `ecr:PutImage`. */
  asked: readonly string[]
}>

type Inputs = Readonly<Record<string, string>>

let runs = 0

/** Runs it in a session of its own name, by which its requests are known. */
export async function traced(
  slipway: Slipway,
  inputs: Inputs = {},
  options: Partial<RunOptions> = {},
): Promise<Traced> {
  const session = `run-${process.pid}-${++runs}`
  const result = await slipway.run({ ...options, inputs: { 'role-session-name': session, ...inputs } })
  const isOurs = ({ principal, parameters }: RecordedRequest) =>
    principal?.endsWith(`/${session}`) || parameters?.RoleSessionName === session
  const requests = slipway.local.aws.requests.filter(isOurs)
  expect(remains(result)).toEqual([])
  return {
    result,
    outputs: result.outputs,
    code: result.outputs['failure-code'],
    error: errorOf(result),
    notes: result.main.annotations
      .filter(({ level }) => level !== 'error')
      .map(({ level, message }) => `${level}: ${message}`),
    requests,
    asked: requests.map(({ service, operation }) => `${service}:${operation}`),
  }
}

/** The same as far as the build, which it does not begin. */
export function tracedToTheBuild(slipway: Slipway, inputs: Inputs = {}): Promise<Traced> {
  return traced(slipway, inputs, { env: withoutDocker })
}

export function rehearsed(slipway: Slipway, inputs: Inputs = {}): Promise<Traced> {
  return tracedToTheBuild(slipway, { 'dry-run': 'true', ...inputs })
}

/** What these operations of the API were called with. */
export function parametersOf({ requests }: Traced, service: string) {
  return requests
    .filter((one) => one.service === service)
    .map(({ operation, parameters = {} }) => ({ operation, ...parameters }))
}
