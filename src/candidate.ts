import { warning } from '@actions/core'
import type { Run } from './context.ts'
import { authorizeAt, type Registry } from './entrance.ts'
import { ActionError, failureOf } from './errors.ts'
import { build, removeLocalCopy } from './image/build.ts'
import { isExpiredLogin, isPassing, isWordlessRefusal } from './image/failure.ts'
import { pushLocalImage } from './image/local.ts'
import { digestInMetadata, forgetMetadata } from './image/metadata.ts'
import { freshPushMs } from './image/pushed.ts'
import { say, stage } from './lib/log.ts'
import { jitter, pause, poll } from './lib/poll.ts'
import { saveCopy } from './lib/state.ts'
import type { Learn } from './outcome.ts'
import type { Digest } from './registry/reference.ts'
import { type Docker, renewLogin } from './steps.ts'

// The image of this run goes to the registry once, under a candidate tag: every try to push has a tag of its own, so
// that a half-done one can never be mistaken for another.

const tries = 3
const pauseMs = 10_000

/** What was pushed, and the tag of the try that did it. */
export type Candidate = Readonly<{ digest: Digest; candidateTag: string }>

type Push = (reference: string, docker: Docker, attempt: number) => Promise<void>

/** Builds and pushes. @throws ActionError BUILD_FAILED, PUSH_FAILED and their kin */
export function buildAndPush(run: Run, registry: Registry, docker: Docker, learn: Learn): Promise<Candidate> {
  const { build: plan } = run.plan
  return stage(`Build ${plan.context} and push it to ${registry.repository.uri}`, () =>
    pushed(run, registry, { docker, learn }, async (reference, access, attempt) => {
      // What the first try built is in the builder's cache: a second build must not make another image of it.
      const again = { noCache: false, noCacheFilters: [], pull: false }
      const isPublic = registry.kind === 'public'
      try {
        if (access.keepsCopy) saveCopy(reference)
        await build(attempt === 1 ? plan : { ...plan, ...again }, reference, { ...run, ...access, isPublic })
        learn({ built: true })
      } catch (error) {
        if (isAboutPush(error)) learn({ built: true })
        throw error
      } finally {
        if (access.keepsCopy) await forgetCopy(run, access, reference)
      }
    }),
  )
}

/** Pushes an image that the engine has. @throws ActionError PUSH_FAILED */
export function pushLocal(
  run: Run,
  registry: Registry,
  local: Readonly<{ reference: string; isNamed: boolean; docker: Docker }>,
  learn: Learn,
): Promise<Candidate> {
  return stage(`Push ${local.reference} to ${registry.repository.uri}`, () =>
    pushed(run, registry, { docker: local.docker, learn }, async (reference, access) => {
      // The candidate's name would be the only one of an image without a name, and go with the image.
      if (local.isNamed) saveCopy(reference)
      const failure = await pushLocalImage(local.reference, reference, { ...run, ...access })
      if (local.isNamed) await forgetCopy(run, access, reference)
      if (failure !== undefined) throw pushFailed(local.reference, reference, failure)
    }),
  )
}

/** In a cancelled run the post step does it. */
async function forgetCopy(run: Run, access: Docker, reference: string): Promise<void> {
  if (run.signal.aborted) return
  await removeLocalCopy(reference, { ...run, ...access })
  saveCopy('')
}

async function pushed(
  run: Run,
  registry: Registry,
  { docker, learn }: Readonly<{ docker: Docker; learn: Learn }>,
  push: Push,
): Promise<Candidate> {
  let access = docker
  for (let attempt = 1; ; attempt++) {
    const tag = tagOfTry(run.plan.candidateTag, attempt)
    const reference = `${registry.repository.uri}:${tag}`
    try {
      say(`The candidate is ${reference}`)
      forgetMetadata(run.privateFolder)
      await push(reference, access, attempt)
      const digest = await digestOfPush(run, registry, tag)
      learn({ candidateTag: tag })
      return { digest, candidateTag: tag }
    } catch (error) {
      run.signal.throwIfAborted()
      const digest = await pushedAnyway(registry, tag, error)
      if (digest !== undefined) {
        warning(`The image is in the registry, so the run goes on. ${saidIn(error)}`)
        learn({ candidateTag: tag })
        return { digest, candidateTag: tag }
      }
      const way = attempt < tries && isAboutPush(error) ? wayOn(failureOf(error).sentence, attempt) : 'none'
      if (way === 'none') throw error
      access = await again(run, registry, { docker: access, error, way })
    }
  }
}

/** A new name for every try; the first is the one that the plan shows. */
function tagOfTry(candidateTag: string, attempt: number): string {
  return attempt === 1 ? candidateTag : `${candidateTag}-${attempt}`
}

/** The digest comes from buildx; where it does not tell, the candidate tag is this run's alone and names the image. */
async function digestOfPush(run: Run, registry: Registry, tag: string): Promise<Digest> {
  const told =
    run.inputs.source.kind === 'local'
      ? { digest: undefined, reason: 'it is not in the registry' }
      : digestInMetadata(run.privateFolder)
  if (told.digest !== undefined) return told.digest
  const options = { delayMs: () => 2_000, limitMs: freshPushMs, signal: run.signal, pace: run.pace }
  const found = await poll(() => registry.digestOf(tag), options)
  if (found.kind === 'done') return found.value
  throw new ActionError({
    code: 'DIGEST_UNKNOWN',
    sentence: `The image was pushed, but its digest is not known: ${told.reason}, and ${registry.repository.name} has no tag ${tag}.`,
    hint: 'Use buildx 0.13 or newer; without the digest nothing can be scanned or tagged safely.',
  })
}

/** What docker said last may lack its full stop. */
function saidIn(error: unknown): string {
  return failureOf(error).sentence.replace(/[^.!?…]$/, '$&.')
}

function isAboutPush(error: unknown): boolean {
  const { code } = failureOf(error)
  return ['PUSH_FAILED', 'REGISTRY_UNREACHABLE', 'CACHE_EXPORT_FAILED'].includes(code)
}

type Way = 'none' | 'wait' | 'log in'

/**
 * What may help a push that failed. A registry refuses a HEAD without words, so that after a long build an expired login
 * looks like a missing permission: a fresh login, once, tells them apart.
 */
function wayOn(sentence: string, attempt: number): Way {
  if (isExpiredLogin(sentence) || (attempt === 1 && isWordlessRefusal(sentence))) return 'log in'
  return isPassing(sentence) ? 'wait' : 'none'
}

/** The connection may have broken after the manifest had arrived: what is there is not pushed again. */
async function pushedAnyway(registry: Registry, tag: string, error: unknown): Promise<Digest | undefined> {
  if (!isAboutPush(error)) return undefined
  return registry.digestOf(tag).catch(() => undefined)
}

type Failed = Readonly<{ docker: Docker; error: unknown; way: Way }>

async function again(run: Run, registry: Registry, { docker, error, way }: Failed): Promise<Docker> {
  const sentence = saidIn(error)
  if (way === 'log in') {
    say(`${sentence} Perhaps the registry login has expired: logging in again for another try.`)
    return renewLogin(run, await authorizeAt(registry), docker)
  }
  say(`${sentence} Trying again in about ${pauseMs / 1000} s, at most ${tries} times in all.`)
  await pause(jitter(pauseMs) / run.pace, run.signal)
  return docker
}

function pushFailed(image: string, reference: string, said: string): ActionError {
  return new ActionError({
    code: 'PUSH_FAILED',
    sentence: `The local image ${image} could not be pushed as ${reference}: ${said}`,
    hint: 'No release tag was put. Look at what the registry said, at the rights of the role to push, and run the job again.',
  })
}
