import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { givenFolder } from './folder.ts'

/** An environment whose `docker` is this shell script. */
export function givenDocker(script: string): Readonly<{ PATH: string; FOLDER: string }> {
  const folder = givenFolder()
  writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'docker'), 0o755)
  return { PATH: `${folder}:/usr/bin:/bin`, FOLDER: folder }
}

/** Whether a process is there and does something: one that ended and waits for its parent does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
  } catch {
    return process.platform !== 'linux'
  }
}
