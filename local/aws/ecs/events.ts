import type { World } from '../world.ts'
import { taskId } from './lives.ts'
import { stableUuid } from './names.ts'
import { timestamp } from './operation.ts'
import type { Progress } from './progress.ts'
import { shownId } from './standings.ts'
import { type Deployment, deploymentOf, type EcsService, progressOf } from './store.ts'

const MOST = 100

export type ServiceEvent = Readonly<{ id: string; createdAt: number; message: string }>

/** The service's newest events, newest first. */
export function serviceEvents(world: World, service: EcsService, now: number): readonly ServiceEvent[] {
  const oldestFirst = [...service.deployments].reverse().flatMap((deployment) =>
    progressOf(world, service, deployment, now).events.map((event, i) => ({
      at: event.at,
      id: stableUuid(deployment.number, 'event', i),
      message: message(service, deployment, event),
    })),
  )
  return oldestFirst
    .sort((a, b) => a.at - b.at)
    .reverse()
    .slice(0, MOST)
    .map(({ at, ...event }) => ({ ...event, createdAt: timestamp(at) }))
}

function message(service: EcsService, deployment: Deployment, event: Progress['events'][number]): string {
  const [from, to] = event.stopped
  const source = deploymentOf(service, deployment.source)
  const words: Readonly<Record<string, string>> = {
    service: service.name,
    deployment: shownId(deployment),
    source: source ? shownId(source) : 'none',
    desired: String(service.desiredCount),
    tasks: taskList(deployment, to, to + event.living),
    newest: taskList(deployment, to + event.living - 1, to + event.living),
    stopped: taskList(deployment, from, to),
  }
  return event.text.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole)
}

function taskList(deployment: Deployment, from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => `(task ${taskId(deployment, from + i)})`).join(' ')
}
