import { fileURLToPath } from 'node:url'
import { sha } from './given.ts'

/** Every event of the table, as GitHub tells it: the payload's file, the event's name and its ref. */
export const events = {
  'push to a branch': ['push-branch', 'push', 'refs/heads/main'],
  'push of a tag': ['push-tag', 'push', 'refs/tags/v1.2.3'],
  release: ['release', 'release', 'refs/tags/v1.2.3'],
  schedule: ['schedule', 'schedule', 'refs/heads/main'],
  workflow_dispatch: ['workflow_dispatch', 'workflow_dispatch', 'refs/heads/main'],
  workflow_run: ['workflow_run', 'workflow_run', 'refs/heads/main'],
  repository_dispatch: ['repository_dispatch', 'repository_dispatch', 'refs/heads/main'],
  pull_request: ['pull_request', 'pull_request', 'refs/pull/12/merge'],
  'pull_request from a fork': ['pull_request-fork', 'pull_request', 'refs/pull/12/merge'],
  'pull_request from a deleted fork': ['pull_request-deleted-fork', 'pull_request', 'refs/pull/12/merge'],
  pull_request_target: ['pull_request_target', 'pull_request_target', 'refs/heads/main'],
  merge_group: ['merge_group', 'merge_group', 'refs/heads/gh-readonly-queue/main/pr-12-0d2b6c1f'],
  'an event that nobody knows': ['issue_comment', 'issue_comment', 'refs/heads/main'],
} as const

export type EventTitle = keyof typeof events

/** The environment in which the runner starts an action on this event. */
export function runnerOf(title: EventTitle): Record<string, string> {
  const [file, name, ref] = events[title]
  return {
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: fileURLToPath(new URL(`../fixtures/events/${file}.json`, import.meta.url)),
    GITHUB_REF: ref,
    GITHUB_SHA: sha,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
  }
}
