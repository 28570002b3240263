import type { ContainerEdit, EntryEdit, ImageEdit } from './edits.ts'

/** Two edits of one container as one; only for edits without contradictions. */
export function unite(one: ContainerEdit, other: ContainerEdit): ContainerEdit {
  return {
    name: one.name ?? other.name,
    image: one.image.kind === 'kept' ? other.image : one.image,
    environment: [...one.environment, ...other.environment],
    environmentFiles: one.environmentFiles.length > 0 ? one.environmentFiles : other.environmentFiles,
    secrets: [...one.secrets, ...other.secrets],
    command: one.command ?? other.command,
    entryPoint: one.entryPoint ?? other.entryPoint,
    logDriver: one.logDriver ?? other.logDriver,
    logOptions: [...one.logOptions, ...other.logOptions],
    dockerLabels: [...one.dockerLabels, ...other.dockerLabels],
  }
}

/** What two edits of one container want differently, in words such as `the variable PORT`. Values are not shown. */
export function contradictionsOf(one: ContainerEdit, other: ContainerEdit): readonly string[] {
  const lists = [
    ['the command', one.command, other.command],
    ['the entry point', one.entryPoint, other.entryPoint],
    ['the log driver', one.logDriver, other.logDriver],
    ['the image', imageOf(one.image), imageOf(other.image)],
    ['the environment files', filesOf(one), filesOf(other)],
  ] as const
  return [
    ...lists.filter(([, a, b]) => differ(a, b)).map(([what]) => what),
    ...entries('the variable', one.environment, other.environment),
    ...entries('the secret', one.secrets, other.secrets),
    ...entries('the log option', one.logOptions, other.logOptions),
    ...entries('the label', one.dockerLabels, other.dockerLabels),
  ]
}

function differ(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && JSON.stringify(one) !== JSON.stringify(other)
}

function imageOf(image: ImageEdit): ImageEdit | undefined {
  return image.kind === 'kept' ? undefined : image
}

function filesOf({ environmentFiles }: ContainerEdit): readonly string[] | undefined {
  return environmentFiles.length > 0 ? environmentFiles : undefined
}

function entries(what: string, one: readonly EntryEdit[], other: readonly EntryEdit[]): readonly string[] {
  const wanted = new Map(one.map((entry) => [entry.name, entry]))
  return other
    .filter((entry) => differ(sortable(wanted.get(entry.name)), sortable(entry)))
    .map(({ name }) => `${what} ${name}`)
}

/** In one order of members, whoever made the entry. */
function sortable(entry: EntryEdit | undefined): readonly string[] | undefined {
  return entry && [entry.kind, entry.name, entry.kind === 'set' ? entry.value : '']
}
