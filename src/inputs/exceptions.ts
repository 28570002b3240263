import { posix } from 'node:path'
import { quoted } from '../quoted.ts'
import type { BaselineSource } from '../scan/baseline-source.ts'
import { pathProblem } from './gate-files.ts'
import type { Reader } from './reader.ts'

// What takes findings out of the count: entries of ignore files, and what an earlier image has already.

const byDefault = '.slipway-ignore.yml'

type IgnoreFiles = Readonly<{ ignoreFiles: readonly string[]; ignoreFilesGiven: boolean }>

/** A file that is named twice counts once; where none is named, there may be one in its usual place. */
export function readIgnoreFiles(reader: Reader): IgnoreFiles {
  if (!reader.given('ignore-file')) return { ignoreFiles: [byDefault], ignoreFilesGiven: false }
  const files = new Map<string, string>()
  for (const path of reader.list('ignore-file')) {
    const problem = pathProblem(path)
    if (problem !== undefined) reader.problem('ignore-file', problem)
    const place = posix.normalize(path)
    if (!files.has(place)) files.set(place, path)
  }
  if (files.size === 0)
    reader.problem('ignore-file', `names no file; give paths such as ${byDefault}, or leave it out`)
  return { ignoreFiles: [...files.values()], ignoreFilesGiven: true }
}

const forms = 'none, deployed, tag:<tag> or digest:sha256:<64 hexadecimal digits>'

export function readBaseline(reader: Reader): BaselineSource {
  const given = reader.text('baseline') ?? 'none'
  if (given === 'none') return { kind: 'none' }
  if (given === 'deployed') return readDeployed(reader)
  const [, tag] = /^tag:\s*([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/.exec(given) ?? []
  if (tag !== undefined) return { kind: 'tag', tag }
  const [, digest] = /^digest:\s*(sha256:[0-9a-f]{64})$/.exec(given) ?? []
  if (digest !== undefined) return { kind: 'digest', digest }
  reader.problem('baseline', `${quoted(given)} is not ${forms}`)
  return { kind: 'none' }
}

function readDeployed(reader: Reader): BaselineSource {
  if (!reader.given('service'))
    reader.problem('baseline', '`deployed` is what a service runs, and the input service is not given')
  if (reader.text('image') === 'deployed')
    reader.problem(
      'baseline',
      '`deployed` contradicts `image: deployed`; nothing is new in an image compared with itself',
    )
  return { kind: 'deployed' }
}
