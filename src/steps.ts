import type { Run } from './context.ts'
import type { Entry, PrivateRegistry, Registry } from './entrance.ts'
import { build, checkSources } from './image/build.ts'
import { checkBuilder } from './image/builder.ts'
import { wantsAwsKeys } from './image/cache.ts'
import { checkCheckout } from './image/checkout.ts'
import type { Pushed } from './image/pushed.ts'
import type { CredentialSource } from './lib/aws.ts'
import { stage } from './lib/log.ts'
import type { Learn } from './outcome.ts'
import type { Login } from './registry/docker-config.ts'
import { type DockerAccess, prepareDocker } from './registry/login.ts'
import { judge, type Verdict } from './scan/gate.ts'
import { awaitFindings } from './scan/wait.ts'

/** Docker with a login, and whether its builder keeps a copy of what it pushes. */
export type Docker = DockerAccess & Readonly<{ keepsCopy: boolean }>

/** Nothing of the workspace is looked at where nothing is built from it. */
export function checkFiles({ plan, event, inputs, resolve }: Run): void {
  if (inputs.source.kind !== 'build') return
  checkSources(plan.build, plan.contextFolder === undefined, resolve)
  if (plan.contextFolder === undefined) return
  checkCheckout(plan.contextFolder, { sha: plan.sha, event: event.sha, pullRequestHead: event.headSha })
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

export async function gate(run: Run, registry: Registry, pushed: Pushed, learn: Learn): Promise<Verdict> {
  // The inputs refuse a gate for ECR Public, which scans nothing.
  const verdict =
    run.inputs.gate.mode === 'off' || registry.kind === 'public'
      ? ({ kind: 'skipped' } as const)
      : await scan(run, registry, pushed, learn)
  learn({ verdict })
  return verdict
}

function scan(
  run: Run,
  { ecr, repository }: PrivateRegistry,
  pushed: Pushed,
  learn: Learn,
): Promise<Verdict> {
  const policy = run.inputs.gate
  return stage(`Wait for the scan of ${pushed.manifest.digest}`, async () => {
    const wait = { timeoutMinutes: policy.scanTimeoutMinutes, signal: run.signal, pace: run.pace }
    const report = await awaitFindings(ecr, repository, pushed.platforms, wait)
    learn({ scan: report })
    return judge(report, policy)
  })
}
