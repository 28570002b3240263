import { describe, expect, jest, test } from '@jest/globals'
import type { FaultKind } from '../../local/aws/aws.ts'
import type { IssuerFailure } from '../../local/github/issuer.ts'
import { callsTo, expectFailing, ways } from '../support/endpoints.ts'

// What answers in place of STS, ECR or GitHub: an error that says so, and few calls. What does not answer at all is the matter
// of identity-waits.test.ts, since the time limits of requests are real ones.

jest.setTimeout(60_000)

const withoutAnswer = /was no AWS answer|was without/
const answers: readonly (readonly [kind: FaultKind, code: string, says: RegExp, calls: readonly string[]])[] = [
  ['html', 'AWS_BAD_ANSWER', /was no AWS answer \(HTTP status 503\): /, [ways.oidc]],
  ['html-200', 'AWS_BAD_ANSWER', withoutAnswer, [ways.oidc, ways.keys, ways.ecr]],
  ['server-error', 'AWS_ERROR', /failed: \w+: .* failed on its side after 4 tries/, [ways.oidc, ways.caller]],
  ['empty', 'AWS_BAD_ANSWER', withoutAnswer, [ways.oidc, ways.keys, ways.caller]],
  ['half', 'AWS_BAD_ANSWER', withoutAnswer, [ways.oidc, ways.keys, ways.ecr]],
  ['not-json', 'AWS_BAD_ANSWER', withoutAnswer, [ways.oidc, ways.caller, ways.ecr]],
]

describe('a clear error where', () => {
  for (const [kind, code, says, operations] of answers) {
    for (const operation of operations) {
      test.concurrent(`${operation} is answered by ${kind}: ${code}`, async () => {
        await expectFailing({ ...callsTo(operation, kind), code, says, calls: 4 })
      })
    }
  }

  for (const kind of ['server-error', 'forbidden', 'html', 'empty', 'reset'] as const) {
    test.concurrent(`the token endpoint of the runner answers ${kind}`, () => tokenFailing(kind))
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
