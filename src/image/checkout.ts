import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { ActionError } from '../errors.ts'

export type Commits = Readonly<{ sha: string; event: string; pullRequestHead: string | undefined }>

/**
 * Makes sure that the files to build are those of the commit that tags and labels will name.
 * @param folder the build context; its repository is found upwards
 * @param commits what may be checked out
 * @throws ActionError CHECKOUT_MISMATCH
 */
export function checkCheckout(folder: string, commits: Commits): void {
  const head = readHead(folder)
  const fitting = [commits.sha, commits.event, commits.pullRequestHead]
  if (head === undefined || fitting.includes(head)) return
  throw new ActionError({
    code: 'CHECKOUT_MISMATCH',
    sentence: `The commit ${head} is checked out in ${folder}, but this run is for ${describe(commits)}: its tags and labels would lie.`,
    hint: 'Check out the commit that is released, or name the one that is checked out in the input sha.',
  })
}

function describe({ sha, event, pullRequestHead }: Commits): string {
  const head = pullRequestHead === undefined ? '' : `, or ${pullRequestHead} (the pull request's head)`
  return sha === event
    ? `${event} (the event's commit)${head}`
    : `${sha} (the input sha), or ${event} (the event's commit)${head}`
}

/**
 * The commit that HEAD names, read from the .git files: in a container the checkout belongs to another user, and
 * git then refuses to answer. Undefined without a repository, or where the files do not tell.
 */
export function readHead(folder: string): string | undefined {
  const git = findGit(resolve(folder))
  if (git === undefined) return undefined
  const head = read(join(git, 'HEAD'))
  const ref = /^ref: (.+)$/.exec(head ?? '')?.[1]
  return commitId(ref === undefined ? head : readRef(git, ref))
}

/** The folder that holds a repository's `.git`; undefined where there is none above this folder. */
export function repositoryRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  return dirname(folder) === folder ? undefined : repositoryRoot(dirname(folder))
}

/** The same, past submodules, which are part of what a pull request brings. */
export function outermostRoot(folder: string): string | undefined {
  const root = repositoryRoot(folder)
  if (root === undefined || statSync(join(root, '.git')).isDirectory()) return root
  const above = dirname(root) === root ? undefined : outermostRoot(dirname(root))
  // A worktree has a file for its `.git`, too, and nothing above it.
  return above ?? root
}

/**
 * Which repository was cloned, as owner/name, read from the .git files. A submodule is none of its own: the pull request
 * chooses what it is.
 * @returns undefined where nothing tells: a checkout without a remote, such as one that was made by hand
 */
export function originOf(root: string): string | undefined {
  const config = read(join(root, '.git', 'config'))
  const [, section = ''] = /^\[remote "origin"\]\n([^[]*)/m.exec(config ?? '') ?? []
  const url = /^\s*url = (.+)$/m
    .exec(section)?.[1]
    ?.trim()
    .replace(/(\.git)?\/*$/, '')
  const isHosted = /^(https?:|ssh:|[\w.-]+@)/.test(url ?? '')
  return isHosted ? /([^/:]+\/[^/:]+)$/.exec(url ?? '')?.[1] : undefined
}

function findGit(folder: string): string | undefined {
  const path = join(folder, '.git')
  if (existsSync(path)) return statSync(path).isDirectory() ? path : gitLink(folder, path)
  return dirname(folder) === folder ? undefined : findGit(dirname(folder))
}

/** In a worktree or submodule `.git` is a file that names the folder. */
function gitLink(folder: string, path: string): string | undefined {
  const target = /^gitdir: (.+)$/m.exec(read(path) ?? '')?.[1]
  if (target === undefined) return undefined
  return isAbsolute(target) ? target : join(folder, target)
}

function readRef(git: string, ref: string): string | undefined {
  const common = read(join(git, 'commondir'))
  const folders = common === undefined ? [git] : [git, resolve(git, common)]
  return folders
    .map((one) => read(join(one, ref)) ?? packedRef(one, ref))
    .find((value) => value !== undefined)
}

function packedRef(git: string, ref: string): string | undefined {
  const lines = (read(join(git, 'packed-refs')) ?? '').split('\n')
  return lines.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0]
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

function commitId(text: string | undefined): string | undefined {
  return text !== undefined && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined
}
