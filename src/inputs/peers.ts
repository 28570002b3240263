import { replaced } from './peers/replaced.ts'
import { type Reader, variable } from './reader.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Inputs of Slipway's contract that this version does not act on yet. */
export const planned: readonly string[] = words(`
  wait-for-replication deploy-revision deploy-registry wait-until pre-deploy-command pre-deploy-container
  pre-deploy-task-definition pre-deploy-timeout-minutes codedeploy-application codedeploy-deployment-group
  codedeploy-appspec`)

/** Variables with which a replaced action changes tags or annotations, and what they are left at. */
export const knobs = [
  { name: 'DOCKER_METADATA_PR_HEAD_SHA', harmless: /^false$/i, use: '`pr-head-sha`', input: 'pr-head-sha' },
  { name: 'DOCKER_METADATA_SHORT_SHA_LENGTH', harmless: /^7$/, use: '`sha-length`', input: 'sha-length' },
  {
    name: 'DOCKER_METADATA_ANNOTATIONS_LEVELS',
    harmless: /^manifest$/,
    use: 'a level in front of the entries of `annotations`, as in `index:key=value`',
    // Entries without a level may stand in it still.
    input: undefined,
  },
] as const

type Refusal = Readonly<{ name: string; answer: string }>

/**
 * Refuses inputs of the replaced actions, and warns of what else is given and does nothing here. GitHub only warns
 * about an undeclared input: a deploy or a secret that silently does nothing would be a false success.
 */
export function refusePeers(reader: Reader, env: Environment): void {
  const declared = new Set([...reader.names].map(variable))
  const refusals = refusalsByVariable()
  for (const [key, value] of Object.entries(env)) {
    if (!key.startsWith('INPUT_') || declared.has(key) || !value?.trim()) continue
    const refusal = refusals.get(key)
    if (refusal !== undefined) reader.problem(refusal.name, refusal.answer)
    else {
      const name = key.slice('INPUT_'.length).toLowerCase()
      reader.warning(`${name} is no input of Slipway and was ignored.`)
    }
  }
  warnOfKnobs(reader, env)
}

function refusalsByVariable(): ReadonlyMap<string, Refusal> {
  const peers = Object.values(replaced).flatMap((peer) => Object.entries(peer))
  const refusals = [
    ...peers.map(([name, answer]) => ({ name, answer: `no input of Slipway; ${plain(answer)}` })),
    // Last, since a peer's input of the same name is Slipway's in a later version.
    ...planned.map((name) => ({ name, answer: 'Slipway has no such input in this version' })),
  ]
  return new Map(refusals.map((refusal) => [variable(refusal.name), refusal]))
}

/** As an error says it: without the marks of Markdown and of the table. */
function plain(answer: string): string {
  return answer.replace(/^none: /, '').replaceAll('`', '')
}

function warnOfKnobs(reader: Reader, env: Environment): void {
  for (const { name, harmless, use, input } of knobs) {
    const value = env[name]?.trim()
    if (!value || harmless.test(value) || (input !== undefined && reader.given(input))) continue
    reader.warning(`${name} does nothing here; use ${plain(use)}.`)
  }
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
