import type { Edits } from '../deploy/edits.ts'
import type { BaseSource } from '../deploy/source.ts'
import { quoted } from '../quoted.ts'
import { readContainerEdits } from './deploy-edits.ts'
import type { Reader } from './reader.ts'

/** The task definition that is registered: where it comes from, and what is different in it. */
export type DefinitionInputs = Readonly<{ source: BaseSource; edits: Edits }>

export function readDefinition(reader: Reader): DefinitionInputs {
  const edits: Edits = {
    containers: readContainerEdits(reader),
    cpu: readCpu(reader),
    memory: readMemory(reader),
    taskRoleArn: readRole(reader, 'task-role-arn'),
    executionRoleArn: readRole(reader, 'execution-role-arn'),
  }
  return { source: readSource(reader), edits }
}

const arn = /^arn:[a-z][a-z-]*:ecs:[a-z0-9-]+:\d{12}:task-definition\/[A-Za-z0-9_-]{1,255}(:\d{1,9})?$/

/** A word without dot and slash is a family, unless there is a file of that name. */
function readSource(reader: Reader): BaseSource {
  const given = reader.text('task-definition')
  if (given === undefined) return { kind: 'running' }
  if (given.startsWith('arn:')) {
    if (!arn.test(given))
      reader.problem(
        'task-definition',
        `${quoted(given)} is not the ARN of a task definition such as arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:7`,
      )
    return { kind: 'reference', reference: given }
  }
  const [, revision] = /^[A-Za-z0-9_-]{1,255}(?::(.*))?$/s.exec(given) ?? [undefined, given]
  const isFamily = revision === undefined && reader.file(given) === undefined
  if (isFamily || /^\d{1,9}$/.test(revision ?? '')) return { kind: 'reference', reference: given }
  if (/^[A-Za-z0-9_-]+:/.test(given))
    reader.problem(
      'task-definition',
      `${quoted(given)} is no revision such as shop:7; a family alone means its newest one`,
    )
  return { kind: 'file', path: given, name: given }
}

/** In units of which 1024 are a processor, or with their name. */
function readCpu(reader: Reader): string | undefined {
  const cpu = reader.text('task-cpu')
  const [, number = '', unit] = /^(\d{1,6}|\d{0,3}\.\d{1,3}) ?(vcpu)?$/i.exec(cpu ?? '') ?? []
  const units = unit === undefined ? wholeOf(number) : Number(number) * 1024
  if (cpu !== undefined && !(units >= 128 && units <= 196_608))
    reader.problem('task-cpu', `${quoted(cpu)} is not a size from 128 to 196608, such as 256 or 0.25 vCPU`)
  return cpu
}

function readMemory(reader: Reader): string | undefined {
  const memory = reader.text('task-memory')
  const [, number = '', unit] = /^(\d{1,8}|\d{0,5}\.\d{1,3}) ?(gb)?$/i.exec(memory ?? '') ?? []
  const mebibytes = unit === undefined ? wholeOf(number) : Number(number) * 1024
  if (memory !== undefined && !(mebibytes >= 4 && mebibytes <= 33_554_432))
    reader.problem('task-memory', `${quoted(memory)} is not a size in MiB or GB, such as 512 or 2 GB`)
  return memory
}

function wholeOf(number: string): number {
  return /^\d+$/.test(number) ? Number(number) : Number.NaN
}

/** A name is enough for ECS where the role is of the same account. */
function readRole(reader: Reader, name: 'task-role-arn' | 'execution-role-arn'): string | undefined {
  const role = reader.text(name)
  if (
    role !== undefined &&
    !/^(arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}|[\w+=,.@-]{1,64})$/.test(role)
  )
    reader.problem(
      name,
      `${quoted(role)} is not a role's ARN such as arn:aws:iam::123456789012:role/shop-task`,
    )
  return role
}
