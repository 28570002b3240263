import type { Ending, Evidence, Remedy, Rollout, StoppedTask } from '../../src/deploy/rollout.ts'
import { account, digest } from '../support/given.ts'

// Rollouts, as the deploy gives them: one to the service shop that went well. A test names only what it is about.

export const arnOf = (revision: string) => `arn:aws:ecs:eu-west-1:${account}:task-definition/${revision}`

export const consoleUrl =
  'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/production/services/shop/deployments?region=eu-west-1'

export const nothing: Evidence = { tasks: [], events: [], logs: [], targets: [], signs: [] }

export function givenRollout(overrides: Partial<Rollout> = {}): Rollout {
  return {
    ...{ cluster: 'production', service: 'shop', container: 'app' },
    image: `${account}.dkr.ecr.eu-west-1.amazonaws.com/shop@${digest}`,
    ...{ taskDefinition: arnOf('shop:8'), previous: arnOf('shop:7'), changed: true },
    diff: ['containerDefinitions.app.image: "a" -> "b"'],
    ...{ strategy: 'ROLLING', deploymentId: 'ecs-svc/42' },
    deploymentArn: `arn:aws:ecs:eu-west-1:${account}:service-deployment/production/shop/x`,
    ...{ ending: { kind: 'successful' }, failure: undefined, seconds: 65, stages: [] },
    ...{ evidence: nothing, diagnosis: undefined, runs: undefined, notes: [], consoleUrl },
    ...overrides,
  }
}

export const reason = 'It was so.'
export const diagnosis = { sentence: '3 tasks stopped: x', hint: 'See the log.' }
export const unknown = {
  code: 'DEPLOYMENT_UNKNOWN',
  sentence: 'What became of it is unknown: it was denied.',
  hint: 'Allow it.',
} as const

const taken = (kind: 'rolled-back' | 'rollback-failed', by: Remedy): Ending => ({ kind, reason, by })

/** Ends that are bad, each once, the worst first; but for the one that nobody knows. */
export const badEndings = {
  'rollback-failed': taken('rollback-failed', 'ecs'),
  failed: { kind: 'failed', reason },
  mismatched: { kind: 'mismatched', container: 'app', digest: `sha256:${'2'.repeat(64)}` },
  'rolled-back': taken('rolled-back', 'ecs'),
  'timed-out': { kind: 'timed-out', lastState: 'IN_PROGRESS: 1 of 2', minutes: 30, turning: false },
  stopped: { kind: 'stopped', reason },
  superseded: { kind: 'superseded', reason, isTolerated: false },
} as const satisfies Partial<Record<Ending['kind'], Ending>>

/** Ends with which a run ends well, the worst first. */
export const goodEndings = {
  superseded: { kind: 'superseded', reason, isTolerated: true },
  paused: { kind: 'paused', hook: 'hook-1', expiresAt: new Date('2026-11-23T09:30:00Z') },
  'not-waited': { kind: 'not-waited' },
  successful: { kind: 'successful' },
  'no-change': { kind: 'no-change' },
} as const satisfies Partial<Record<Ending['kind'], Ending>>

/** A rollout in which a text stands wherever one of somebody else's may. */
export function rolloutWith(text: string, overrides: Partial<Rollout> = {}): Rollout {
  const task: StoppedTask = {
    ...{ id: text, stopCode: text, reason: text },
    containers: [
      { name: text, exitCode: 1, reason: text, health: 'UNHEALTHY' },
      { name: text, exitCode: undefined, reason: undefined, health: text },
    ],
  }
  return givenRollout({
    ...{ cluster: text, service: text, taskDefinition: `${text}8`, previous: `${text}7`, deploymentId: text },
    ...{
      strategy: text,
      runs: `${text}9`,
      notes: [text, text],
      consoleUrl: `https://x/${text} `,
      diff: [text],
    },
    ending: { kind: 'rolled-back', reason: text, by: 'stop' },
    diagnosis: { sentence: `ECS says: ${text}`, hint: text },
    stages: [text, text].map((name, from) => ({ name, from, to: from + 1 })),
    evidence: {
      tasks: [task, { ...task, reason: undefined }],
      ...{ events: [text, text], signs: [text] },
      targets: [{ target: text, state: text, reason: text }],
      logs: [
        { task: text, container: text, kind: 'lines', lines: [text, `  ${text}`] },
        { task: text, container: text, kind: 'none', why: text },
      ],
    },
    ...overrides,
  })
}
