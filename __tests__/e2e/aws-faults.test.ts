import { expect, jest, test } from '@jest/globals'
import type { Fault, FaultKind } from '../../local/aws/aws.ts'
import type { RunResult } from '../../local/github/records.ts'
import type { LocalOptions } from '../../local/start.ts'
import { layerOf } from '../fixtures/e2e-gate-world.ts'
import { logIn, pushImage } from '../local/aws/support.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'
import { pushing, withoutDocker } from '../support/traced.ts'

// AWS on a bad day: a call that fails once costs nothing, one that keeps failing ends the run soon, in words that help,
// and never as a release. Every run has a world of its own, so that several can go at once.

type Inputs = Readonly<Record<string, string>>
type Seen = Readonly<{ result: RunResult; slipway: Slipway }>

jest.setTimeout(120_000)

/** What is released: what a docker pushes that needs no engine, or an image that was there before anything went wrong. */
type What = 'pushed' | 'stored'

async function release(
  what: What,
  faults: readonly Fault[],
  inputs: Inputs,
  look: (seen: Seen) => void,
  aws: LocalOptions['aws'] = {},
): Promise<void> {
  const slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, aws })
  const { addFault } = slipway.local.aws
  try {
    const image = what === 'stored' ? { image: `@${await store(slipway)}` } : {}
    for (const fault of faults) addFault(fault)
    const env = what === 'stored' ? withoutDocker : pushing
    const result = await slipway.run({ env, inputs: { tags: 'release', ...image, ...inputs } })
    expect(remains(result)).toEqual([])
    expect(result.log).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
    look({ result, slipway })
  } finally {
    await slipway.close()
  }
}

async function store({ local: { aws } }: Slipway): Promise<string> {
  return pushImage(await logIn(aws), 'shop', undefined, [{ bytes: await layerOf('clean') }])
}

const always = (operation: string, kind: FaultKind): Fault => ({ operation, kind, times: 'always' })
const once = (operation: string, kind: FaultKind): Fault => ({ operation, kind, times: 1 })

function callsOf({ slipway }: Seen, name: string) {
  return slipway.local.aws.requests.filter(({ service, operation }) => `${service}:${operation}` === name)
}
const allTags = ({ slipway }: Seen) => slipway.local.aws.images('shop').flatMap(({ tags }) => tags)

const assumeRole = 'sts:AssumeRoleWithWebIdentity'
/** Being denied this one costs a notice only, which the tests of the policies show. */
const scanning = 'ecr:GetRegistryScanningConfiguration'
const operations = [
  assumeRole,
  'ecr:DescribeRepositories',
  scanning,
  'ecr:GetAuthorizationToken',
  'registry:PUT manifest',
  'ecr:BatchGetImage',
  'ecr:DescribeImageScanFindings',
  'ecr:PutImage',
]
const codes: Readonly<Partial<Record<FaultKind, string>>> = {
  throttle: 'AWS_THROTTLED',
  'server-error': 'AWS_ERROR',
  reset: 'AWS_UNREACHABLE',
  html: 'AWS_BAD_ANSWER',
  empty: 'AWS_BAD_ANSWER',
  'access-denied': 'AWS_ACCESS_DENIED',
  'expired-token': 'CREDENTIALS_REFUSED',
}
const kinds = Object.keys(codes) as readonly FaultKind[]
const inputs = { 'scan-timeout-minutes': '1' }

/** A scan that may only not be asked about is waited for like one that is not done, within its time. */
const isWaitedFor = (operation: string, kind: FaultKind) =>
  operation === 'ecr:DescribeImageScanFindings' && kind === 'throttle'

function verdictFor(operation: string, kind: FaultKind): string | undefined {
  if (isWaitedFor(operation, kind)) return 'unscanned'
  return operation === 'ecr:PutImage' ? 'passed' : undefined
}

function codeFor(operation: string, kind: FaultKind): string | undefined {
  if (operation === 'registry:PUT manifest') return 'PUSH_FAILED'
  if (operation === 'ecr:PutImage') return 'TAGS_NOT_PUT'
  if (isWaitedFor(operation, kind)) return 'IMAGE_UNSCANNED'
  const isRefusal = kind === 'access-denied' || kind === 'expired-token'
  return operation === assumeRole && isRefusal ? 'ROLE_REFUSED' : codes[kind]
}

/** What only a run with a push does. */
const ofPush = ['ecr:GetAuthorizationToken', 'registry:PUT manifest', 'ecr:BatchGetImage']

/**
 * Every kind where the gate could be passed by mistake. Elsewhere each operation and each kind: how a kind is told is
 * the same for all operations, as the tests of the explanation show.
 */
const failing: readonly (readonly [operation: string, kinds: readonly FaultKind[]])[] = [
  ['ecr:DescribeImageScanFindings', kinds],
  ['ecr:PutImage', kinds],
  [assumeRole, ['throttle', 'expired-token']],
  ['ecr:DescribeRepositories', ['access-denied']],
  [scanning, ['expired-token', 'html']],
  ['ecr:GetAuthorizationToken', ['empty', 'access-denied']],
  ['registry:PUT manifest', ['throttle']],
  ['ecr:BatchGetImage', ['server-error']],
]

const passing = ['throttle', 'server-error', 'reset', 'html'] as const

// One block, because only the tests of one block go at the same time, five at most; the longest come first.
describeWithDocker('on a bad day of AWS,', () => {
  for (const first of [0, 1]) {
    const kindOf = (index: number) => passing[(index + first) % passing.length] ?? 'reset'
    test.concurrent(`when every call fails once, the first with ${kindOf(0)}, the image is released`, async () => {
      const faults = operations.map((operation, index) => once(operation, kindOf(index)))
      await release('pushed', faults, {}, (seen) => {
        expect(seen.result.outputs).toMatchObject({ verdict: 'passed', released: 'true' })
        expect(allTags(seen)).toEqual(['release'])
        // 0 is a connection that was cut.
        const first = operations.map((operation) => callsOf(seen, operation)[0]?.status ?? 200)
        expect(first.filter((status) => status >= 200 && status < 300)).toEqual([])
      })
    })
  }

  const expiring = operations.filter((name) => name.startsWith('ecr:'))

  test.concurrent('when the last call finds the keys expired, they are renewed, once', async () => {
    await release('stored', [once('ecr:PutImage', 'expired-token')], {}, (seen) => {
      expect(seen.result.outputs).toMatchObject({ verdict: 'passed', released: 'true' })
      expect(callsOf(seen, assumeRole)).toHaveLength(2)
    })
  })

  test.concurrent('when every call finds the keys expired, they are renewed each time', async () => {
    const faults = expiring.map((operation) => once(operation, 'expired-token'))
    await release('pushed', faults, {}, (seen) => {
      expect(seen.result.outputs).toMatchObject({ verdict: 'passed', released: 'true' })
      const first = expiring.map((operation) => callsOf(seen, operation)[0]?.status)
      expect(first.filter((status) => status !== 400)).toEqual([])
      // Calls at the same time share a renewal.
      expect(callsOf(seen, assumeRole).length).toBeLessThanOrEqual(1 + expiring.length)
    })
  })

  for (const [operation, kinds] of failing) {
    for (const kind of kinds) {
      const code = codeFor(operation, kind)
      // Real builders try a manifest for many seconds by themselves, three times over: push-retry.test.ts has them.
      test.concurrent(`when ${operation} always fails with ${kind}, it is ${code} and no release`, async () => {
        const what = ofPush.includes(operation) ? 'pushed' : 'stored'
        const given = isWaitedFor(operation, kind) ? inputs : {}
        await release(what, [always(operation, kind)], given, (seen) => {
          const { main, outputs } = seen.result
          expect(outputs).toMatchObject({ 'failure-code': code, released: 'false' })
          expect(outputs.verdict).toBe(verdictFor(operation, kind))
          expect(main.exitCode).toBe(1)
          expect(main.ms).toBeLessThan(30_000)
          expect(main.annotations.filter(({ level }) => level === 'error')).toHaveLength(1)
          expect(allTags(seen)).not.toContain('release')
          if (code === 'AWS_ACCESS_DENIED') {
            expect(errorOf(seen.result)).toContain(`"Action":"${operation}"`)
            expect(errorOf(seen.result)).toMatch(
              /Access denied on demand by the fault plan\. Add this statement /,
            )
          }
        })
      })
    }
  }

  test.concurrent('a push that fails for another reason than permissions sends nobody to look for them', async () => {
    const faults = [always('registry:PUT manifest', 'throttle')]
    const slipway = await startSlipway('__tests__/fixtures/e2e-gate', { pace: 60, aws: { faults } })
    // The digits of a status may stand anywhere: in an account id, a port, a digest, or in the candidate tag.
    const result = await slipway.run({ github: { RUN_ID: '14031403' } })
    await slipway.close()
    expect(errorOf(result)).toMatch(/the push to .* failed: toomanyrequests/)
    expect(errorOf(result)).not.toContain('The role needs')
  })

  const scan = { registerMs: 3_600_000 }

  test.concurrent('a scan that the role may not start: the error names the missing permission', async () => {
    const faults = [always('ecr:StartImageScan', 'access-denied')]
    const look = ({ result }: Seen) => {
      expect(result.outputs).toMatchObject({ 'failure-code': 'IMAGE_UNSCANNED', released: 'false' })
      expect(errorOf(result)).toContain('ecr:StartImageScan')
    }
    await release('stored', faults, inputs, look, { scan })
  })

  test.concurrent('a scan is asked for once, also where ECR answers that it was made already', async () => {
    const look = (seen: Seen) => expect(callsOf(seen, 'ecr:StartImageScan')).toHaveLength(1)
    await release('stored', [], inputs, look, { scan })
  })
})
