import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type AwsOptions, type LocalAws, startAws } from './aws/aws.ts'
import { type ApiOptions, type GitHubApi, startApi } from './github/api.ts'
import { githubVariables } from './github/context.ts'
import { type Issuer, type IssuerOptions, startIssuer } from './github/issuer.ts'
import type { RunOptions, RunResult } from './github/records.ts'
import { runAction } from './github/runner.ts'

export type LocalOptions = Readonly<{
  /** Divides the waiting times of AWS and of the action. */
  pace?: number
  aws?: AwsOptions
  issuer?: IssuerOptions
  api?: ApiOptions
  repositories?: readonly string[]
}>

/** AWS and GitHub in miniature, trusting each other, and a way to run an action between them. */
export type Local = Readonly<{
  aws: LocalAws
  issuer: Issuer
  /** GitHub's REST API; the repository and the commit of a run are there, if nothing else was said of them. */
  api: GitHubApi
  /** ARN of the role that any token of the issuer may assume. */
  role: string
  run: (options: RunOptions) => Promise<RunResult>
  close: () => Promise<void>
}>

export async function startLocal(options: LocalOptions = {}): Promise<Local> {
  const pace = options.pace ?? 1
  const [issuer, api] = await Promise.all([startIssuer(options.issuer), startApi(options.api)])
  const aws = await startAws({ pace, issuers: [issuer.issuer], ...options.aws })
  for (const name of options.repositories ?? ['shop']) aws.createRepository(name)
  const env = { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: 'true', SLIPWAY_PACE: String(pace) }
  return {
    aws,
    issuer,
    api,
    role: `arn:aws:iam::${aws.account}:role/slipway`,
    run(step) {
      publish(api, step)
      const common = { node: actionNode(step.action), issuer, api }
      return runAction({ ...common, ...step, env: { ...env, ...step.env } })
    },
    close: async () => void (await Promise.all([aws.close(), issuer.close(), api.close()])),
  }
}

// What a run is of was pushed to GitHub before.
function publish(api: GitHubApi, { github = {}, event }: RunOptions): void {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_SHA: sha = '' } = githubVariables(github, event)
  const pull = event?.pull_request as { head?: { sha?: string } } | undefined
  for (const one of [sha, pull?.head?.sha ?? sha]) api.know(repository, one)
}

/** Node 24, the action's runtime, where npm could install it for this machine; else the Node of this process. */
export function actionNode(root: string): string {
  const path = resolve(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  return existsSync(path) ? path : process.execPath
}
