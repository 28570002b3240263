import { ActionError } from '../errors.ts'
import { docker } from '../lib/docker.ts'
import { foreign } from '../lib/log.ts'
import type { Access } from './builder.ts'

const probeLimitMs = 20_000

export type LocalImage = Readonly<{ platform: string; isNamed: boolean }>

/**
 * Makes sure that the engine has the image.
 * @returns its platform, and whether it has a name of its own: without one, taking another away would delete it
 * @throws ActionError LOCAL_IMAGE_MISSING, or DOCKER_MISSING
 */
export async function checkLocalImage(reference: string, access: Access): Promise<LocalImage> {
  const format = '{{.Os}}/{{.Architecture}}{{if .Variant}}/{{.Variant}}{{end}} {{len .RepoTags}}'
  const args = ['image', 'inspect', '--format', format, '--', reference]
  const result = await docker(args, { ...access, limitMs: probeLimitMs })
  if (result.kind === 'missing') {
    throw new ActionError({
      code: 'DOCKER_MISSING',
      sentence: 'There is no `docker` on the PATH of this runner.',
      hint: 'The input local-image names an image of a Docker engine: use the runner that has it.',
    })
  }
  if (result.kind === 'ended' && result.exitCode === 0) {
    const [platform = '', names = '0'] = result.stdout.trim().split(' ')
    return { platform, isNamed: Number(names) > 0 }
  }
  const said = result.kind === 'ended' ? lastOf(result.lines) : `no answer within ${probeLimitMs / 1000} s`
  if (!/no such image/i.test(said)) {
    throw new ActionError({
      code: 'DOCKER_UNREACHABLE',
      sentence: `The Docker engine could not be asked for the local image ${reference}: ${said}`,
      hint: 'Start the engine, and check DOCKER_HOST and the permission on its socket.',
    })
  }
  throw new ActionError({
    code: 'LOCAL_IMAGE_MISSING',
    sentence: `The local engine has no image ${reference} to push: ${said}`,
    hint: 'Build it in an earlier step of the same job with `--load` or `docker build --tag`, and give the same name; an image of another job is not on this runner.',
  })
}

/**
 * Pushes an image of the engine under another name; the log streams.
 * @returns undefined when it is pushed, or the engine's last words
 */
export async function pushLocalImage(
  reference: string,
  target: string,
  access: Access,
): Promise<string | undefined> {
  const named = await docker(['image', 'tag', '--', reference, target], { ...access, limitMs: probeLimitMs })
  if (named.kind !== 'ended' || named.exitCode !== 0)
    return named.kind === 'ended' ? lastOf(named.lines) : named.kind
  const pushed = await foreign((write) => docker(['push', '--', target], { ...access, onLine: write }))
  if (pushed.kind !== 'ended') return pushed.kind
  return pushed.exitCode === 0 ? undefined : lastOf(pushed.lines)
}

function lastOf(lines: readonly string[]): string {
  return (
    lines
      .findLast((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 600) ?? 'docker said nothing'
  )
}
