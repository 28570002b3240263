import { ActionError } from './errors.ts'
import type { EventKind } from './event.ts'

export type PushInput = 'auto' | 'true' | 'false' | 'candidate'

/** How far this run goes: build only, up to a judged candidate, or all the way to tags. */
export type Intent = 'build' | 'candidate' | 'release'

/**
 * The event table: what a run does on which event, given the input `push`.
 * An event that the table does not know builds only: publishing is never a guess.
 * @throws ActionError FORK_CANNOT_PUSH where a fork's pull request asks to push
 */
export function intentOf(event: EventKind, push: PushInput): Intent {
  if (push === 'false') return 'build'
  if (event === 'fork' && push !== 'auto') throw forkCannotPush(push)
  if (push === 'candidate') return 'candidate'
  if (push === 'true') return 'release'
  return event === 'publishing' ? 'release' : 'build'
}

function forkCannotPush(push: PushInput): ActionError {
  return new ActionError({
    code: 'FORK_CANNOT_PUSH',
    sentence: `This pull request comes from a fork, and \`push: ${push}\` asks to push: GitHub gives such a run no id-token, so no AWS role can be assumed.`,
    hint: 'Leave `push` at `auto`: forks are built only, and pushed after the merge.',
  })
}
