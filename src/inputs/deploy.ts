import type { BaseSource } from '../deploy/base.ts'
import type { GitEvent } from '../event.ts'
import type { Intent } from '../intent.ts'
import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

export type DeployInputs =
  | Readonly<{ kind: 'none' }>
  | Readonly<{
      kind: 'service'
      cluster: string
      service: string
      source: BaseSource
      containerName: string | undefined
      wait: boolean
      timeoutMinutes: number
    }>

/** A service that runs something, whether this run deploys to it or not. */
export type RunningService = Readonly<{
  cluster: string
  service: string
  /** The container whose image is meant; undefined means the only one. */
  containerName: string | undefined
}>

const others = [
  'cluster',
  'task-definition',
  'container-name',
  'wait',
  'deploy-timeout-minutes',
  'deploy-role-to-assume',
  'deploy-role-chaining',
  'deploy-region',
] as const

/** What is deployed, if anything: a named service, on the events that publish, or where `deploy: true` asks for it. */
export function readDeploy(reader: Reader, event: GitEvent, intent: Intent): DeployInputs {
  const asked = reader.choice('deploy', ['auto', 'true', 'false'], 'auto')
  const { cluster, service, containerName } = readPlace(reader)
  const order = {
    ...{ cluster, containerName },
    source: readSource(reader),
    wait: reader.flag('wait', true),
    timeoutMinutes: reader.integer('deploy-timeout-minutes', { from: 1, to: 1440, unit: 'minutes' }, 30),
  }
  if (service === undefined) {
    if (asked === 'true') reader.problem('deploy', '`true` needs the input service, which is not given')
    for (const name of others.filter(reader.given))
      reader.notice(`${name} has nothing to act on: no service is given.`)
    return { kind: 'none' }
  }
  // What a service runs is judged there, and never brought back over what is newer.
  const isRunning = reader.text('image') === 'deployed'
  if (isRunning && asked === 'true')
    reader.problem('deploy', '`true` contradicts `image: deployed`, which is what the service runs already')
  if (isRunning) return { kind: 'none' }
  return isWanted(reader, event, intent, asked) ? { kind: 'service', service, ...order } : { kind: 'none' }
}

/** The service that `baseline: deployed` and `image: deployed` look at. */
export function readRunning(reader: Reader): RunningService | undefined {
  const { service, ...place } = readPlace(reader)
  return service === undefined ? undefined : { service, ...place }
}

function readPlace(
  reader: Reader,
): Readonly<Omit<RunningService, 'service'> & { service: string | undefined }> {
  return {
    cluster: readName(reader, 'cluster') ?? 'default',
    service: readName(reader, 'service'),
    containerName: reader.text('container-name'),
  }
}

function isWanted(
  reader: Reader,
  event: GitEvent,
  intent: Intent,
  asked: 'auto' | 'true' | 'false',
): boolean {
  if (asked === 'auto') return intent === 'release' && event.kind === 'publishing'
  if (asked === 'false') return false
  if (['pull-request', 'fork', 'merge-group'].includes(event.kind)) {
    reader.problem(
      'deploy',
      `\`true\` is not for the event ${quoted(event.name)}: it is deployed after the merge`,
    )
  } else if (intent !== 'release') {
    reader.problem('deploy', '`true` contradicts this run, which releases nothing: see the input push')
  }
  if (event.kind === 'pull-request-target') {
    reader.warning(
      'deploy: `true` on pull_request_target may deploy code that nobody of the repository has merged.',
    )
  }
  return true
}

/** A name, as ECS allows it; ARNs are for a later version. */
function readName(reader: Reader, input: 'cluster' | 'service'): string | undefined {
  const name = reader.text(input)
  if (name !== undefined && !/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
    reader.problem(input, `${quoted(name)} is not one name of letters, digits, hyphens and underscores`)
  }
  return name
}

function readSource(reader: Reader): BaseSource {
  const path = reader.text('task-definition')
  if (path === undefined) return { kind: 'running' }
  if (path.startsWith('arn:'))
    reader.problem('task-definition', `${quoted(path)} is an ARN; this version takes a JSON file only`)
  return { kind: 'file', path, name: path }
}
