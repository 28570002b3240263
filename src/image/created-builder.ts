import { ActionError } from '../errors.ts'
import { type DockerResult, type DockerRun, docker } from '../lib/docker.ts'
import { say } from '../lib/log.ts'
import { pause } from '../lib/poll.ts'
import { saveBuilder } from '../lib/state.ts'
import { isPassing } from './failure.ts'

const limitMs = 300_000
const tries = 3
const pauseMs = 5_000

/** Buildx allows network.host to every builder in a container, but no longer where another one is named. */
const entitlements = ['network.host', 'security.insecure', 'device']

type New = Readonly<{ name: string; allow: readonly string[] }>
type Access = Pick<DockerRun, 'env' | 'signal'> & Readonly<{ pace?: number }>

/**
 * Makes a builder in a container of its own and boots it. The post step removes it, whatever becomes of this process:
 * it knows the name from before there is anything to remove.
 * @throws ActionError BUILDER_FAILED
 */
export async function createBuilder({ name, allow }: New, access: Access): Promise<void> {
  saveBuilder({ name, folder: access.env.BUILDX_CONFIG ?? '' })
  say(`Making the builder ${name}, which the post step removes.`)
  const began = performance.now()
  const flags = entitlements.filter((one) => allow.some((given) => given.split('=', 1)[0] === one))
  const args = ['buildx', 'create', '--driver', 'docker-container', '--name', name]
  const daemon = flags.map((one) => `--allow-insecure-entitlement ${one}`).join(' ')
  await ask([...args, ...(daemon === '' ? [] : ['--buildkitd-flags', daemon])], { ...access, began })
  await ask(['buildx', 'inspect', '--bootstrap', name], { ...access, began })
}

/** Asks again for what passes; all tries together have the time of one. */
async function ask(args: readonly string[], access: Access & Readonly<{ began: number }>): Promise<void> {
  for (let left = tries; ; left--) {
    const leftMs = Math.max(Math.ceil(limitMs - (performance.now() - access.began)), 1)
    const result = await docker(args, { env: access.env, signal: access.signal, limitMs: leftMs })
    if (result.kind === 'ended' && result.exitCode === 0) return
    const said = wordsOf(result)
    if (left === 1 || result.kind !== 'ended' || !isPassing(said)) throw failed(said)
    say(`${said} Trying again in ${pauseMs / 1000} s.`)
    await pause(pauseMs / (access.pace ?? 1), access.signal)
  }
}

function wordsOf(result: DockerResult): string {
  if (result.kind === 'too-slow') return `it was not ready within ${limitMs / 60_000} minutes`
  if (result.kind === 'missing') return 'docker is gone'
  const line = result.lines.findLast((one) => one.trim() !== '') ?? 'docker said nothing'
  return line
    .trim()
    .replace(/^ERROR: /, '')
    .slice(0, 600)
}

function failed(said: string): ActionError {
  return new ActionError({
    code: 'BUILDER_FAILED',
    sentence: `The builder that \`builder: create\` asks for could not be made: ${said}`,
    hint: `${reasonFor(said)} Or make a builder in an earlier step whose driver option image= names a mirror, and leave builder out.`,
  })
}

/** The engine pulls the builder's image, moby/buildkit, from Docker Hub. */
function reasonFor(said: string): string {
  if (/toomanyrequests|429 Too Many Requests|rate limit/i.test(said))
    return 'Docker Hub limits how often its images are pulled: log in to it in an earlier step, or give the engine a mirror.'
  if (/no such host|dial tcp|proxyconnect|timeout|TLS|x509|EOF|reset|within/i.test(said))
    return 'The engine must reach Docker Hub, where the image of the builder is; look at its proxy settings, or give it a mirror.'
  return 'Look at what the engine says; it must be allowed to run privileged containers and to pull moby/buildkit from Docker Hub.'
}
