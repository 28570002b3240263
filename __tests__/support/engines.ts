import { describe } from '@jest/globals'
import { client } from './client.ts'

// Both image stores of the engine: `classic` is what GitHub's hosted runners have today, `containerd` what comes next.
// script/test names an engine of each, where the machine can have it.

export type Store = 'classic' | 'containerd'

const hosts = { classic: process.env.SLIPWAY_TEST_CLASSIC, containerd: process.env.SLIPWAY_TEST_CONTAINERD }

/** Tests with an engine of this store, in both cases where it makes no difference; skipped where there is none. */
export function describeStores(
  stores: readonly Store[],
  about: string,
  tests: (engine: Readonly<{ DOCKER_HOST: string }>, store: Store) => void,
): void {
  for (const store of stores) {
    const host = hosts[store]
    const describeStore = host ? describe : describe.skip
    describeStore(`${about}, with the ${store} image store`, () => tests({ DOCKER_HOST: host ?? '' }, store))
  }
}

/** What an engine has of the images of a registry. */
export async function copiesOf(
  host: string,
  engine: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  return (await imageNames(engine)).filter((name) => name.startsWith(host))
}

/** All names in an engine. It answers with an error where another test takes an image away while it looks: then again. */
export async function imageNames(engine: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (let left = 5; ; left--) {
    try {
      const list = await client('docker', ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], {
        env: engine,
      })
      return list.split('\n')
    } catch (error) {
      if (left === 1 || !String(error).includes('NotFound')) throw error
    }
  }
}
