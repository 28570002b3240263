import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { githubVariables, pushPayload } from '../../local/github/context.ts'
import { parsePairs } from '../../local/github/file-commands.ts'
import { actionNode } from '../../local/start.ts'
import { root, type Slipway } from './slipway.ts'

/** What a process of a step ended with. */
export type Ended = Readonly<{ exitCode: number | null; log: string }>

export type Step = Readonly<{
  main: (inputs: Readonly<Record<string, string>>) => Promise<Ended>
  post: () => Promise<Ended>
  outputs: () => Readonly<Record<string, string>>
  log: () => string
}>

/**
 * One job of several Slipway steps in one RUNNER_TEMP: main and post of each are started by hand, in any order. All that
 * the runner of local/github does beside that is left out.
 */
export function startJob({ local, checkout }: Slipway, extra: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-job-'))
  const temp = join(folder, 'temp')
  for (const name of ['temp', 'files', 'home']) mkdirSync(join(folder, name))
  const github = githubVariables({ SHA: checkout.sha }, undefined)
  writeFileSync(join(folder, 'event.json'), JSON.stringify(pushPayload(github)))
  const shared = {
    PATH: process.env.PATH ?? '',
    HOME: join(folder, 'home'),
    AWS_ENDPOINT_URL: local.aws.url,
    AWS_EC2_METADATA_DISABLED: 'true',
    SLIPWAY_PACE: '60',
    ...github,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_WORKSPACE: checkout.folder,
    RUNNER_TEMP: temp,
    ACTIONS_ID_TOKEN_REQUEST_URL: local.issuer.tokenUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: local.issuer.requestToken,
    ...extra,
  }
  return {
    step: (id: string): Step =>
      startStep(join(folder, 'files', id), { ...shared, GITHUB_ACTION: id }, checkout.folder),
    /** What is in RUNNER_TEMP. */
    left: () => readdirSync(temp, { recursive: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function startStep(folder: string, shared: Readonly<Record<string, string>>, cwd: string): Step {
  mkdirSync(folder)
  const file = (name: string) => join(folder, name)
  for (const name of ['output', 'state', 'env', 'path', 'summary']) writeFileSync(file(name), '')
  const files = {
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_STEP_SUMMARY: file('summary'),
  }
  const pairs = (name: string) => [...parsePairs(readFileSync(file(name), 'utf8'))]
  let log = ''
  const run = (script: string, env: Readonly<Record<string, string>>) =>
    new Promise<Ended>((resolve) => {
      let own = ''
      const child = spawn(actionNode(root), [join(root, 'dist', script)], {
        cwd,
        env: { ...shared, ...files, ...env },
      })
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (data: Buffer) => {
          own += data.toString()
          log += data.toString()
        })
      }
      child.once('close', (exitCode) => resolve({ exitCode, log: own }))
    })
  return {
    main: (inputs) =>
      run(
        'index.js',
        Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
        ),
      ),
    post: () =>
      run('post.js', Object.fromEntries(pairs('state').map(([name, value]) => [`STATE_${name}`, value]))),
    outputs: () => Object.fromEntries(pairs('output')),
    log: () => log,
  }
}
