import { firstHint, type Rule } from './hint-rule.ts'
import type { ContainerLog, StoppedTask, TargetHealth } from './rollout.ts'

// What to do next, by the way in which tasks stopped or targets are not healthy.

const mostNames = 3

const otherPlatform =
  "The image is built for another processor than the task's: set platforms or runtimePlatform."

const ownEnd = 'The application ended by itself, which a service must not do: its log says why.'

const route =
  'The tasks do not reach it: their subnets need a route (NAT or VPC endpoints, or a public IP address) and security groups that let them out.'

const unreachable =
  /i\/o timeout|dial tcp|deadline exceeded|connection refused|no such host|request canceled|timeout exceeded/i

const refused =
  /403 Forbidden|not authorized|AccessDenied|(?<!pull )access denied|no basic auth|401 Unauthorized/i

const pulling: readonly Rule[] = [
  [
    /toomanyrequests|rate exceeded|429 Too Many/i,
    'The registry takes no more pulls for now: wait, or keep the image in ECR, where a pull through cache rule can put it.',
  ],
  [
    refused,
    'The tasks may not pull the image: give the execution role ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer; a repository of another account must allow it in its own policy too.',
  ],
  [unreachable, `The tasks cannot pull the image. ${route}`],
  [
    /no space left/i,
    'The image does not fit: raise ephemeralStorage of the task definition, or the disk of the instances.',
  ],
  [
    /./,
    'The tasks cannot pull the image: check that it is there, that the execution role may pull it, and the route to ECR (NAT or VPC endpoints).',
  ],
]

const preparing: readonly Rule[] = [
  [unreachable, `The task could not be prepared, since a service of AWS did not answer. ${route}`],
  [
    /secret|ssm|parameter|registry auth|kms/i,
    'The task could not get its secrets: check that each one in the task definition is there, with the key it names, and that the execution role may read it (secretsmanager:GetSecretValue, ssm:GetParameters, kms:Decrypt).',
  ],
  [
    /log group|log driver|awslogs|log stream|cloudwatch/i,
    'The task could not open its log: create the log group, or set awslogs-create-group and give the execution role logs:CreateLogGroup.',
  ],
  [
    /\befs\b|mount|nfs|volume/i,
    'A volume of the task could not be mounted: check the file system, its mount targets, and that its security group lets the tasks in on port 2049.',
  ],
  [
    /\beni\b|network interface|subnet|security group/i,
    'The task got no network interface: check subnets, free addresses and security groups of the service.',
  ],
  [
    /./,
    'The task could not be prepared: check secrets, log group, volumes and the network that the task definition names.',
  ],
]

const stopping: readonly Rule[] = [
  [/does not contain descriptor matching platform|exec format error/, otherPlatform],
  [/OutOfMemory/, 'A container used more memory than it may: raise its memory, or find the leak.'],
  [
    /container health check/i,
    "The new tasks run, but a container's health check fails: run its command in the container, and check interval, timeout, retries and startPeriod.",
  ],
  [
    /health check/i,
    'The new tasks run, but their health check fails: check its path, port, time limits and start period.',
  ],
  [
    /code 137\b/,
    'A container was killed, mostly since it used more memory than it may: raise its memory, or find the leak.',
  ],
  [
    /CannotStartContainerError|code 12[67]\b/,
    'The container cannot be started: check command, entryPoint and file modes.',
  ],
  [
    /CannotCreateContainerError/,
    'The container could not be created: check mounts, devices and limits of the task definition.',
  ],
  [/code 139\b/, 'A container crashed with a segmentation fault: its log, or a core dump, says where.'],
  [/exited with code|Essential container/, ownEnd],
]

/** Codes of what happens to tasks from outside, whatever was released. */
const codes: ReadonlyMap<string | undefined, string> = new Map([
  [
    'SpotInterruption',
    'AWS took Spot capacity back, which says nothing of the release: run the job again, or keep a base of tasks on capacity that stays.',
  ],
  ['UserInitiated', 'Somebody stopped the tasks, which says nothing of the release: run the job again.'],
  [
    'TerminationNotice',
    'The instance under the tasks is going away, which says nothing of the release: run the job again.',
  ],
  [
    'InfrastructureHealth',
    'The instance under the tasks is impaired, which says nothing of the release: run the job again.',
  ],
])

type Beside = Readonly<{
  /** The task in words. */
  words: string
  logs: readonly ContainerLog[]
  targets: readonly TargetHealth[]
}>

export function hintForTasks(task: StoppedTask, { words, logs, targets }: Beside): string {
  return `${causeOf(task, words, logs, targets)}${whereLogsAre(logs)}`
}

function causeOf(
  { stopCode }: StoppedTask,
  words: string,
  logs: readonly ContainerLog[],
  targets: readonly TargetHealth[],
): string {
  const outside = codes.get(stopCode)
  if (outside !== undefined) return outside
  if (/CannotPullContainerError/.test(words) && !/descriptor matching platform/.test(words))
    return firstHint(pulling, words)
  if (/ResourceInitializationError/.test(words)) return firstHint(preparing, words)
  if (/ELB health check/i.test(words)) return hintForElb(words, targets)
  const found = stopping.find(([pattern]) => pattern.test(words))?.[1]
  const isOther = logs.some((one) => one.kind === 'lines' && one.lines.some(isOtherPlatform))
  // Only the log tells it: ECS sees no more than an application that ended.
  if (isOther && (found === undefined || found === ownEnd)) return otherPlatform
  const code = stopCode === undefined ? '' : ` (${stopCode})`
  return found ?? `ECS stopped the tasks${code}: see the events of the service.`
}

function isOtherPlatform(line: string): boolean {
  return /exec format error/i.test(line)
}

function whereLogsAre(logs: readonly ContainerLog[]): string {
  const shown = new Set(logs.flatMap((one) => (one.kind === 'lines' ? [one.container] : [])))
  const names = [...shown].slice(0, mostNames).join(', ')
  return shown.size === 0
    ? ''
    : ` The last log lines of ${names} are shown in the summary and in the log of the job.`
}

function hintForElb(words: string, targets: readonly TargetHealth[]): string {
  const group = /targetgroup\/([\w-]{1,32})\//.exec(words)?.[1]
  const of = group === undefined ? '' : ` of the target group ${group}`
  const sick = targets.filter(({ state }) => state === 'unhealthy')
  const why = sick.length === 0 ? '' : ` ${hintForTargets(sick)}`
  return `The new tasks run, but the health check${of} fails: check its path, port and time limits, and the grace period of the service.${why}`
}

const targetRules: readonly Rule[] = [
  [
    /ResponseCodeMismatch|failed with these codes/i,
    'The application answers with a status that the target group does not take: correct what it answers, or the path or success codes of the check.',
  ],
  [
    /Target\.Timeout|timed out/i,
    'The application does not answer in time: check that it listens on the port of the container on all addresses, and that the security group of the tasks lets the load balancer in.',
  ],
  [
    /FailedHealthChecks|Health checks failed/i,
    'The load balancer gets no connection: check that the application listens on the port of the container on all addresses, and that the security group of the tasks lets the load balancer in.',
  ],
  [/./, 'See the health of the targets in the target group.'],
]

export function hintForTargets(sick: readonly TargetHealth[]): string {
  return firstHint(targetRules, sick.map(({ reason }) => reason ?? '').join('\n') || ' ')
}
