import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An address that accepts every request and never answers. */
export async function startSlowServer(): Promise<Readonly<{ url: string; close: () => Promise<void> }>> {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slow`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
