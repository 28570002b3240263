import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type AwsOptions, type LocalAws, startAws } from './aws/aws.ts'
import { type Issuer, type IssuerOptions, startIssuer } from './github/issuer.ts'
import type { RunOptions, RunResult } from './github/records.ts'
import { runAction } from './github/runner.ts'

export type LocalOptions = Readonly<{
  /** Divides the waiting times of AWS and of the action. */
  pace?: number
  aws?: AwsOptions
  issuer?: IssuerOptions
  repositories?: readonly string[]
}>

/** AWS and GitHub in miniature, trusting each other, and a way to run an action between them. */
export type Local = Readonly<{
  aws: LocalAws
  issuer: Issuer
  /** ARN of the role that any token of the issuer may assume. */
  role: string
  run: (options: RunOptions) => Promise<RunResult>
  close: () => Promise<void>
}>

export async function startLocal(options: LocalOptions = {}): Promise<Local> {
  const pace = options.pace ?? 1
  const issuer = await startIssuer(options.issuer)
  const aws = await startAws({ pace, issuers: [issuer.issuer], ...options.aws })
  for (const name of options.repositories ?? ['shop']) aws.createRepository(name)
  const env = { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: 'true', SLIPWAY_PACE: String(pace) }
  return {
    aws,
    issuer,
    role: `arn:aws:iam::${aws.account}:role/slipway`,
    run: (step) =>
      runAction({ node: actionNode(step.action), issuer, ...step, env: { ...env, ...step.env } }),
    close: async () => void (await Promise.all([aws.close(), issuer.close()])),
  }
}

/** Node 24, the action's runtime, where npm could install it for this machine; else the Node of this process. */
export function actionNode(root: string): string {
  const path = resolve(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  return existsSync(path) ? path : process.execPath
}
