import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { LocalAws } from '../../../local/aws/aws.ts'
import { ecrClient } from './support.ts'

export type Ended = Readonly<{ exitCode: number; output: string }>

/** Docker with a configuration of its own, and a folder to build. */
export type Docker = Readonly<{
  folder: string
  /** Asks for a new authorization token and keeps it for what comes. */
  logIn: () => Promise<void>
  run: (args: readonly string[], limitMs?: number) => Promise<Ended>
  remove: () => void
}>

/** @param bytes of the image's one layer, which no two folders have in common */
export async function givenDocker(aws: LocalAws, bytes = 4096): Promise<Docker> {
  const root = mkdtempSync(join(tmpdir(), 'slipway-docker-'))
  const [folder, config] = [join(root, 'context'), join(root, 'config')]
  for (const path of [folder, config]) mkdirSync(path)
  writeFileSync(join(folder, 'content'), randomBytes(bytes))
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY content /content\n')
  const env = { ...process.env, DOCKER_CONFIG: config, BUILDX_CONFIG: join(root, 'buildx') }
  const logIn = async () => {
    const { authorizationData } = await ecrClient(aws).send(new GetAuthorizationTokenCommand({}))
    const auth = authorizationData?.[0]?.authorizationToken
    const cliPluginsExtraDirs = [join(homedir(), '.docker/cli-plugins')]
    writeFileSync(
      join(config, 'config.json'),
      JSON.stringify({ auths: { [aws.host]: { auth } }, cliPluginsExtraDirs }),
    )
  }
  await logIn()
  return {
    folder,
    logIn,
    run: (args, limitMs = 60_000) => run(args, env, limitMs),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, timeout: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile('docker', args, { env, timeout }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}
