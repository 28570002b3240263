import { describe, expect, test } from '@jest/globals'
import { readEvent } from '../src/event.ts'
import { type Intent, intentOf, type PushInput } from '../src/intent.ts'
import { type EventTitle, events, runnerOf } from './support/events.ts'
import { failing } from './support/failure.ts'

const refused = 'FORK_CANNOT_PUSH'
type Row = Readonly<Record<PushInput, Intent | typeof refused>>

const publishing: Row = { auto: 'release', true: 'release', candidate: 'candidate', false: 'build' }
const building: Row = { auto: 'build', true: 'release', candidate: 'candidate', false: 'build' }
const foreign: Row = { auto: 'build', true: refused, candidate: refused, false: 'build' }

/** What a run does on each event, for each value of the input push. */
const table: Readonly<Record<EventTitle, Row>> = {
  'push to a branch': publishing,
  'push of a tag': publishing,
  release: publishing,
  schedule: publishing,
  workflow_dispatch: publishing,
  workflow_run: publishing,
  repository_dispatch: publishing,
  pull_request: building,
  'pull_request from a fork': foreign,
  'pull_request from a deleted fork': foreign,
  pull_request_target: building,
  merge_group: building,
  'an event that nobody knows': building,
}

const rows = (Object.keys(events) as EventTitle[]).flatMap((title) =>
  (['auto', 'true', 'candidate', 'false'] as const).map((push) => [title, push, table[title][push]] as const),
)

describe('the event table', () => {
  test.each(rows)('%s with push: %s → %s', async (title, push, expected) => {
    const { kind } = readEvent(runnerOf(title))
    if (expected !== refused) {
      expect(intentOf(kind, push)).toBe(expected)
      return
    }
    const failure = await failing(() => intentOf(kind, push))
    expect(failure.code).toBe(expected)
    expect(failure.sentence).toMatch(/comes from a fork.*id-token/)
    expect(failure.sentence).toContain(`\`push: ${push}\``)
  })
})
