import { notice } from '@actions/core'
import type { Service, ServiceDeployment } from '@aws-sdk/client-ecs'
import { explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { placeName } from './errors.ts'
import { describeDeployments, describeServices } from './look.ts'
import { isClosed, mostInARow, passing, patience } from './patience.ts'
import { findDeployment } from './update.ts'
import type { Following, Watch } from './watch.ts'

/** One look at all that is watched: what could be read this time. */
export type Read = Readonly<{
  /** By name; undefined in it: there is no such service any more. */
  services: ReadonlyMap<string, Service | undefined> | undefined
  /** By ARN. */
  deployments: ReadonlyMap<string, ServiceDeployment> | undefined
}>

export type Reader = Readonly<{
  read: (watches: readonly Watch[], elapsedMs: number) => Promise<Read>
  /** Whether somebody deployed after ours. */
  hasSuccessor: (watch: Watch) => Promise<boolean>
}>

/** An emulator, or a proxy, answers with a page: so often in a row, and ECS's own records are given up. */
const mostPages = 3

/**
 * Reads in batches. Where ECS's own records are denied or missing, the services' lists of deployments are what is left.
 * @throws (its `read`) ActionError what does not pass by itself
 */
export function readerOf(cluster: string, { clients, signal }: Following): Reader {
  const ecs = clients.reads
  const patient = patience(`the services in the cluster ${cluster}`)
  let faults = 0
  let isTold = false

  function close(watches: readonly Watch[], why: string): void {
    for (const watch of watches) watch.record = 'closed'
    if (isTold) return
    isTold = true
    notice(
      `The services' own lists of deployments decide, and the digest that ECS resolved is not compared, since its records of deployments cannot be read: ${why} They need ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions.`,
    )
  }

  async function orClosed<T>(watches: readonly Watch[], read: Promise<T>): Promise<T | undefined> {
    try {
      const value = await read
      faults = 0
      return value
    } catch (cause) {
      signal.throwIfAborted()
      const error = explain(cause, `the service deployments in the cluster ${cluster}`)
      faults++
      const isPage = error.code === 'AWS_BAD_ANSWER' && faults >= mostPages
      if (isPage || isClosed(cause)) {
        close(watches, error.message)
        return undefined
      }
      if (!passing.has(error.code) || faults >= mostInARow) throw error
      say(`Asking again: ${error.message}`)
      return undefined
    }
  }

  /** Each by itself: what is denied of one, or fails for it, says nothing of the others. */
  async function seek(watch: Watch, elapsedMs: number): Promise<void> {
    const { place } = watch.subject
    try {
      const { own } = await findDeployment(ecs, place, watch.ours)
      watch.faults = 0
      if (own === undefined && elapsedMs > watch.soughtUntilMs)
        return close([watch], `ECS lists none for ${watch.ours.id} of ${place.service} within a minute.`)
      if (own === undefined) return
      watch.arn = own
      watch.record = 'found'
      // That of our way back is not the release's.
      if (watch.remedy === undefined) watch.subject.learn({ deploymentArn: own })
    } catch (cause) {
      signal.throwIfAborted()
      const { code, message } = explain(cause, placeName(place))
      const most = code === 'AWS_BAD_ANSWER' ? mostPages : mostInARow
      if (isClosed(cause) || !passing.has(code) || ++watch.faults >= most) return close([watch], message)
      say(`Asking again: ${message}`)
    }
  }

  async function readServices(watches: readonly Watch[]): Promise<Read['services']> {
    const names = watches.map(({ subject }) => subject.place.service)
    try {
      return await patient(describeServices(ecs, cluster, names))
    } catch (cause) {
      signal.throwIfAborted()
      const error = explain(cause, `the services in the cluster ${cluster}`)
      // Events and counts are for the reader then: ECS's record decides without them.
      if (!isClosed(cause) && !isClosed(error.cause) && !passing.has(error.code)) throw error
      if (watches.some(({ record }) => record !== 'found')) throw error
      return undefined
    }
  }

  return {
    async read(watches, elapsedMs) {
      await Promise.all(
        watches.filter(({ record }) => record === 'sought').map((watch) => seek(watch, elapsedMs)),
      )
      const arns = watches.flatMap(({ arn, record }) => (record === 'found' && arn ? [arn] : []))
      const deployments =
        arns.length === 0 ? new Map() : await orClosed(watches, describeDeployments(ecs, arns))
      return { services: await readServices(watches), deployments }
    },
    async hasSuccessor({ subject: { place }, ours }) {
      const found = await findDeployment(ecs, place, ours).catch(() => undefined)
      signal.throwIfAborted()
      return found?.hasSuccessor ?? false
    },
  }
}
