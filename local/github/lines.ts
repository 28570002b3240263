import { StringDecoder } from 'node:string_decoder'

export type LineSplitter = Readonly<{ push(chunk: Buffer): void; end(): void }>

/** Chunks of a stream to whole lines; `\n`, `\r` and `\r\n` end a line, as in the runner. */
export function splitLines(line: (text: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8')
  let pending = ''
  const take = (text: string, last: boolean) => {
    pending += text
    // A `\r` at the end of a chunk may be half of `\r\n`: it waits.
    const parts = pending.split(last ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/)
    pending = parts.pop() ?? ''
    for (const part of parts) line(part)
  }
  return {
    push: (chunk) => take(decoder.write(chunk), false),
    end() {
      take(decoder.end(), true)
      if (pending !== '') line(pending)
      pending = ''
    },
  }
}
