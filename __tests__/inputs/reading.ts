import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { GitEvent } from '../../src/event.ts'
import { type ReadInputs, readInputs } from '../../src/inputs/inputs.ts'
import { failing } from '../support/failure.ts'
import { givenEvent, givenVariables } from '../support/given.ts'

type Texts = Readonly<Record<string, string>>

export type Circumstances = Readonly<{ event?: Partial<GitEvent>; env?: Texts }>

/** The least that a release needs. */
export const least: Texts = { repository: 'shop', 'aws-region': 'eu-west-1' }

/** A runner that offers OIDC tokens. */
export const offering: Circumstances = {
  env: { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token' },
}

/** Reads these inputs and no others. */
export function readOnly(inputs: Texts, { event, env }: Circumstances = {}): ReadInputs {
  return readInputs({ ...env, ...givenVariables(inputs) }, givenEvent(event), fileOf(env))
}

/** Reads files as a run does: relative to the workspace. */
function fileOf(env: Texts = {}) {
  return (path: string) => {
    const file = resolve(env.GITHUB_WORKSPACE ?? '/nonexistent', path)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
}

/** Reads these inputs on top of the least. */
export function read(inputs: Texts = {}, circumstances: Circumstances = {}): ReadInputs {
  return readOnly({ ...least, ...inputs }, circumstances)
}

export function notices(inputs: Texts, circumstances: Circumstances = {}): readonly string[] {
  return read(inputs, circumstances).notices
}

/** The one sentence in which wrong inputs are refused. */
export async function refusal(inputs: Texts, circumstances: Circumstances = {}): Promise<string> {
  const failure = await failing(() => read(inputs, circumstances))
  if (failure.code !== 'INPUT_INVALID') throw new Error(`It failed with ${failure.code}.`)
  return failure.sentence
}
