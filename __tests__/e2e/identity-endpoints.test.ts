import { describe, jest, test } from '@jest/globals'
import type { FaultKind } from '../../local/aws/aws.ts'
import type { IssuerFailure } from '../../local/github/issuer.ts'
import { renewed, silent } from '../fixtures/e2e-identity/waits.ts'
import { callsTo, expectFailing, type WayTo, ways } from '../support/endpoints.ts'
import { describeWithDocker } from '../support/slipway.ts'

// What answers in place of STS, ECR or GitHub, or does not answer: an error that says so within 30 s, and few calls. And
// sessions that end during a run. The time limits of requests and the lives of sessions are long at any pace, so what waits
// for them (fixtures/e2e-identity/waits.ts) all begins with the first test, more at a time than Jest would start.

jest.setTimeout(120_000)

const waits = { ...silent, ...(describeWithDocker === describe ? renewed : {}) }
const started = new Map<string, Promise<unknown>>()

function beginToWait(): void {
  for (const [name, begin] of Object.entries(started.size === 0 ? waits : {})) {
    const running = begin()
    running.catch(() => undefined)
    started.set(name, running)
  }
}

const withoutAnswer = /was no AWS answer|was without/
const answers: readonly (readonly [
  kind: FaultKind,
  code: string,
  says: RegExp,
  operations: readonly WayTo[],
])[] = [
  ['html', 'AWS_BAD_ANSWER', /was no AWS answer \(HTTP status 503\): /, [ways.oidc]],
  ['html-200', 'AWS_BAD_ANSWER', withoutAnswer, [ways.ecr]],
  ['server-error', 'AWS_ERROR', /failed: \w+: .* failed on its side after 4 tries/, [ways.caller]],
  ['empty', 'AWS_BAD_ANSWER', withoutAnswer, [ways.keys]],
  ['half', 'AWS_BAD_ANSWER', withoutAnswer, [ways.oidc]],
  ['not-json', 'AWS_BAD_ANSWER', withoutAnswer, [ways.caller]],
]

describe('a clear error where', () => {
  for (const [kind, code, says, operations] of answers) {
    for (const operation of operations) {
      test.concurrent(`${operation} is answered by ${kind}: ${code}`, async () => {
        beginToWait()
        await expectFailing({ ...callsTo(operation, kind), code, says, calls: 4 })
      })
    }
  }

  for (const kind of ['forbidden', 'html', 'reset'] as const) {
    test.concurrent(`the token endpoint of the runner answers ${kind}`, () => tokenFailing(kind))
  }

  for (const name of Object.keys(silent))
    test.concurrent(name, async () => {
      beginToWait()
      await started.get(name)
    })
})

describeWithDocker('in a run of 40 minutes, sessions of 15 minutes are renewed:', () => {
  for (const name of Object.keys(renewed)) {
    test.concurrent(name, async () => {
      beginToWait()
      await started.get(name)
    })
  }
})

async function tokenFailing(kind: IssuerFailure): Promise<void> {
  await expectFailing({
    options: {},
    given: ({ local }) => {
      local.issuer.fail(kind)
      return {}
    },
    code: 'ID_TOKEN_UNAVAILABLE',
    says: /^The runner's OIDC endpoint gave no token in 3 tries: \S.*run the job again\. \[/,
    calls: 0,
  })
}
