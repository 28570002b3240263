import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** An address that accepts every request and answers none before it is opened. */
export type SlowServer = Readonly<{
  url: string
  /** Resolves when so many requests wait, and gives up after half a minute. */
  waiting: (count: number) => Promise<void>
  /** Answers those that wait, and all that come from then on. */
  open: () => void
  close: () => Promise<void>
}>

const longestMs = 30_000

export async function startSlowServer(): Promise<SlowServer> {
  const held: ServerResponse[] = []
  let isOpen = false
  const server = createServer((_, response) => {
    if (isOpen) response.end('slow\n')
    else held.push(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slow`,
    async waiting(count) {
      for (const began = performance.now(); held.length < count; await sleep(10))
        if (performance.now() - began > longestMs) throw new Error(`only ${held.length} of ${count} came`)
    },
    open() {
      isOpen = true
      for (const response of held.splice(0)) response.end('slow\n')
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
