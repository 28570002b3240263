import { docker } from '../lib/docker.ts'

const limitMs = 60_000

/**
 * Removes a builder of a run that is over, with its container and its cache. Never fails: the step has its result.
 * @returns what became of it, in words for the log
 */
export async function removeBuilder(name: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { signal } = new AbortController()
  const result = await docker(['buildx', 'rm', '--force', name], { env, signal, limitMs })
  if (result.kind === 'ended' && result.exitCode === 0) return `Removed the builder ${name}.`
  const said =
    result.kind === 'ended' ? result.lines.filter((line) => line.trim() !== '').join(' ') : result.kind
  if (/no builder .* found/.test(said)) return `The builder ${name} was not made, or is removed already.`
  return `The builder ${name} could not be removed (${said.slice(0, 300)}); \`docker buildx rm --force ${name}\` does it by hand.`
}
