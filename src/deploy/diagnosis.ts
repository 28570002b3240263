import type { Evidence, StoppedTask } from './rollout.ts'

/** What the evidence says in one sentence, and what to do about it. */
export type Diagnosis = Readonly<{ sentence: string; hint: string }>

/**
 * Reads the most frequent way in which tasks stopped; without stopped tasks, as where none could be placed, the newest
 * event that tells of a failure.
 */
export function diagnose({ tasks, events }: Evidence): Diagnosis | undefined {
  const [task, count] = mostFrequent(tasks)
  if (task !== undefined) {
    const words = describeTask(task)
    return {
      sentence: `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${words}`,
      hint: hintFor(words, task),
    }
  }
  const event = events.find((text) => /unable|fail|error|insufficient|unhealthy/i.test(text))
  return event === undefined
    ? undefined
    : { sentence: `ECS says: ${event}`, hint: 'The events of the service say more.' }
}

/** One stopped task in words: the task's reason, then each container that did not end well. */
export function describeTask({ reason, stopCode, containers }: StoppedTask): string {
  const failed = containers.filter((one) => one.exitCode !== 0 || one.reason !== undefined)
  const parts = failed.map(({ name, exitCode, reason: why }) => {
    const ended = exitCode === undefined ? `${name} never ran` : `${name} exited with code ${exitCode}`
    return why === undefined || why === reason ? ended : `${ended} (${why})`
  })
  return [reason ?? stopCode ?? 'no reason given', ...parts].join('; ')
}

function mostFrequent(tasks: readonly StoppedTask[]): readonly [StoppedTask | undefined, number] {
  const groups = new Map<string, readonly StoppedTask[]>()
  for (const task of tasks) groups.set(describeTask(task), [...(groups.get(describeTask(task)) ?? []), task])
  const [largest = []] = [...groups.values()].sort((a, b) => b.length - a.length)
  return [largest[0], largest.length]
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /does not contain descriptor matching platform|exec format error/,
    "The image is built for another processor than the task's: set platforms or runtimePlatform.",
  ],
  [
    /CannotPullContainerError/,
    'The tasks cannot pull the image: check that it is there, that the execution role may pull it, and the route to ECR (NAT or VPC endpoints).',
  ],
  [
    /ResourceInitializationError/,
    'The task could not be prepared: check secrets, log group, volumes and the network that the task definition names.',
  ],
  [/OutOfMemory|code 137\b/, 'A container used more memory than it may: raise its memory, or find the leak.'],
  [
    /CannotStartContainerError|code 12[67]\b/,
    'The container cannot be started: check command, entryPoint and file modes.',
  ],
  [
    /CannotCreateContainerError/,
    'The container could not be created: check mounts, devices and limits of the task definition.',
  ],
  [/code 139\b/, 'A container crashed with a segmentation fault: its log, or a core dump, says where.'],
  [
    /health check/i,
    'The new tasks run, but their health check fails: check its path, port, time limits and start period.',
  ],
  [
    /exited with code|Essential container/,
    'The application ended by itself, which a service must not do: its log says why.',
  ],
]

function hintFor(words: string, { stopCode }: StoppedTask): string {
  const found = hints.find(([pattern]) => pattern.test(words))?.[1]
  return (
    found ??
    `ECS stopped the tasks${stopCode === undefined ? '' : ` (${stopCode})`}: see the events of the service.`
  )
}
