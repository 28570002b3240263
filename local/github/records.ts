/** A moment in the life of main: so long after its start, or (so long) after a line of its masked log that matches. */
export type Moment = Readonly<{ afterMs: number }> | Readonly<{ whenLog: string; afterMs?: number }>

/** The token endpoint of local/github/issuer.ts: what `permissions: id-token: write` gives a job. */
export type TokenEndpoint = Readonly<{ tokenUrl: string; requestToken: string }>

/** GitHub's REST API and the job's token for it: what local/github/api.ts starts. */
export type ApiEndpoint = Readonly<{ url: string; token: string }>

export type RunOptions = Readonly<{
  /** Folder with action.yml. */
  action: string
  /** How the workflow names the action; only the log shows it. */
  name?: string
  /** The `with:` block. */
  inputs?: Readonly<Record<string, string>>
  /** The node binary; this process's own without it. */
  node?: string
  /** GITHUB_WORKSPACE and working directory. */
  workspace: string
  /** Payload written to GITHUB_EVENT_PATH; a push to main of acme/shop without it. */
  event?: Readonly<Record<string, unknown>>
  /** GITHUB_* variables that differ from the defaults, with or without the prefix. */
  github?: Readonly<Record<string, string>>
  /** `env:` of the job. The action sees PATH, HOME, LANG, the runner's variables and this, nothing else. */
  env?: Readonly<Record<string, string>>
  /** HOME; a fresh folder without it. */
  home?: string
  issuer?: TokenEndpoint
  /** Where GITHUB_API_URL points to; GitHub itself without it. */
  api?: ApiEndpoint
  /** What `${{ github.token }}` is; without it the token of `api`, or a random one. */
  token?: string
  /** Secrets of the repository: masked from the start. */
  secrets?: readonly string[]
  /** Container job: signals end the client outside, never main. */
  container?: boolean
  /** The workflow run is cancelled. */
  cancel?: Moment
  /** SIGKILL to main: the machine's memory ran out. */
  kill?: Moment
  /** GitHub's times between SIGINT, SIGTERM and SIGKILL, shortened for tests. */
  grace?: Grace
  debug?: boolean
  echo?: (line: string) => void
  skipPost?: boolean
  /** Longest life of a phase; 120 s without it. */
  limitMs?: number
  onMainStart?: (pid: number) => void
}>

export type Grace = Readonly<{ termMs: number; killMs: number }>

export type Annotation = Readonly<{
  level: 'notice' | 'warning' | 'error'
  message: string
  title?: string
  file?: string
  line?: string
  endLine?: string
  col?: string
  endColumn?: string
  /** GitHub shows ten of each level per step; the rest stays in the log. */
  shown: boolean
}>

export type PhaseResult = Readonly<{
  exitCode: number | null
  signal: string | null
  /** As GitHub shows it. */
  log: string
  /** Every line of main as it wrote it, for the tests of the runner itself. */
  raw: string
  ms: number
  annotations: readonly Annotation[]
}>

/** A process of the action that outlived it. The runner kills it at the end of the job. */
export type Orphan = Readonly<{ pid: number; command: string }>

export type RunResult = Readonly<{
  main: PhaseResult
  post: PhaseResult | undefined
  conclusion: 'success' | 'failure' | 'cancelled'
  /** `steps.x.outputs`. */
  outputs: Readonly<Record<string, string>>
  /** What of the outputs another job would get: one that holds a masked value is dropped. */
  jobOutputs: Readonly<Record<string, string>>
  /** Summaries of main and post, masked. */
  summary: string
  /** What main saved for post. */
  state: Readonly<Record<string, string>>
  /** Set through GITHUB_ENV and GITHUB_PATH. */
  env: Readonly<Record<string, string>>
  path: readonly string[]
  log: string
  root: string
  temp: string
  home: string
  /** Every value the runner was told to mask. */
  masks: readonly string[]
  /** The values that were secret from the start: canaries that no file and no line may hold. */
  secrets: readonly string[]
  /** Inputs given that action.yml does not declare. */
  undeclared: readonly string[]
  /** Files and folders in RUNNER_TEMP that are not the runner's own. */
  leftovers: readonly string[]
  orphans: readonly Orphan[]
  /** Container job: main still ran when post had ended. */
  mainOutlivedPost: boolean
  pid: number
  dispose(): Promise<void>
}>
