import { warning } from '@actions/core'
import type { Run } from './context.ts'
import type { PrivateRegistry } from './entrance.ts'
import { failureOf } from './errors.ts'
import { readPushed } from './image/pushed.ts'
import { say } from './lib/log.ts'
import type { Digest } from './registry/reference.ts'
import type { Baseline } from './scan/baseline.ts'
import { lookAt } from './scan/read.ts'

/** The image that a release is compared with: what it has already does not count again. */
type Compared = Readonly<{ name: string; digest: Digest }>

/** How long a stored image may take to be seen, in ms. */
const storedMs = 6_000

/**
 * Reads what is known of the image that the input baseline names. What cannot be read is no failure: without a baseline
 * every finding counts, which a warning says.
 * @returns undefined where nothing is to be compared
 */
export async function compareWith(run: Run, registry: PrivateRegistry): Promise<Baseline | undefined> {
  const { baseline: source } = run.inputs.gate
  if (source.kind === 'none') return undefined
  const name = nameOf(run)
  try {
    const compared = await find(run, registry)
    if (typeof compared === 'string') return absent(name, compared)
    return await readBaseline(run, registry, compared)
  } catch (error) {
    run.signal.throwIfAborted()
    const { sentence, hint } = failureOf(error)
    return absent(name, sentence.replace(/\.$/, ''), ` ${hint}`)
  }
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
async function find(run: Run, registry: PrivateRegistry): Promise<Compared | string> {
  const { baseline: source } = run.inputs.gate
  const name = nameOf(run)
  switch (source.kind) {
    case 'deployed': {
      const { runningImage } = await import('./deployment.ts')
      const running = await runningImage(run, registry)
      if (running.kind === 'unknown') return running.reason
      return { name: `${name} (${running.revision})`, digest: running.digest }
    }
    case 'tag': {
      const digest = await registry.digestOf(source.tag)
      return digest === undefined ? `${registry.repository.name} has no such tag` : { name, digest }
    }
    case 'digest':
      return { name, digest: source.digest }
    case 'none':
      return 'nothing is to be compared'
  }
}

/** One look at each platform: a scan of the past is there, or it is not. */
async function readBaseline(
  run: Run,
  { ecr, repository }: PrivateRegistry,
  { name, digest }: Compared,
): Promise<Baseline> {
  const wanted = { id: { imageDigest: digest }, platform: 'the image', withinMs: storedMs }
  const { platforms } = await readPushed(ecr, repository, wanted, run)
  const looks = await Promise.all(platforms.map((target) => lookAt(ecr, repository, target)))
  const found = looks.flatMap((look) => (look.kind === 'findings' ? [look] : []))
  const [first] = looks
  if (found.length === 0)
    return absent(
      name,
      first === undefined || first.kind === 'unavailable'
        ? (first?.detail ?? 'it has no platform')
        : first.state,
    )
  const findings = found.flatMap((look) => look.findings)
  say(
    `The baseline is ${name}, ${digest}, with ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`,
  )
  return { kind: 'compared', name, digest, findings }
}

function absent(name: string, reason: string, hint = ''): Baseline {
  warning(
    `There is no baseline, so every finding counts: of ${name} no findings are known: ${reason}.${hint}`,
  )
  return { kind: 'absent', name, reason }
}
