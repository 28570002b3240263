import { warning } from '@actions/core'
import type { Run } from './context.ts'
import type { PrivateRegistry, Registry } from './entrance.ts'
import { ActionError, failureOf } from './errors.ts'
import { type Pushed, readPushed } from './image/pushed.ts'
import { say } from './lib/log.ts'
import type { Digest } from './registry/reference.ts'
import type { Baseline } from './scan/baseline.ts'
import { lookAt } from './scan/read.ts'

/** The image that a release is compared with: what it has already does not count again. */
export type Compared = Readonly<{ kind: 'found'; name: string; digest: Digest }> | Absent

type Absent = Extract<Baseline, { kind: 'absent' }>

/** How long a stored image may take to be seen, in ms. */
const storedMs = 6_000

/**
 * Finds the image that the input baseline names, before this run moves a tag or touches a service. That it cannot be found
 * is no failure: without a baseline every finding counts, which a warning says.
 * @returns undefined where nothing is to be compared
 * @throws ActionError INPUT_INVALID for a tag that this release puts before the gate
 */
export async function findBaseline(run: Run, registry: Registry): Promise<Compared | undefined> {
  const { baseline: source, mode } = run.inputs.gate
  if (source.kind === 'none' || mode === 'off' || registry.kind === 'public') return undefined
  checkTag(run)
  return orAbsent(run, nameOf(run), () => find(run, registry))
}

/** Reads what is known of that image; what cannot be read is no failure either. */
export async function readBaseline(
  run: Run,
  registry: PrivateRegistry,
  compared: Compared | undefined,
): Promise<Baseline | undefined> {
  if (compared === undefined || compared.kind === 'absent') return compared
  return orAbsent(run, compared.name, () => readFindings(run, registry, compared))
}

async function orAbsent<T>(run: Run, name: string, read: () => Promise<T | string>): Promise<T | Absent> {
  try {
    const found = await read()
    return typeof found === 'string' ? absent(name, found) : found
  } catch (error) {
    run.signal.throwIfAborted()
    const { code, sentence, hint } = failureOf(error)
    return absent(name, sentence.replace(/\.$/, ''), code === 'IMAGE_NOT_FOUND' ? '' : ` ${hint}`)
  }
}

/** A tag that is put before the gate names what was blocked, too: the next release would be compared with that. */
function checkTag({ inputs, plan }: Run): void {
  const { baseline } = inputs.gate
  const isEarly = inputs.tags.tagAfter === 'push'
  if (baseline.kind !== 'tag' || !isEarly || !plan.tags.includes(baseline.tag)) return
  throw new ActionError({
    code: 'INPUT_INVALID',
    sentence: `baseline: tag:${baseline.tag} is a tag of this release, which \`tag-after: push\` puts before the gate, so images would be compared with what was blocked.`,
    hint: 'Compare with `baseline: deployed` or with a tag that only passed images get; nothing was built or changed.',
  })
}

/**
 * A tag may name the very image that is judged: a release that was blocked after its tags were put, and is tried again. Such
 * a baseline would excuse everything; what a service runs adds nothing to itself.
 */
export function withoutItself(
  { inputs: { gate } }: Run,
  compared: Compared | undefined,
  { manifest }: Pushed,
): Compared | undefined {
  const isSame = compared?.kind === 'found' && compared.digest === manifest.digest
  if (!isSame || gate.baseline.kind === 'deployed') return compared
  return absent(compared.name, 'it is the image that is judged')
}

function nameOf({ inputs: { gate, running } }: Run): string {
  switch (gate.baseline.kind) {
    case 'deployed':
      return `what the service ${running?.service} runs`
    case 'tag':
      return `the tag ${gate.baseline.tag}`
    case 'digest':
      return gate.baseline.digest
    case 'none':
      return 'nothing'
  }
}

/** @returns why there is none, in words */
async function find(run: Run, registry: PrivateRegistry): Promise<Exclude<Compared, Absent> | string> {
  const { baseline: source } = run.inputs.gate
  const name = nameOf(run)
  switch (source.kind) {
    case 'deployed': {
      const { runningImage } = await import('./deployment.ts')
      const running = await runningImage(run, registry)
      if (running.kind === 'unknown') return running.reason
      return { kind: 'found', name: `${name}, ${running.revision}`, digest: running.digest }
    }
    case 'tag': {
      const digest = await registry.digestOf(source.tag)
      return digest === undefined
        ? `${registry.repository.name} has no such tag`
        : { kind: 'found', name, digest }
    }
    case 'digest':
      return { kind: 'found', name, digest: source.digest }
    case 'none':
      return 'nothing is to be compared'
  }
}

/** One look at each platform: a scan of the past is there, or it is not. @returns why there is none, in words */
async function readFindings(
  run: Run,
  { ecr, repository }: PrivateRegistry,
  { name, digest }: Exclude<Compared, Absent>,
): Promise<Baseline | string> {
  const wanted = { id: { imageDigest: digest }, platform: 'the image', withinMs: storedMs }
  const { platforms } = await readPushed(ecr, repository, wanted, run)
  const looks = await Promise.all(platforms.map((target) => lookAt(ecr, repository, target)))
  const found = looks.flatMap((look) => (look.kind === 'findings' ? [look] : []))
  const other = looks.find(({ kind }) => kind !== 'findings')
  if (found.length === 0)
    return other === undefined ? 'it has no platform' : 'detail' in other ? other.detail : other.state
  const findings = found.flatMap((look) => look.findings)
  const part = found.length < looks.length ? `, from ${found.length} of ${looks.length} platforms` : ''
  const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`
  say(`The baseline is ${name}, ${digest}, with ${count}${part}`)
  return { kind: 'compared', name, digest, findings }
}

function absent(name: string, reason: string, hint = ''): Absent {
  warning(
    `There is no baseline, so every finding counts: of ${name} no findings are known: ${reason}.${hint}`,
  )
  return { kind: 'absent', name, reason }
}
