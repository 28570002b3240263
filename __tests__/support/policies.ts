import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyDocument, Statement } from '../../local/aws/aws.ts'
import { root } from './slipway.ts'

// The policies of docs/policies, as they stand there.

/** @param replacements what the reader of docs/iam.md replaces, too */
export function policyFile(
  name: string,
  replacements: Readonly<Record<string, string>> = {},
): Readonly<{ Statement: readonly Statement[] }> {
  let text = readFileSync(join(root, 'docs/policies', `${name}.json`), 'utf8')
  for (const [word, other] of Object.entries(replacements)) text = text.replaceAll(word, other)
  return JSON.parse(text)
}

export function statementsOf(...names: readonly string[]): readonly Statement[] {
  return names.flatMap((name) => policyFile(name).Statement)
}

export const isOptional = ({ Sid = '' }: Statement): boolean => Sid.startsWith('Optional')

export function actionsOf(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ Action }) => listOf(Action))
}

/** The actions of these files: those that a run cannot do without, and the others. */
export function required(...names: readonly string[]): readonly string[] {
  return actionsOf(statementsOf(...names).filter((one) => !isOptional(one)))
}
export function optional(...names: readonly string[]): readonly string[] {
  return actionsOf(statementsOf(...names).filter(isOptional))
}

/** All that these statements allow, but for some actions. */
export function lacking(statements: readonly Statement[], actions: readonly string[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: statements.map((one) => ({
      ...one,
      Action: listOf(one.Action).filter((action) => !actions.includes(action)),
    })),
  }
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return [value ?? []].flat() as readonly T[]
}
