import http from 'node:http'
import https from 'node:https'
import { ECRClient } from '@aws-sdk/client-ecr'
import { STSClient } from '@aws-sdk/client-sts'
import { StandardRetryStrategy } from '@smithy/core/retry'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { isExpiredToken, isUnknownKey, noteOperation } from './explain.ts'
import { jitter, pause } from './poll.ts'

export type Credentials = Readonly<{
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}>

/** Where a client's keys come from. `renew` is called once when a service says that they are expired. */
export type CredentialSource = Readonly<{
  provide: () => Promise<Credentials>
  /** @param beganMs when the call began that failed (performance.now): keys that came later are not renewed again */
  renew: (beganMs: number) => Promise<void>
  /** Whether the keys came so lately that a service may not know them yet; missing where that cannot be told. */
  areNew?: () => boolean
}>

export type AwsSettings = Readonly<{
  region: string
  /** How often a call is tried; 4 times where nothing is said. */
  attempts?: number
  /** Missing for calls that are not signed. */
  credentials?: CredentialSource
  signal: AbortSignal
  /** Divides the pauses between tries; 1 outside of tests and the demo. */
  pace: number
}>

/** With 4 attempts, an endpoint that is silent fails the run within half a minute. */
const limits = {
  connectionTimeout: 5_000,
  requestTimeout: 6_500,
  socketTimeout: 6_500,
  throwOnRequestTimeout: true,
}
const usualAttempts = 4

export function ecrClient(settings: AwsSettings): ECRClient {
  return prepare(new ECRClient(configuration(settings)), 'ecr', settings)
}

export function stsClient(settings: AwsSettings): STSClient {
  return prepare(new STSClient(configuration(settings)), 'sts', settings)
}

export function configuration({ region, attempts, credentials, signal, pace }: AwsSettings) {
  const maxAttempts = attempts ?? usualAttempts
  return {
    region,
    retryStrategy: new StandardRetryStrategy({ maxAttempts, backoff: backOff(pace) }),
    requestHandler: new StoppableHandler(signal),
    ...(credentials && { credentials: credentials.provide }),
  }
}

/** The SDK's own back-off, which lives by real time, at this run's pace. */
function backOff(pace: number) {
  const longestMs = 20_000
  let baseMs = 100
  return {
    setDelayBase: (ms: number) => {
      baseMs = ms
    },
    computeNextBackoffDelay: (tried: number) =>
      (Math.random() * Math.min(baseMs * 2 ** tried, longestMs)) / pace,
  }
}

/** The SDK has no time limits of its own, and a signal per call would have to be remembered at every call. */
class StoppableHandler extends NodeHttpHandler {
  readonly #signal: AbortSignal

  constructor(signal: AbortSignal) {
    super({
      ...limits,
      httpAgent: new http.Agent(agentOptions()),
      httpsAgent: new https.Agent(agentOptions()),
    })
    this.#signal = signal
  }

  override async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
    this.#signal.throwIfAborted()
    return super.handle(request, { ...options, abortSignal: this.#signal })
  }
}

/** `proxyEnv` makes Node 24, the action's runtime, honour HTTPS_PROXY and NO_PROXY. */
function agentOptions(): https.AgentOptions {
  return { keepAlive: true, maxSockets: 50, proxyEnv: process.env }
}

type Stack = ECRClient['middlewareStack']

/** Notes on every error which operation failed, renews expired keys once, and gives the signal's reason for an abort. */
export function prepare<C extends Readonly<{ middlewareStack: unknown }>>(
  client: C,
  service: string,
  settings: AwsSettings,
): C {
  const stack = client.middlewareStack as Stack
  stack.add(
    (next, context) => async (input) => {
      const operation = `${service}:${(context.commandName ?? 'Unknown').replace(/Command$/, '')}`
      try {
        return await withKeys(() => next(input), settings)
      } catch (error) {
        settings.signal.throwIfAborted()
        throw noteOperation(error, operation)
      }
    },
    { step: 'initialize', name: 'slipway', priority: 'high' },
  )
  return client
}

/** Pauses before keys that a service does not know yet are shown to it again: 7 s in all. */
const untilKnownMs = [1_000, 2_000, 4_000]

/** Renews keys that are called expired, once, and is patient with new ones that the service does not know yet. */
async function withKeys<T>(call: () => Promise<T>, settings: AwsSettings): Promise<T> {
  const { credentials, signal, pace } = settings
  if (credentials === undefined) return call()
  let isRenewed = false
  for (let tried = 0; ; ) {
    const beganMs = performance.now()
    try {
      return await call()
    } catch (error) {
      if (isExpiredToken(error) && !isRenewed) {
        isRenewed = true
        await credentials.renew(beganMs)
        continue
      }
      const delayMs = untilKnownMs[tried++]
      if (!isUnknownKey(error) || !credentials.areNew?.() || delayMs === undefined) throw error
      await pause(jitter(delayMs) / pace, signal)
    }
  }
}
