import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a foreign program beside this process, which is serving AWS to it, and gives its standard output. */
export async function client(
  command: string,
  args: readonly string[],
  options: Readonly<{ env?: Readonly<Record<string, string>>; input?: string }> = {},
): Promise<string> {
  const running = execute(command, [...args], { env: { ...process.env, ...options.env }, timeout: 60_000 })
  running.child.stdin?.end(options.input ?? '')
  return (await running).stdout
}

/** The AWS CLI that works: version managers put shims on PATH that end in an error. */
export async function awsCli(): Promise<string> {
  for (const command of ['aws', '/usr/bin/aws']) {
    const works = await client(command, ['--version']).then(
      () => true,
      () => false,
    )
    if (works) return command
  }
  throw new Error('no working AWS CLI; script/tools installs one')
}
