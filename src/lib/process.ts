import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

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

/** The processes, this one aside, whose command line or environment holds a text; none where there is no /proc. */
export function processesWith(file: 'cmdline' | 'environ', text: string): readonly number[] {
  return pids().filter((pid) => pid !== process.pid && readOf(pid, file).includes(text))
}

/** Sends a signal; a process that ended in the meantime is as good as one that heard it. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It is gone.
  }
}

function pids(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
