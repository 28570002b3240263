import type { BuildOptions } from '../image/arguments.ts'
import { quoted } from '../quoted.ts'
import { buildsNothing } from './idle.ts'
import type { Reader } from './reader.ts'

type Machine = Pick<BuildOptions, 'network' | 'addHosts' | 'shmSize' | 'ulimit' | 'allow'>

const networks = ['default', 'none', 'host'] as const

/** What the machine that runs the Dockerfile's commands looks like to them. */
export function readMachine(reader: Reader): Machine {
  return {
    network: reader.given('network') ? reader.choice('network', networks, 'default') : undefined,
    addHosts: checked(reader, 'add-hosts', reader.list('add-hosts'), /^[^\s:=]+[:=]\S+$/, 'host:address'),
    shmSize: readSize(reader),
    ulimit: checked(reader, 'ulimit', reader.lines('ulimit'), /^[a-z]+=-?\d+(:-?\d+)?$/, 'name=soft:hard'),
    allow: checked(
      reader,
      'allow',
      reader.list('allow'),
      /^(network\.host|security\.insecure|device(=\S+)?)$/,
      'network.host, security.insecure or device',
    ),
  }
}

function checked(
  reader: Reader,
  name: string,
  entries: readonly string[],
  form: RegExp,
  example: string,
): readonly string[] {
  for (const entry of entries.filter((one) => !form.test(one)))
    reader.problem(name, `${quoted(entry)} is not of the form ${example}`)
  return entries
}

function readSize(reader: Reader): string | undefined {
  const size = reader.text('shm-size')
  if (size !== undefined && !/^\d+(\.\d+)? ?([kmgtp]i?)?b?$/i.test(size))
    reader.problem('shm-size', `${quoted(size)} is not a size such as 128m or 2g`)
  return size
}

export function readCacheUse(reader: Reader): Pick<BuildOptions, 'noCache' | 'noCacheFilters' | 'pull'> {
  const noCache = reader.flag('no-cache', false)
  const noCacheFilters = reader.list('no-cache-filters')
  if (noCache && noCacheFilters.length > 0)
    reader.problem('no-cache-filters', 'contradicts `no-cache: true`, which leaves no cache to filter')
  return { noCache, noCacheFilters, pull: reader.flag('pull', false) }
}

/** Commas stand between entries and between the keys of one, so what is a path goes on with the entry before it. */
export function readSsh(reader: Reader): readonly string[] {
  const entries: string[] = []
  for (const part of reader.list('ssh')) {
    const last = entries.at(-1)
    const goesOn = last?.includes('=') && (/^[./~]/.test(part) || /^raw=(true|false)$/.test(part))
    if (goesOn) entries[entries.length - 1] = `${last},${part}`
    else entries.push(part)
  }
  for (const entry of entries) {
    if (!/^\w[\w.-]*(=\S.*)?$/.test(entry))
      reader.problem('ssh', `${quoted(entry)} is not of the form default, id=socket or id=key,key`)
    else if (
      !buildsNothing(reader) &&
      !entry.includes('=') &&
      reader.environment('SSH_AUTH_SOCK') === undefined
    )
      reader.problem(
        'ssh',
        `${quoted(entry)} is the agent of this step, but SSH_AUTH_SOCK is not set; start one in an earlier step, or give id=path`,
      )
  }
  return entries
}
