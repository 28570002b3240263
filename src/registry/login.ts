import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { setSecret, warning } from '@actions/core'
import { type ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { badAnswer, explain } from '../lib/explain.ts'
import { dockerEnvironment, type Login, withLogin } from './docker-config.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What every docker and buildx process of this run gets as its environment. */
export type DockerAccess = Readonly<{ env: Readonly<Record<string, string>> }>

/**
 * Asks ECR for a registry password; one call, no `docker login` process.
 * @param host the registry's host as the repository's URI names it
 */
export async function authorize(ecr: ECRClient, host: string): Promise<Login> {
  const answer = await ecr.send(new GetAuthorizationTokenCommand({})).catch((error: unknown) => {
    throw explain(error, `the registry ${host}`)
  })
  return readLogin(host, answer.authorizationData?.[0]?.authorizationToken, 'ecr')
}

/** The host of the registry of these credentials: its login names it, and for a repository that is not made yet, nothing else does. */
export async function ownHost(ecr: ECRClient): Promise<string> {
  const answer = await ecr.send(new GetAuthorizationTokenCommand({})).catch((error: unknown) => {
    throw explain(error, 'the registry of these credentials')
  })
  const [data] = answer.authorizationData ?? []
  const about = 'ecr:GetAuthorizationToken for the registry of these credentials'
  if (!data?.proxyEndpoint) throw badAnswer(about, 'without an endpoint')
  const host = data.proxyEndpoint.replace(/^https?:\/\//, '')
  readLogin(host, data.authorizationToken, 'ecr')
  return host
}

/** Masks the password in both its forms. */
export function readLogin(host: string, token: string | undefined, service: 'ecr' | 'ecr-public'): Login {
  const password = Buffer.from(token ?? '', 'base64')
    .toString('utf8')
    .split(':')[1]
  if (!token || !password)
    throw badAnswer(`${service}:GetAuthorizationToken for the registry ${host}`, 'without a token')
  setSecret(token)
  setSecret(password)
  return { host, token }
}

/**
 * Writes a private Docker configuration (the user's own plus our login) that only this run's processes see, so
 * that nothing is left to later steps and other jobs of the machine are not disturbed.
 * @param privateFolder removed at the end, on signals and by the post step
 */
export function prepareDocker(
  login: Login | undefined,
  privateFolder: string,
  env: Environment,
): DockerAccess {
  const user = resolve(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'))
  const folder = join(privateFolder, 'docker')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const config = withLogin(readUserConfig(join(user, 'config.json')), login, join(user, 'cli-plugins'))
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config), { mode: 0o600 })
  // Also called to renew a login, when the link is there.
  if (existsSync(join(user, 'contexts')) && !existsSync(join(folder, 'contexts')))
    symlinkSync(join(user, 'contexts'), join(folder, 'contexts'))
  const buildxFolder = resolve(env.BUILDX_CONFIG || join(user, 'buildx'))
  return { env: dockerEnvironment(env, { folder, userFolder: user, buildxFolder, host: login?.host }) }
}

function readUserConfig(path: string): unknown {
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    warning(`${path} is not JSON: Slipway goes on without the logins and settings in it.`)
    return {}
  }
}
