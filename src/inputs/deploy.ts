import type { GitEvent } from '../event.ts'
import type { Intent } from '../intent.ts'
import { quoted } from '../quoted.ts'
import { type DefinitionInputs, readDefinition } from './definition.ts'
import { readContainerName } from './deploy-edits.ts'
import {
  type FollowingInputs,
  noticeUnwatched,
  readFollowing,
  readUpdate,
  type UpdateInputs,
} from './following.ts'
import type { Reader } from './reader.ts'
import { readServices } from './services.ts'

export type DeployInputs =
  | Readonly<{ kind: 'none' }>
  /** `task-definition` without a service: a revision is registered and nothing is deployed. */
  | Readonly<{ kind: 'register'; definition: DefinitionInputs }>
  | Readonly<{
      kind: 'services'
      cluster: string
      /** Names, each once. */
      services: readonly string[]
      /** The account that an ARN of service or cluster names: the only one that they may be looked for in. */
      account: string | undefined
      definition: DefinitionInputs
      update: UpdateInputs
      following: FollowingInputs
    }>

/** A service that runs something, whether this run deploys to it or not. */
export type RunningService = Readonly<{
  cluster: string
  service: string
  /** The container whose image is meant; undefined means the only one. */
  containerName: string | undefined
}>

/** What edits a task definition: without one there is nothing to edit. */
const ofDefinition = [
  'container-name',
  'containers',
  'environment-variables',
  'env-files',
  'task-secrets',
  'command',
  'task-cpu',
  'task-memory',
  'task-role-arn',
  'execution-role-arn',
  'log-driver',
  'log-options',
  'docker-labels',
] as const

const ofRole = ['deploy-role-to-assume', 'deploy-role-chaining', 'deploy-region'] as const

const ofServices = [
  'cluster',
  'desired-count',
  'force-new-deployment',
  'wait',
  'deploy-timeout-minutes',
  'on-deploy-failure',
  'on-timeout',
  'on-pause',
  'on-superseded',
  'on-in-flight',
  'on-cancel',
  'max-failed-tasks',
  'diagnostic-log-lines',
] as const

/**
 * What is deployed, if anything: services that are named, or a revision that is only registered, on the events that
 * publish, or where `deploy: true` asks for it.
 */
export function readDeploy(reader: Reader, event: GitEvent, intent: Intent): DeployInputs {
  const asked = reader.choice('deploy', ['auto', 'true', 'false'], 'auto')
  const place = readServices(reader)
  const definition = readDefinition(reader)
  const [update, following] = [readUpdate(reader), readFollowing(reader)]
  const isRegistered = definition.source.kind !== 'running'
  noticeIdle(reader, isRegistered)
  if (!isRegistered && !reader.given('service')) {
    if (asked === 'true') reader.problem('deploy', '`true` needs the input service, which is not given')
    return { kind: 'none' }
  }
  // What a service runs is judged there, and never brought back over what is newer.
  const isRunning = reader.text('image') === 'deployed'
  if (isRunning && asked === 'true')
    reader.problem('deploy', '`true` contradicts `image: deployed`, which is what the service runs already')
  if (isRunning || !isWanted(reader, event, intent, asked)) return { kind: 'none' }
  if (!reader.given('service')) return { kind: 'register', definition }
  noticeUnwatched(reader, following)
  return { kind: 'services', ...place, definition, update, following }
}

/** The service that `baseline: deployed` and `image: deployed` look at: the first one that is named. */
export function readRunning(reader: Reader): RunningService | undefined {
  const { cluster, services } = readServices(reader)
  const [service] = services
  if (service === undefined) return undefined
  for (const name of services.length > 1 ? ['baseline', 'image'] : [])
    if (reader.text(name) === 'deployed')
      reader.notice(`${name}: \`deployed\` looks at the first of ${services.length} services, ${service}.`)
  return { cluster, service, containerName: readContainerName(reader) }
}

/** What is given and has nothing to act on. */
function noticeIdle(reader: Reader, isRegistered: boolean): void {
  const hasService = reader.given('service')
  const idle = [
    ...(hasService ? [] : ofServices),
    ...(hasService || isRegistered ? [] : [...ofDefinition, ...ofRole]),
  ]
  for (const name of idle.filter(reader.given))
    reader.notice(`${name} has nothing to act on: no service is given.`)
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
