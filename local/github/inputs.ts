import type { Manifest } from './manifest.ts'

export type StepInputs = Readonly<{
  values: ReadonlyMap<string, string>
  undeclared: readonly string[]
  warning: string | undefined
}>

/** The `with:` block over the defaults of action.yml. `required: true` is never checked: GitHub does not either. */
export function resolveInputs(
  manifest: Manifest,
  given: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
): StepInputs {
  // Input names do not distinguish case.
  const taken = new Set(Object.keys(given).map((name) => name.toLowerCase()))
  const declared = new Set([...manifest.inputs.keys()].map((name) => name.toLowerCase()))
  const values = new Map(Object.entries(given))
  for (const [name, value] of manifest.inputs) {
    if (!taken.has(name.toLowerCase())) values.set(name, evaluate(value, variables))
  }
  const undeclared = Object.keys(given).filter((name) => !declared.has(name.toLowerCase()))
  return { values, undeclared, warning: warningFor(undeclared, [...manifest.inputs.keys()]) }
}

export function inputVariables(inputs: ReadonlyMap<string, string>): Record<string, string> {
  const name = (input: string) => `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`
  return Object.fromEntries([...inputs].map(([input, value]) => [name(input), value]))
}

/** Defaults know the contexts `github` and `runner` only; what is not found there is empty. */
function evaluate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const [context = '', key = ''] = expression.trim().split('.')
    return variables[`${context}_${key}`.toUpperCase()] ?? ''
  })
}

function warningFor(undeclared: readonly string[], valid: readonly string[]): string | undefined {
  if (undeclared.length === 0) return undefined
  return `Unexpected input(s) ${list(undeclared)}, valid inputs are [${list(valid)}]`
}

function list(names: readonly string[]): string {
  return `'${names.join("', '")}'`
}
