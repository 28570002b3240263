import type { TaskDefinition } from './definition.ts'

// A tag on each revision that Slipway registers tells which run made it: a run that finishes late must not deploy over
// what a later one brought. It stands outside of the comparison that finds a definition unchanged.

const key = 'slipway:run'

/** The run that a revision is of. */
export type Mark = Readonly<{ repository: string; run: number }>

/** @returns undefined outside of GitHub, where runs have no numbers */
export function markFor(env: Readonly<Record<string, string | undefined>>): Mark | undefined {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env
  return repository && id && /^\d{1,15}$/.test(id) ? { repository, run: Number(id) } : undefined
}

/** As many tags as ECS allows; a full list is left as it is. */
const mostTags = 50

export function withMark(definition: TaskDefinition, mark: Mark | undefined): TaskDefinition {
  const plain = withoutMark(definition)
  const tags: readonly unknown[] = Array.isArray(plain.tags) ? plain.tags : []
  if (mark === undefined || tags.length >= mostTags) return plain
  return { ...plain, tags: [...tags, { key, value: `${mark.repository}/runs/${mark.run}` }] }
}

/** Without the mark, and without tags that AWS itself put (CloudFormation's, for one) and takes from nobody. */
export function withoutMark(definition: TaskDefinition): TaskDefinition {
  const { tags, ...others } = definition
  if (!Array.isArray(tags)) return definition
  const rest = tags.filter((tag: unknown) => !isMark(tag) && !isOfAws(tag))
  return rest.length === 0 ? others : { ...definition, tags: rest }
}

/** Whether a later run of the same repository made this revision. */
export function isLater(definition: TaskDefinition, ours: Mark | undefined): boolean {
  const theirs = markOf(definition)
  return ours !== undefined && theirs?.repository === ours.repository && theirs.run > ours.run
}

export function markOf({ tags }: TaskDefinition): Mark | undefined {
  const tag = Array.isArray(tags) ? tags.find(isMark) : undefined
  const [, repository, run] = /^(.+)\/runs\/(\d{1,15})$/.exec(String(tag?.value ?? '')) ?? []
  return repository === undefined || run === undefined ? undefined : { repository, run: Number(run) }
}

function isOfAws(tag: unknown): boolean {
  return typeof tag === 'object' && tag !== null && 'key' in tag && /^aws:/i.test(String(tag.key))
}

function isMark(tag: unknown): tag is Readonly<{ key: string; value: unknown }> {
  return typeof tag === 'object' && tag !== null && 'key' in tag && tag.key === key && 'value' in tag
}
