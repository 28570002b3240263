import { contradictionsOf, unite } from '../deploy/edit-unite.ts'
import type { ContainerEdit, EntryEdit } from '../deploy/edits.ts'
import { quoted } from '../quoted.ts'
import { readContainers } from './containers.ts'
import {
  doublesOf,
  entryOf,
  isContainerName,
  isEnvironmentFile,
  isLogDriver,
  isSecretReference,
  looksLikeSecretArn,
  wordsOf,
} from './entries.ts'
import type { Reader } from './reader.ts'

/** The inputs that edit one container, and so need to know which. */
const ofOne = [
  'environment-variables',
  'env-files',
  'task-secrets',
  'command',
  'log-driver',
  'log-options',
  'docker-labels',
] as const

/** The edits of all containers, each there once; one of them, named or not, gets the image. */
export function readContainerEdits(reader: Reader): readonly ContainerEdit[] {
  const entries = readContainers(reader)
  const target = readTarget(reader, entries)
  const edit = readOne(reader, target.name, target.isOurs)
  const given = entries.find(({ name }) => name !== undefined && name === target.name)
  const others = entries.filter((one) => one !== given)
  const contradictions = given === undefined ? [] : contradictionsOf(given, edit)
  for (const what of contradictions)
    reader.problem(
      'containers',
      `contradicts another input: ${what} of the container ${quoted(target.name ?? '')}`,
    )
  const united = given === undefined ? edit : unite(given, edit)
  const all = target.isIdle ? entries : [...others, united]
  for (const one of all) checkSecrets(reader, one)
  return all
}

/** The container that the image goes into, or the first of them, where the inputs name it. */
export function readContainerName(reader: Reader): string | undefined {
  return reader.text('container-name') ?? readTargets(readContainers(quiet(reader))).at(0)
}

type Target = Readonly<{
  name: string | undefined
  isOurs: boolean
  /** Nothing is to be done beside what `containers` says. */
  isIdle: boolean
}>

function readTarget(reader: Reader, entries: readonly ContainerEdit[]): Target {
  const name = reader.text('container-name')
  if (name !== undefined && !isContainerName(name))
    reader.problem(
      'container-name',
      `${quoted(name)} is not one name of letters, digits, hyphens and underscores`,
    )
  const targets = readTargets(entries)
  const given = ofOne.filter(reader.given)
  if (name !== undefined || targets.length < 2)
    return { name: name ?? targets[0], isOurs: true, isIdle: false }
  for (const one of given)
    reader.problem(one, 'needs container-name, since containers puts the image of this run into several')
  return { name: undefined, isOurs: false, isIdle: true }
}

function readTargets(entries: readonly ContainerEdit[]): readonly string[] {
  return entries.flatMap(({ name, image }) => (image.kind === 'ours' && name !== undefined ? [name] : []))
}

function readOne(reader: Reader, name: string | undefined, isOurs: boolean): ContainerEdit {
  return {
    name,
    image: { kind: isOurs ? 'ours' : 'kept' },
    environment: readVariables(reader),
    environmentFiles: readFiles(reader),
    secrets: readSecrets(reader),
    command: readCommand(reader),
    entryPoint: undefined,
    logDriver: readLogDriver(reader),
    logOptions: readEntries(reader, 'log-options'),
    dockerLabels: readEntries(reader, 'docker-labels'),
  }
}

type Lists = 'environment-variables' | 'task-secrets' | 'log-options' | 'docker-labels'

/** Values may be secrets by mistake: what is wrong is told by the number of the entry, or by the name alone. */
function readEntries(reader: Reader, input: Lists): readonly EntryEdit[] {
  const edits = reader.lines(input).flatMap((text, index) => {
    const edit = entryOf(text)
    if (edit === undefined)
      reader.problem(input, `entry ${index + 1} is not of the form KEY=value, or -KEY to remove it`)
    return edit === undefined ? [] : [edit]
  })
  for (const name of doublesOf(edits)) reader.problem(input, `${quoted(name)} is there twice`)
  return edits
}

function readVariables(reader: Reader): readonly EntryEdit[] {
  const edits = readEntries(reader, 'environment-variables')
  for (const edit of edits)
    if (edit.kind === 'set' && looksLikeSecretArn(edit.value))
      reader.warning(
        `environment-variables: ${quoted(edit.name)} holds the ARN of a secret, and the container gets that text; for the secret itself use task-secrets.`,
      )
  return edits
}

function readSecrets(reader: Reader): readonly EntryEdit[] {
  const edits = readEntries(reader, 'task-secrets')
  for (const edit of edits)
    if (edit.kind === 'set' && !isSecretReference(edit.value.trim()))
      reader.problem(
        'task-secrets',
        `${quoted(edit.name)} names no secret: its value is the ARN of a secret or the name of a parameter, never the secret itself`,
      )
  return edits.map((edit) => (edit.kind === 'set' ? { ...edit, value: edit.value.trim() } : edit))
}

/** ECS refuses a name that is a variable and a secret. */
function checkSecrets(reader: Reader, { name, environment, secrets }: ContainerEdit): void {
  const set = (edits: readonly EntryEdit[]) =>
    edits.filter(({ kind }) => kind === 'set').map((edit) => edit.name)
  const variables = new Set(set(environment))
  const of = name === undefined ? '' : ` of the container ${quoted(name)}`
  const input = reader.given('task-secrets') ? 'task-secrets' : 'containers'
  for (const both of set(secrets).filter((one) => variables.has(one)))
    reader.problem(input, `${quoted(both)}${of} is an environment variable too, and ECS takes one of them`)
}

function readFiles(reader: Reader): readonly string[] {
  const files = reader.list('env-files')
  for (const file of files.filter((one) => !isEnvironmentFile(one)))
    reader.problem(
      'env-files',
      `${quoted(file)} is not the ARN of a file of variables in S3 such as arn:aws:s3:::bucket/shop.env`,
    )
  return files
}

function readCommand(reader: Reader): readonly string[] | undefined {
  const given = reader.text('command')
  const words = given === undefined ? undefined : wordsOf(given)
  if (given !== undefined && words === undefined)
    reader.problem('command', 'what is given is not a JSON array of texts such as ["node", "server.js"]')
  return words
}

function readLogDriver(reader: Reader): string | undefined {
  const driver = reader.text('log-driver')
  if (driver !== undefined && !isLogDriver(driver))
    reader.problem('log-driver', `${quoted(driver)} is not the name of a log driver such as awslogs`)
  return driver
}

/** For reading once more what has been complained of before. */
function quiet(reader: Reader): Reader {
  return { ...reader, problem: () => undefined, notice: () => undefined, warning: () => undefined }
}
