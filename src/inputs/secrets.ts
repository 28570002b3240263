import { splitPair } from '../image/fields.ts'
import type { SecretInputs } from '../image/secrets.ts'
import { quoted } from '../quoted.ts'
import { buildsNothing } from './idle.ts'
import type { Reader } from './reader.ts'

type Name = 'secrets' | 'secret-envs' | 'secret-files'
type Given = SecretInputs['values'][number]

/** Linux takes no environment variable of more than 128 KiB. */
const longestValue = 120_000

/** Reads the secrets of a build. What is wrong is told by the line: what looks like an id may be half of a value. */
export function readSecrets(reader: Reader): Omit<SecretInputs, 'cacheKeys'> {
  const values = [...readValues(reader), ...readVariables(reader)]
  const files = readFiles(reader)
  const ids = [...values, ...files].map(({ id }) => id)
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index)))
    reader.problem('secrets', `the id ${quoted(id)} is given twice in secrets, secret-envs and secret-files`)
  return { values, files }
}

function readValues(reader: Reader): readonly Given[] {
  return reader.entries('secrets').flatMap(({ line, fields, isClosed }) => {
    const given = isClosed ? pairOf(fields[0] ?? '') : undefined
    if (given === undefined) {
      const why = isClosed ? 'is not of the form id=value' : 'begins with a double quote that nothing closes'
      const advice = 'a value of several lines is quoted together with its id ("id=…")'
      reader.problem('secrets', `line ${line} ${why}; ${advice}`)
      return []
    }
    return checkValue(reader, given, line)
  })
}

function checkValue(reader: Reader, given: Given, line: number): readonly Given[] {
  const { id, value } = given
  if (value === '') {
    reader.warning(
      `secrets: line ${line} has no value and was left out; is the secret that it comes from set?`,
    )
    return []
  }
  if (/^arn:aws[\w-]*:(secretsmanager|ssm):/.test(value.trim()))
    reader.problem(
      'secrets',
      `${quoted(id)} holds an ARN, but secrets are for the build and take values; a secret of the running container belongs into its task definition: use task-secrets`,
    )
  if (Buffer.byteLength(value) > longestValue)
    reader.problem('secrets', `${quoted(id)} has more than ${longestValue} bytes; use secret-files for it`)
  return [given]
}

function readVariables(reader: Reader): readonly Given[] {
  return readPairs(reader, 'secret-envs', reader.list('secret-envs')).flatMap(({ id, value: name }) => {
    const value = /^[A-Za-z_]\w*$/.test(name) ? reader.environment(name) : undefined
    if (value !== undefined) return [{ id, value }]
    if (buildsNothing(reader)) return []
    // Not the name: who wrote the value in its place must not read it here.
    reader.problem('secret-envs', `the variable for ${quoted(id)} is not set in the environment of this step`)
    return []
  })
}

function readFiles(reader: Reader): SecretInputs['files'] {
  return readPairs(reader, 'secret-files', reader.lines('secret-files')).flatMap(({ id, value: path }) => {
    const text = reader.file(path)
    if (text !== undefined) return [{ id, path, text }]
    reader.problem('secret-files', `${quoted(path)} (for ${quoted(id)}) is no file that can be read`)
    return []
  })
}

function readPairs(reader: Reader, name: Name, entries: readonly string[]): readonly Given[] {
  return entries.flatMap((entry, index) => {
    const pair = pairOf(entry)
    if (pair !== undefined && pair.value.trim() !== '') return [{ ...pair, value: pair.value.trim() }]
    const what = name === 'secret-files' ? 'path' : 'VARIABLE'
    reader.problem(name, `entry ${index + 1} is not of the form id=${what}`)
    return []
  })
}

function pairOf(entry: string): Given | undefined {
  const [key, value] = splitPair(entry) ?? []
  const id = key?.trim() ?? ''
  // The end of base64 text, `…==`, is no id with the value `=`.
  return value !== undefined && value !== '=' && /^\w[\w./@:-]*$/.test(id) ? { id, value } : undefined
}
