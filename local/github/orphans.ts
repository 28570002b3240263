import { readdir, readFile } from 'node:fs/promises'
import type { Orphan } from './records.ts'

/** Marks every process that descends from a job; the runner looks for it when the job ends. */
export const trackingVariable = 'RUNNER_TRACKING_ID'

/** Processes that carry the job's mark in their environment. Only Linux tells (/proc); elsewhere there are none. */
export async function findOrphans(tracking: string): Promise<readonly Orphan[]> {
  const entries = await readdir('/proc').catch(() => [])
  const found = await Promise.all(entries.filter((name) => /^\d+$/.test(name)).map(look))
  return found.flatMap(({ environment, orphan }) =>
    environment.split('\0').includes(`${trackingVariable}=${tracking}`) ? [orphan] : [],
  )
}

async function look(pid: string): Promise<Readonly<{ environment: string; orphan: Orphan }>> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
  const [environment, command] = await Promise.all([read('environ'), read('cmdline')])
  return { environment, orphan: { pid: Number(pid), command: command.replaceAll('\0', ' ').trim() } }
}

/** As the runner does at the end of a job, with its words. */
export function endOrphans(orphans: readonly Orphan[]): readonly string[] {
  return orphans.map(({ pid, command }) => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
    return `Terminate orphan process: pid (${pid}) (${command})`
  })
}
