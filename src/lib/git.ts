import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

type FileAt =
  | Readonly<{ kind: 'text'; text: string }>
  /** The commit has no such file. */
  | Readonly<{ kind: 'missing' }>
  /** The checkout does not have the commit, or git does not answer. */
  | Readonly<{ kind: 'unknown' }>

const limitMs = 10_000
const mostBytes = 8 * 1024 * 1024

/**
 * Reads a file of another commit from the history of a checkout, as far as that was fetched.
 * @param root the folder that holds `.git`
 * @param path in the repository, with forward slashes
 */
export async function fileAt(
  root: string,
  commit: string,
  path: string,
  signal: AbortSignal,
): Promise<FileAt> {
  const git = async (...args: string[]) => {
    const { stdout } = await run(
      'git',
      ['-C', root, '-c', 'safe.directory=*', '--literal-pathspecs', ...args],
      {
        ...{ timeout: limitMs, maxBuffer: mostBytes, signal },
        // Nothing is fetched, and nobody is asked for a password.
        env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
      },
    )
    return stdout
  }
  try {
    // cat-file shows the bytes as they are: no filter of the checkout's own configuration runs.
    const listed = await git('ls-tree', '-z', commit, '--', path)
    if (listed === '') return { kind: 'missing' }
    return { kind: 'text', text: await git('cat-file', 'blob', `${commit}:${path}`) }
  } catch {
    signal.throwIfAborted()
    return { kind: 'unknown' }
  }
}
