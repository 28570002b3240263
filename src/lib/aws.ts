import http from 'node:http'
import https from 'node:https'
import { ECRClient } from '@aws-sdk/client-ecr'
import { STSClient } from '@aws-sdk/client-sts'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { isExpiredToken, noteOperation } from './explain.ts'

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
}>

export type AwsSettings = Readonly<{
  region: string
  /** How often a call is tried; 4 times where nothing is said. */
  attempts?: number
  /** Missing for calls that are not signed. */
  credentials?: CredentialSource
  signal: AbortSignal
}>

/** With 4 attempts, an endpoint that is silent fails the run within half a minute. */
const limits = {
  connectionTimeout: 5_000,
  requestTimeout: 7_000,
  socketTimeout: 7_000,
  throwOnRequestTimeout: true,
}
const usualAttempts = 4

export function ecrClient(settings: AwsSettings): ECRClient {
  return prepare(new ECRClient(configuration(settings)), 'ecr', settings)
}

export function stsClient(settings: AwsSettings): STSClient {
  return prepare(new STSClient(configuration(settings)), 'sts', settings)
}

export function configuration({ region, attempts, credentials, signal }: AwsSettings) {
  return {
    region,
    maxAttempts: attempts ?? usualAttempts,
    requestHandler: new StoppableHandler(signal),
    ...(credentials && { credentials: credentials.provide }),
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
        return await renewing(() => next(input), settings.credentials)
      } catch (error) {
        settings.signal.throwIfAborted()
        throw noteOperation(error, operation)
      }
    },
    { step: 'initialize', name: 'slipway', priority: 'high' },
  )
  return client
}

async function renewing<T>(call: () => Promise<T>, credentials: CredentialSource | undefined): Promise<T> {
  const beganMs = performance.now()
  try {
    return await call()
  } catch (error) {
    if (credentials === undefined || !isExpiredToken(error)) throw error
    await credentials.renew(beganMs)
    return call()
  }
}
