import { DescribeServiceRevisionsCommand } from '@aws-sdk/client-ecs'
import { explain } from '../lib/explain.ts'
import { say } from '../lib/log.ts'
import { placeName } from './errors.ts'
import type { Ending } from './rollout.ts'
import { readService } from './service.ts'
import type { Following, Watch } from './watch.ts'

// What is looked at once more when ECS calls a rollout done.

/**
 * Compares the digest that ECS resolved, of the index or of a platform's image, with ours. That it cannot be read changes
 * nothing: the task definition names the digest. A remedy's revision is not ours and not compared.
 */
export async function confirmImage(watch: Watch, { clients, signal }: Following): Promise<Ending> {
  const { subject, revisionArn } = watch
  const { containers, digests, place } = subject
  if (revisionArn === undefined || containers.length === 0 || digests.size === 0)
    return { kind: 'successful' }
  try {
    const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revisionArn] })
    const { serviceRevisions = [] } = await clients.reads.send(command)
    for (const { containerName = '', imageDigest } of serviceRevisions[0]?.containerImages ?? []) {
      if (!containers.includes(containerName)) continue
      if (imageDigest === undefined)
        say(`${place.service}: ECS does not say which digest it resolved for ${containerName}`)
      else if (!digests.has(imageDigest))
        return { kind: 'mismatched', container: containerName, digest: imageDigest }
    }
    return { kind: 'successful' }
  } catch (error) {
    signal.throwIfAborted()
    say(
      `${place.service}: the digest that ECS resolved cannot be read: ${explain(error, placeName(place)).message}`,
    )
    return { kind: 'successful' }
  }
}

/** What is true although the rollout ended well, and makes its success worth less than it sounds. */
export async function notesOn(
  { ours, subject, remedy }: Watch,
  { clients, signal }: Following,
): Promise<readonly string[]> {
  const now = await readService(clients.reads, subject.place).catch(() => undefined)
  signal.throwIfAborted()
  const late = remedy === undefined ? [] : [`ECS had been asked to roll it back, because ${remedy.reason}`]
  if (now === undefined) return late
  const { desiredCount, primary } = now
  if (desiredCount === 0)
    return [...late, 'the service wants 0 tasks, so nothing was started and nothing is proved']
  if (primary !== undefined && primary.id !== ours.id && primary.createdAt > ours.createdAt)
    return [...late, `a newer deployment (${primary.id}) has begun since`]
  if (primary === undefined || primary.running >= desiredCount) return late
  const early = subject.shape.endsEarly
    ? ', since earlySuccessCriteria lets it end early and nothing watches the rest'
    : ''
  return [...late, `only ${primary.running} of ${desiredCount} tasks run now${early}`]
}
