import { join, relative } from 'node:path'
import type { Run } from './context.ts'
import type { Entry } from './entrance.ts'
import { build, checkSources } from './image/build.ts'
import { checkBuilder } from './image/builder.ts'
import { wantsAwsKeys } from './image/cache.ts'
import { checkCheckout, repositoryRoot } from './image/checkout.ts'
import type { CredentialSource } from './lib/aws.ts'
import { stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import type { Login } from './registry/docker-config.ts'
import { type DockerAccess, prepareDocker } from './registry/login.ts'

/** Docker with a login, and whether its builder keeps a copy of what it pushes. */
export type Docker = DockerAccess & Readonly<{ keepsCopy: boolean }>

/** Nothing of the workspace is looked at where nothing is built from it. */
export function checkFiles({ plan, event, inputs, resolve }: Run): void {
  if (inputs.source.kind !== 'build') return
  checkSources(plan.build, plan.contextFolder === undefined, resolve)
  if (plan.contextFolder === undefined) return
  checkCheckout(plan.contextFolder, { sha: plan.sha, event: event.sha, pullRequestHead: event.headSha })
}

/** The Dockerfile as the repository knows it, where one is built from: what scanners' reports point at. */
export function dockerfileOf({ plan, inputs }: Run): string | undefined {
  if (inputs.source.kind !== 'build' || plan.contextFolder === undefined) return undefined
  const file = plan.build.file ?? join(plan.contextFolder, 'Dockerfile')
  const root = repositoryRoot(plan.contextFolder)
  const path = root === undefined ? '..' : relative(root, file).replaceAll('\\', '/')
  return path.startsWith('..') ? undefined : path
}

/** One private Docker configuration for all docker processes of the run, and a builder that can do what is asked. */
export function prepareBuild(run: Run, entry: Entry | undefined): Promise<Docker> {
  return stage('Log in and check the builder', async () => {
    const { env } = prepareDocker(entry?.login, run.privateFolder, run.env)
    const docker = { env: { ...env, ...(await cacheKeys(run, entry?.credentials)) } }
    const keepsCopy = await checkBuilder(run.plan.build, { ...run, ...docker })
    return { ...docker, keepsCopy }
  })
}

/** Docker's processes get no AWS keys but for a cache in S3, which buildx reads and writes with those it finds. */
async function cacheKeys({ plan, env }: Run, credentials: CredentialSource | undefined) {
  if (!wantsAwsKeys(plan.build)) return {}
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']
  if (credentials === undefined)
    return Object.fromEntries(names.flatMap((one) => (env[one] ? [[one, env[one]]] : [])))
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials.provide()
  const values = [accessKeyId, secretAccessKey, sessionToken]
  return Object.fromEntries(names.flatMap((one, index) => (values[index] ? [[one, values[index]]] : [])))
}

/** For what needs the engine's client alone. */
export function prepareClient(run: Run, login: Login): Promise<Docker> {
  return stage('Log in', async () => ({
    ...prepareDocker(login, run.privateFolder, run.env),
    keepsCopy: false,
  }))
}

export function renewLogin(run: Run, login: Login, docker: Docker): Docker {
  const { env } = prepareDocker(login, run.privateFolder, run.env)
  return { ...docker, env: { ...docker.env, ...env } }
}

export async function buildWithoutPushing(run: Run, docker: Docker, learn: Learn): Promise<void> {
  await stage(`Build ${run.plan.build.context} without pushing`, () =>
    build(run.plan.build, undefined, { ...run, ...docker }),
  )
  learn({ built: true })
}
