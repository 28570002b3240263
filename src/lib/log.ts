import { randomUUID } from 'node:crypto'
import { debug, endGroup, info, startGroup } from '@actions/core'

/**
 * Writes lines to the log. Text from outside (branch names, findings, build output) may hold what the runner reads
 * as a workflow command: `::name::` at a line's start, and the older `##[name]` anywhere. Neither leaves here intact.
 */
export function say(text: string): void {
  for (const line of text.split(/\r\n|\r|\n/)) info(inert(line))
}

/** One group per stage: the log reads as a table of contents. */
export async function stage<T>(title: string, work: () => Promise<T>): Promise<T> {
  startGroup(inert(title).trim())
  try {
    return await work()
  } finally {
    endGroup()
  }
}

/**
 * Streams foreign output (a build's) with the runner's command processing switched off, as GitHub documents for
 * untrusted logs; masking goes on. The token is a secret of this process, so the output cannot switch it on again.
 */
export async function foreign<T>(work: (write: (line: string) => void) => Promise<T>): Promise<T> {
  const token = randomUUID()
  info(`::stop-commands::${token}`)
  try {
    return await work((line) => info(inert(line)))
  } finally {
    info(`::${token}::`)
  }
}

/** Where an error came from, with its causes, for those who switched debug logging on. */
export function debugError(error: unknown): void {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    debug(`${depth === 0 ? '' : 'caused by '}${one.stack ?? one.message}`)
  }
}

function inert(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal control sequences are what is taken out
  const plain = line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
  // Nor what turns the direction of a line, so that it reads otherwise than it is.
  const straight = plain.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  return straight.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ')
}
