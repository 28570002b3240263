import type { Look, Memory, Next } from './look.ts'

type End = Extract<Next, { kind: 'complete' | 'unavailable' }>

/** What blocks is final, even where it was not seen twice; nothing else is taken from a wait that ran out. */
export function timedOut(last: Look | undefined, memory: Memory, said: string, timeoutMinutes: number): End {
  if (memory.blocked !== undefined) return { kind: 'complete', look: memory.blocked }
  if (last?.kind === 'wait' && last.why === 'absent' && memory.start?.kind === 'refused') {
    const detail = `no scan began, and it could not be started: ${memory.start.reason}`
    return { kind: 'unavailable', reason: 'not-started', detail }
  }
  const { witness, start: asked } = memory
  const isTold = witness === undefined || said.includes(witness.reason)
  const words = isTold ? said : `${said}, Inspector says ${witness.reason}`
  const refusal = asked?.kind === 'too-early' ? `; no scan could be asked for: ${asked.reason}` : ''
  const detail = `after ${timeoutMinutes} min its state was: ${words}${refusal}`
  return { kind: 'unavailable', reason: 'timed-out', detail }
}
