/** Every way in which Slipway can fail. Each code has an entry in docs/troubleshooting.md (a test keeps the two equal). */
export const errorCodes = [
  'INPUT_INVALID',
  'EVENT_UNREADABLE',
  'PACE_REFUSED',
  'PROXY_INVALID',
  'FORK_CANNOT_PUSH',
  'CHECKOUT_MISMATCH',
  'NO_TAGS',
  'COMMIT_TIME_UNKNOWN',
  'DEFAULT_BRANCH_UNKNOWN',
  'ID_TOKEN_PERMISSION_MISSING',
  'ID_TOKEN_UNAVAILABLE',
  'ROLE_REFUSED',
  'AUDIENCE_REFUSED',
  'OIDC_PROVIDER_MISSING',
  'OIDC_PROVIDER_UNREACHABLE',
  'SESSION_POLICY_REFUSED',
  'ROLE_DURATION_REFUSED',
  'REGION_DISABLED',
  'PARTITION_MISMATCH',
  'ACCOUNT_NOT_ALLOWED',
  'CREDENTIALS_MISSING',
  'CREDENTIALS_UNREADABLE',
  'CREDENTIALS_REFUSED',
  'AWS_ACCESS_DENIED',
  'AWS_UNREACHABLE',
  'AWS_THROTTLED',
  'AWS_BAD_ANSWER',
  'AWS_ERROR',
  'REPOSITORY_NOT_FOUND',
  'REPOSITORY_MISMATCH',
  'REPOSITORY_SETTINGS_REFUSED',
  'ENCRYPTION_KEY_UNUSABLE',
  'IMMUTABLE_TAG_TAKEN',
  'SCANNING_NOT_COVERED',
  'ENHANCED_SCANNING_NEEDED',
  'IGNORE_FILE_INVALID',
  'LOCAL_IMAGE_MISSING',
  'DOCKER_MISSING',
  'DOCKER_UNREACHABLE',
  'DOCKER_WINDOWS_ENGINE',
  'BUILDX_MISSING',
  'BUILDER_NOT_FOUND',
  'BUILDER_FAILED',
  'BUILDER_LACKS_FEATURE',
  'CONTEXT_MISSING',
  'DOCKERFILE_MISSING',
  'BUILD_FAILED',
  'CACHE_EXPORT_FAILED',
  'PUSH_FAILED',
  'REGISTRY_UNREACHABLE',
  'DIGEST_UNKNOWN',
  'IMAGE_NOT_FOUND',
  'NOT_AN_IMAGE',
  'GATE_BLOCKED',
  'IMAGE_UNSCANNED',
  'IMAGE_UNSUPPORTED',
  'TAGS_NOT_PUT',
  'OLDER_RELEASE',
  'CLUSTER_NOT_FOUND',
  'SERVICE_NOT_FOUND',
  'SERVICE_INACTIVE',
  'CONTROLLER_UNSUPPORTED',
  'DEPLOYMENT_IN_FLIGHT',
  'TASK_DEFINITION_MISSING',
  'TASK_DEFINITION_INVALID',
  'CONTAINER_NOT_FOUND',
  'PASS_ROLE_DENIED',
  'ROLLED_BACK',
  'ROLLBACK_FAILED',
  'DEPLOYMENT_FAILED',
  'IMAGE_MISMATCH',
  'SUPERSEDED',
  'DEPLOYMENT_STOPPED',
  'DEPLOYMENT_TIMED_OUT',
  'DEPLOYMENT_UNKNOWN',
  'CANCELLED',
  'INTERNAL',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What a failure says: one sentence (what failed, on which object, why) and what to do next. */
export type Failure = Readonly<{
  code: ErrorCode
  sentence: string
  hint: string
  /** The line of a file of the workspace that is at fault, where one is. */
  location?: Location | undefined
}>

export type Location = Readonly<{
  /** Relative to the workspace. */
  file: string
  line: number
}>

const longestSentence = 2_500
/** GitHub cuts an annotation at 4096 characters: both together and the code stay below. */
const longestInAll = 3_900

/** The one error type that leaves a stage. The sentence stands alone; the hint tells what to do; the cause is for debugging. */
export class ActionError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly location: Location | undefined

  constructor(failure: Failure, options?: ErrorOptions) {
    // One line, and short enough that GitHub, which cuts an annotation at 4096 characters, leaves the hint whole.
    super(oneLine(failure.sentence, longestSentence), options)
    this.name = 'ActionError'
    this.code = failure.code
    this.hint = oneLine(failure.hint, longestInAll - this.message.length)
    this.location = failure.location
  }
}

function oneLine(text: string, longest: number): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, longest)
}

export function cancelled(): ActionError {
  return new ActionError({
    code: 'CANCELLED',
    sentence: 'The run was cancelled.',
    hint: 'What was done until then stands in the summary; running it again is safe.',
  })
}

/** Gives what a caught value says: an ActionError as it is, and anything else as a fault of Slipway's own. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ActionError) {
    const { code, message: sentence, hint, location } = error
    return { code, sentence, hint, ...(location && { location }) }
  }
  const text = oneLine(
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    longestSentence,
  )
  return {
    code: 'INTERNAL',
    sentence: `Slipway failed in a way that it does not know: ${text}`,
    hint: 'Run the job again with debug logging; if it stays, report it with that log.',
  }
}
