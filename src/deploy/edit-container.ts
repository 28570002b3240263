import type { Container } from './definition.ts'
import { editList, editRecord } from './edit-entries.ts'
import type { ContainerEdit, ImageEdit } from './edits.ts'

type Members = Readonly<Record<string, unknown>>

/** Edits one container; members that nothing edits stay where and what they are. */
export function editContainer(container: Container, edit: ContainerEdit, image: string): Container {
  const files = edit.environmentFiles.map((value) => ({ value, type: 's3' }))
  const members: Members = {
    image: imageOf(edit.image, image) ?? container.image,
    environment: editList(container.environment, edit.environment, 'value'),
    environmentFiles: files.length > 0 ? files : container.environmentFiles,
    secrets: editList(container.secrets, edit.secrets, 'valueFrom'),
    command: edit.command ?? container.command,
    entryPoint: edit.entryPoint ?? container.entryPoint,
    logConfiguration: logging(container.logConfiguration, edit),
    dockerLabels: editRecord(container.dockerLabels, edit.dockerLabels),
  }
  const changed = Object.entries(members).filter(([name, value]) => value !== container[name])
  return { ...container, ...Object.fromEntries(changed) }
}

function imageOf(edit: ImageEdit, ours: string): string | undefined {
  if (edit.kind === 'kept') return undefined
  return edit.kind === 'ours' ? ours : edit.image
}

function logging(before: unknown, { logDriver, logOptions }: ContainerEdit): unknown {
  if (logDriver === undefined && logOptions.length === 0) return before
  const members: Members = typeof before === 'object' && before !== null ? { ...before } : {}
  const isOther = logDriver !== undefined && logDriver !== members.logDriver
  const { options: old, secretOptions: _, ...others } = members
  const kept = isOther ? others : members
  const options = editRecord(isOther ? undefined : old, logOptions)
  return {
    ...kept,
    ...(logDriver === undefined ? {} : { logDriver }),
    ...(options === undefined ? {} : { options }),
  }
}
