import type { World } from '../world.ts'

/** Where ECR Public's registry is on loopback: what public.ecr.aws is to everybody. */
export const publicHost = '127.0.0.9'

export function publicUrl(world: World): string {
  const url = new URL(world.network.url)
  url.hostname = publicHost
  return url.origin
}
