import type { Moment } from './records.ts'

export type Trigger = Readonly<{
  /** Resolves at the moment; never when it is not reached. */
  reached: Promise<void>
  fired(): boolean
  start(): void
  line(text: string): void
  stop(): void
}>

/** Waits for a moment in the life of a process, whose start and log lines it is told. */
export function createTrigger(moment: Moment | undefined): Trigger {
  const { promise, resolve } = withResolvers()
  const pattern = moment !== undefined && 'whenLog' in moment ? new RegExp(moment.whenLog) : undefined
  let timer: NodeJS.Timeout | undefined
  let started = false
  let done = false
  const arm = () => {
    timer = setTimeout(() => {
      done = true
      resolve()
    }, moment?.afterMs ?? 0)
  }
  return {
    reached: promise,
    fired: () => done,
    start() {
      started = true
      if (moment !== undefined && pattern === undefined) arm()
    },
    line(text) {
      // The runner's own lines before the start do not count.
      if (started && timer === undefined && pattern?.test(text)) arm()
    },
    stop: () => clearTimeout(timer),
  }
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers(): Readonly<{ promise: Promise<void>; resolve: () => void }> {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
