/** What is known of the folder that was built from; undefined where it was a Git URL. */
export type Sources = Readonly<{
  /** The build context as it is shown. */
  context: string
  /** The file that leaves parts of the context out, where there is one. */
  ignoreFile: Readonly<{ path: string; leavesOutAll: boolean }> | undefined
}>

type Hint = (text: string, sources: Sources | undefined) => string

/** In this order: what is known best comes first. */
const hints: readonly (readonly [said: RegExp, hint: Hint])[] = [
  [
    /no space left on device/i,
    () => 'The disk of the runner is full: free some of it, or use a larger runner.',
  ],
  [
    /exec format error/i,
    () =>
      'A command of another platform than the machine’s cannot run there: set up emulation in an earlier step (docker/setup-qemu-action), or name a builder that has machines of that platform.',
  ],
  [
    /granting entitlement \S+ is not allowed/,
    () =>
      'The builder does not allow that to any build: with `builder: create` one is made that does, or allow it in the configuration of yours.',
  ],
  [/failed to calculate checksum.*not found/, missingFile],
  [
    /\bsecret \S+: not found/,
    () => 'Give the secret that the Dockerfile asks for in secrets, secret-envs or secret-files.',
  ],
  [
    /toomanyrequests|429 Too Many Requests/i,
    () =>
      'The registry of a base image lets nobody pull so often: log in to it in an earlier step, whose login Slipway takes over, or take the image from a mirror.',
  ],
  [
    /pull access denied|insufficient_scope|failed to authorize|(40[13] (Unauthorized|Forbidden))/,
    () =>
      'A base image, or a context from a registry, may not be pulled: log in to its registry in an earlier step, whose login Slipway takes over; in ECR the role needs ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on its repository.',
  ],
  [
    /cannot connect to the docker daemon|error reading from server|\bEOF$|connection (reset|refused)|transport is closing/i,
    () =>
      'The engine or the builder went away in the middle of the build; look at its own log, and run the job again.',
  ],
]

/** @param text the error, the line of the Dockerfile and what the failed command said last */
export function buildHint(text: string, sources: Sources | undefined): string {
  const [, hint] = hints.find(([said]) => said.test(text)) ?? []
  return (
    hint?.(text, sources) ??
    'The full output of the build stands in the log of this step; the same Dockerfile fails with `docker buildx build` alone.'
  )
}

function missingFile(text: string, sources: Sources | undefined): string {
  if (text.includes('--from='))
    return 'The path is looked for in the stage, image or build context that --from names.'
  if (sources === undefined) return 'The path is looked for in the Git repository that is the build context.'
  const { context, ignoreFile } = sources
  const where = `The path is looked for in the build context ${context}, not beside the Dockerfile`
  if (ignoreFile === undefined) return `${where}.`
  const what = ignoreFile.leavesOutAll ? 'leaves everything out of it' : 'may leave it out'
  return `${where}, and ${ignoreFile.path} ${what}.`
}
