import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A home folder whose Docker configuration its owner cares for. */
export type DockerHome = Readonly<{
  folder: string
  /** With the owner's credential helpers first. */
  PATH: string
  /** How often the engine was reached through the owner's context. */
  calls: () => number
  /** Every file by its path, with what is in it. */
  files: () => Readonly<Record<string, string>>
  remove: () => Promise<void>
}>

/** @param login what the owner's credential helper says for this registry */
export async function givenDockerHome(
  login: Readonly<{ host: string; password: string }>,
): Promise<DockerHome> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-home-'))
  const context = await relay(join(folder, 'engine.sock'))
  const answer = { ServerURL: login.host, Username: 'AWS', Secret: login.password }
  write(folder, 'bin/docker-credential-works', `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`)
  write(folder, 'bin/docker-credential-broken', '#!/bin/sh\necho "the keychain is locked" >&2\nexit 1\n')
  const id = createHash('sha256').update('ours').digest('hex')
  const endpoint = { docker: { Host: `unix://${join(folder, 'engine.sock')}`, SkipTLSVerify: false } }
  write(
    folder,
    `.docker/contexts/meta/${id}/meta.json`,
    JSON.stringify({ Name: 'ours', Metadata: { Description: 'the engine next door' }, Endpoints: endpoint }),
  )
  // Indented as no program writes it, with members that nobody here knows.
  const config = `{\n\t"auths": { "registry.example": { "auth": "YWRhOmNhbmFyeQ==" } },
   "credHelpers": {"${login.host}": "works", "gcr.io": "gcloud"},
   "credsStore": "broken", "currentContext": "ours", "proxies": {}, "plugins": {"x": {"y": "z"}} }`
  write(folder, '.docker/config.json', config)
  return {
    folder,
    PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
    calls: context.calls,
    files: () => filesOf(join(folder, '.docker')),
    remove: async () => {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A remote builder that is current for the owner, as `docker buildx create --use` leaves it; whoever asks it is counted. */
export async function givenRemoteBuilder({ folder }: DockerHome) {
  let calls = 0
  const server = createServer((socket) => {
    calls += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const Endpoint = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  const builder = { Name: 'elsewhere', Driver: 'remote', Nodes: [{ Name: 'elsewhere0', Endpoint }] }
  write(folder, '.docker/buildx/instances/elsewhere', JSON.stringify(builder))
  write(folder, '.docker/buildx/current', '{"Key":"ours","Name":"elsewhere","Global":false}')
  return { calls: () => calls, close: () => shut(server) }
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  if (path.startsWith('bin/')) chmodSync(file, 0o755)
}

async function relay(path: string) {
  let calls = 0
  const server = createServer((near) => {
    calls += 1
    const far = connect('/var/run/docker.sock')
    near.pipe(far).pipe(near)
    for (const side of [near, far]) side.on('error', () => [near, far].map((each) => each.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return { calls: () => calls, close: () => shut(server) }
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

export function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const paths = entries.map((one) => join(one.parentPath, one.name))
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'latin1')]))
}
