import { type Container, containersOf, type TaskDefinition } from './definition.ts'
import type { EditRefusal } from './edits.ts'

/** What ECS takes of one revision. */
const mostBytes = 65_536

/** What ECS would refuse of a definition, as far as that can be known here. */
export function refusalsOf(definition: TaskDefinition): readonly EditRefusal[] {
  const bytes = Buffer.byteLength(JSON.stringify(definition))
  const size =
    bytes > mostBytes ? [`has ${count(bytes)} bytes as JSON, and ECS takes ${count(mostBytes)}.`] : []
  const texts = [...size, ...containersOf(definition).flatMap(containerProblems)]
  return texts.map((text) => ({ kind: 'invalid', text }))
}

function containerProblems(container: Container): readonly string[] {
  const variables = namesOf(container.environment)
  const secrets = new Set(namesOf(container.secrets))
  const both = [...new Set(variables)].filter((name) => secrets.has(name))
  return [
    ...both.map(
      (name) =>
        `has ${name} as a variable and as a secret of the container ${container.name}; remove one of them with -${name}.`,
    ),
    ...wrongValues(container),
    ...(hasDriver(container)
      ? []
      : [`has log options for the container ${container.name}, and no log driver.`]),
  ]
}

/** YAML makes numbers of what looks like one, and ECS takes texts alone. */
function wrongValues({ name, environment }: Container): readonly string[] {
  const wrong = entriesOf(environment).filter(({ value }) => value !== undefined && typeof value !== 'string')
  return wrong.map(
    (one) =>
      `has the variable ${String(one.name)} of the container ${name} as a ${typeof one.value}, and ECS takes text: put it in quotes.`,
  )
}

function hasDriver({ logConfiguration }: Container): boolean {
  if (typeof logConfiguration !== 'object' || logConfiguration === null) return true
  return !('options' in logConfiguration) || 'logDriver' in logConfiguration
}

function namesOf(list: unknown): readonly string[] {
  return entriesOf(list).flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
}

type Entry = Readonly<{ name?: unknown; value?: unknown }>

function entriesOf(list: unknown): readonly Entry[] {
  const items: readonly unknown[] = Array.isArray(list) ? list : []
  return items.filter((one): one is Entry => typeof one === 'object' && one !== null)
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}
