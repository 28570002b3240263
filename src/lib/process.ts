import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process began, in the words of the system: together with its pid it names the process for ever, while
 * pids are given out again. Undefined when there is no such process.
 */
export function startTimeOf(pid: number): string | undefined {
  try {
    // Field 22, counted after the name in parentheses, which may hold spaces (man 5 proc).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return process.platform === 'linux' ? undefined : startTimeByPs(pid)
  }
}

function startTimeByPs(pid: number): string | undefined {
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 }).trim() ||
      undefined
    )
  } catch {
    return undefined
  }
}

export function isRunning(pid: number, started: string): boolean {
  return started !== '' && startTimeOf(pid) === started
}
