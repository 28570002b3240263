import type { ECSClient } from '@aws-sdk/client-ecs'
import { errorMessage } from '../lib/error-text.ts'
import { say } from '../lib/log.ts'
import { askEcs } from './remedy.ts'
import { findDeployment } from './update.ts'
import type { Following, Watch } from './watch.ts'

/**
 * For a run that is cancelled: ECS is asked to roll back what `on-cancel: rollback` asks for. The runner kills this process
 * soon, so there is one call a service, and one more where its record was not found yet, and nothing is waited for.
 */
export async function onCancel(
  watches: readonly Watch[],
  { onCancel: wish, signal, clients }: Following,
): Promise<void> {
  if (!signal.aborted) return
  const ecs = clients.lastMoment()
  await Promise.all(
    watches.map(async (watch) => {
      const { turning, remedy, subject } = watch
      if (turning) return subject.learn({ notes: ['ECS is stopping it or taking it back already'] })
      if (remedy !== undefined || wish === 'leave') return
      const note = await ask(ecs, watch).then(
        () => 'ECS was asked to roll it back',
        (error: unknown) => `ECS could not be asked to roll it back: ${errorMessage(error)}`,
      )
      say(`${subject.place.service}: ${note}`)
      subject.learn({ notes: [note] })
    }),
  )
}

async function ask(ecs: ECSClient, { arn, hook, ours, subject }: Watch): Promise<void> {
  if (subject.previous === undefined) throw new Error('there is nothing to go back to')
  const own = arn ?? (await findDeployment(ecs, subject.place, ours)).own
  if (own === undefined) throw new Error('ECS does not list the deployment')
  await askEcs(ecs, own, hook)
}
