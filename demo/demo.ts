import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkOut } from '../local/checkout.ts'
import { printer } from '../local/github/log.ts'
import type { RunResult } from '../local/github/records.ts'
import { type Local, startLocal } from '../local/start.ts'

/** One act: what is released, what must come of it, and the claims that are checked against the registry itself. */
type Act = Readonly<{
  name: string
  title: string
  folder: string
  inputs?: Readonly<Record<string, string>>
  claims: (result: RunResult, tags: readonly string[], running: readonly string[]) => readonly Claim[]
}>

type Claim = Readonly<{ text: string; holds: boolean }>

const root = process.cwd()
const results = join(root, '.demo')
const bothPlatforms = { platforms: 'linux/amd64,linux/arm64' }

const acts: readonly Act[] = [
  {
    name: 'act-1-clean',
    title: 'Act 1: a clean release is scanned, passes the gate, gets its tags and is rolled out',
    folder: 'demo/clean',
    claims: (result, tags, running) => [
      { text: 'the step succeeded', holds: result.conclusion === 'success' },
      { text: 'the verdict is passed', holds: result.outputs.verdict === 'passed' },
      { text: 'released=true', holds: result.outputs.released === 'true' },
      {
        text: 'the image has its two release tags and no other',
        holds: tags.length === 2 && tags.includes('main'),
      },
      { text: 'the deployment was successful', holds: result.outputs['deployment-status'] === 'successful' },
      {
        text: 'the service runs this image, by digest',
        holds: running.includes(String(result.outputs.image)),
      },
    ],
  },
  {
    name: 'act-2-vulnerable',
    title: 'Act 2: an image with vulnerable packages is blocked, gets no release tag and is not deployed',
    folder: 'demo/outdated',
    inputs: {
      baseline: 'deployed',
      'fail-on-known-exploited': 'true',
      'min-epss': '20%',
      ...(storesSeveral() ? bothPlatforms : {}),
    },
    claims: (result, tags, running) => [
      { text: 'the step failed', holds: result.conclusion === 'failure' },
      { text: 'the verdict is blocked', holds: result.outputs.verdict === 'blocked' },
      { text: 'the failure is GATE_BLOCKED', holds: result.outputs['failure-code'] === 'GATE_BLOCKED' },
      { text: 'what the ignore file names is told', holds: /<summary>Ignored: 1</.test(result.summary) },
      {
        text: 'what runs already does not count',
        holds: /Compared with what the service shop runs/.test(result.summary),
      },
      {
        text: 'the image has its candidate tag and no other',
        holds: tags.length === 1 && tags.every(isCandidate),
      },
      { text: 'the service runs another image', holds: !running.includes(String(result.outputs.image)) },
    ],
  },
  {
    name: 'act-3-crashing',
    title: 'Act 3: a release whose tasks crash is rolled back by ECS, and the step says why',
    folder: 'demo/crashing',
    claims: (result, _tags, running) => [
      { text: 'the step failed', holds: result.conclusion === 'failure' },
      {
        text: 'the deployment was rolled back',
        holds: result.outputs['deployment-status'] === 'rolled-back',
      },
      { text: 'the failure is ROLLED_BACK', holds: result.outputs['failure-code'] === 'ROLLED_BACK' },
      { text: 'the exit code of the tasks is told', holds: /exited with code 1/.test(errorsOf(result)) },
      {
        text: 'the last words of the container are shown',
        holds: result.summary.includes('cannot read /app/settings.json'),
      },
      { text: 'the service runs another image', holds: !running.includes(String(result.outputs.image)) },
    ],
  },
]

/** What the service runs before the first act. */
const taskDefinition = {
  family: 'shop',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [
    {
      name: 'app',
      image: 'public.ecr.aws/docker/library/node:24',
      essential: true,
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': 'shop', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'shop' },
      },
    },
  ],
}

const write = (text: string) => void process.stdout.write(text)
const local = await startLocal({ pace: 3, repositories: ['shop'] })
local.aws.setScanning({
  scanType: 'ENHANCED',
  rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] }],
})
local.aws.createCluster('demo')
local.aws.createService({ cluster: 'demo', name: 'shop', circuitBreaker: true, taskDefinition })
mkdirSync(results, { recursive: true })
write(`AWS in miniature listens on ${local.aws.url}; nothing leaves this machine.\n`)
let ended = true
for (const act of acts) ended = (await play(act, local)) && ended
await local.close()
write(ended ? '\nAll acts ended as they must.\n' : '\nAn act did not end as it must; see above.\n')
process.exitCode = ended ? 0 : 1

async function play(act: Act, { aws, role, run }: Local): Promise<boolean> {
  write(`\n━━ ${act.title}\n\n`)
  const checkout = checkOut(join(root, act.folder))
  const result = await run({
    action: root,
    name: 'slipway',
    workspace: checkout.folder,
    github: { SHA: checkout.sha },
    inputs: {
      'aws-region': aws.region,
      'role-to-assume': role,
      repository: 'shop',
      tags: 'type=ref,event=branch\ntype=sha',
      cluster: 'demo',
      service: 'shop',
      ...act.inputs,
    },
    echo: printer(write, process.stdout.isTTY),
  })
  checkout.remove()
  const passed = check(act, result, aws)
  await result.dispose()
  return passed
}

function check(act: Act, result: RunResult, aws: Local['aws']): boolean {
  const file = join('.demo', `${act.name}.md`)
  writeFileSync(join(root, file), result.summary)
  write(`\nThe job summary (${file}):\n\n${result.summary.replace(/^/gm, '  │ ')}\n\n`)
  const tags = aws.images('shop').find(({ digest }) => digest === result.outputs.digest)?.tags ?? []
  write(`In the registry, ${result.outputs.digest} has the tags: ${tags.join(', ')}\n`)
  const running = aws.service('shop', 'demo').runningImages
  write(`The service runs: ${running.join(', ')}\n`)
  const claims = act.claims(result, tags, running)
  for (const { text, holds } of claims) write(`${holds ? '✔' : '✘'} ${text}\n`)
  return claims.every(({ holds }) => holds)
}

function errorsOf(result: RunResult): string {
  return result.main.annotations.map(({ message }) => message).join('\n')
}

/** Docker's classic image store holds one platform of an image only. */
function storesSeveral(): boolean {
  const status = execFileSync('docker', ['info', '--format', '{{.DriverStatus}}'], { encoding: 'utf8' })
  return status.includes('io.containerd.snapshotter')
}

function isCandidate(tag: string): boolean {
  return tag.startsWith('candidate-')
}
