import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { answered, built, decided, found, silentEngine, type Wrong } from '../fixtures/e2e/wrong.ts'
import { describeWithDocker, errorOf, remains, type Slipway, startSlipway } from '../support/slipway.ts'

// Whatever is wrong or missing: one annotation that says what, why and what to do, the outputs and the summary as far
// as things are known, and nothing left behind. What is said in each case stands in fixtures/e2e/wrong.ts.

const ended = ['built', 'failure-code', 'failure-reason', 'released']
const planned = [...ended, 'json', 'labels', 'tag-names', 'version']
const entered = [...planned, 'registry']

let slipway: Slipway
beforeAll(async () => {
  slipway = await startSlipway('demo/clean', { pace: 60 })
})
afterAll(() => slipway.close())

/** @param known the outputs that are written, and no others */
function expectFailure(result: RunResult, code: string, known: readonly string[]): void {
  const { main, outputs, summary } = result
  const reason = outputs['failure-reason'] ?? ''
  const errors = main.annotations.filter(({ level }) => level === 'error')
  expect(errors.map(({ title }) => title)).toEqual([`Slipway: ${code}`])
  // The sentence, ended by its stop, then the hint, on one line, then the code.
  expect(errorOf(result)).toMatch(new RegExp(`^[^\\n\\r]+ \\[${code}\\]$`))
  expect(errorOf(result).startsWith(reason)).toBe(true)
  expect(errorOf(result).slice(reason.length - 1)).toMatch(/^.?[.?!] \S/)
  expect(outputs).toMatchObject({ 'failure-code': code, released: 'false', built: 'false' })
  expect(new Set(Object.keys(outputs))).toEqual(new Set(known))
  expect(summary).toMatch(/^## ❌ Slipway: failed/)
  expect(summary).toContain(`Error code: \`${code}\``)
  expect(main.exitCode).toBe(1)
  expect(main.ms).toBeLessThan(30_000)
  expect(remains(result)).toEqual([])
}

/** @returns what AWS was asked */
async function expectWrong(
  { given, code, says }: Wrong,
  known: readonly string[],
): Promise<readonly string[]> {
  const { requests } = slipway.local.aws
  const before = requests.length
  const result = await slipway.run(given)
  if (typeof says === 'string') expect(errorOf(result)).toBe(`${filled(says)} [${code}]`)
  else expect(errorOf(result)).toMatch(says)
  expectFailure(result, code, known)
  return requests.slice(before).map(({ operation }) => operation)
}

function filled(text: string): string {
  const { folder, sha } = slipway.checkout
  const words = { folder, sha, host: slipway.local.aws.host }
  return Object.entries(words).reduce((done, [word, value]) => done.replaceAll(`{${word}}`, value), text)
}

describe('before AWS is asked for anything', () => {
  test.each(decided)('$what is told: $code', async (wrong) => {
    expect(await expectWrong(wrong, ended)).toEqual([])
  })

  test.each(found)('$what is told, with the plan: $code', async (wrong) => {
    expect(await expectWrong(wrong, planned)).toEqual([])
  })
})

describe('before anything is built', () => {
  test.each(answered)('$what is told, with the plan: $code', async (wrong) => {
    expect(await expectWrong(wrong, planned)).not.toContain('GetAuthorizationToken')
  })

  test.each(built)('$what is told, with plan and registry: $code', async (wrong) => {
    await expectWrong(wrong, entered)
    expect(slipway.local.aws.images('shop')).toEqual([])
  })
})

describeWithDocker('with the real docker', () => {
  test(`${silentEngine.what} is told: ${silentEngine.code}`, async () => {
    await expectWrong(silentEngine, entered)
  })

  test('a checkout of another commit is right where the input sha names it', async () => {
    const { sha } = slipway.checkout
    const result = await slipway.run({ github: { SHA: 'a'.repeat(40) }, inputs: { sha } })
    expect(result.conclusion).toBe('success')
    expect(result.outputs['tag-names']).toBe(`sha-${sha.slice(0, 7)}`)
    expect(result.outputs.labels).toContain(`revision=${sha}`)
  })
})

describe('a role whose trust policy does not match', () => {
  const trusting = (Condition: Readonly<Record<string, Readonly<Record<string, string>>>>) => ({
    name: 'slipway',
    trust: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow' as const,
          Principal: { Federated: '*' },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition,
        },
      ],
    },
  })
  let result: RunResult
  let secrets: readonly string[]
  let port: number

  beforeAll(async () => {
    const production = {
      StringLike: { 'token.actions.githubusercontent.com:sub': '*:environment:production' },
    }
    const refusing = await startSlipway('demo/clean', { aws: { roles: [trusting(production)] } })
    result = await refusing.run()
    secrets = [...refusing.local.issuer.secrets(), ...result.secrets]
    port = Number(new URL(refusing.local.issuer.issuer).port)
    await refusing.close()
  })

  test('is told with the claims of the token, and without any secret', () => {
    expectFailure(result, 'ROLE_REFUSED', planned)
    expect(errorOf(result)).toMatch(
      /^STS refused to hand out arn:aws:iam::123456789012:role\/slipway: AccessDenied: Not authorized .*\. /,
    )
    expect(errorOf(result)).toContain('sub=repo:acme/shop:ref:refs/heads/main')
    const unmasked = result.main.raw.split('\n').filter((line) => line.startsWith('::error'))
    expect(unmasked).toHaveLength(1)
    expect(secrets.filter((secret) => unmasked[0]?.includes(secret))).toEqual([])
  })

  test('lets the job in with the condition that the annotation shows', async () => {
    const [, shown = ''] = /under (\{.*?\}\})/.exec(errorOf(result)) ?? []
    const corrected = await startSlipway('demo/clean', {
      issuer: { port },
      aws: { roles: [trusting(JSON.parse(shown))] },
    })
    const { conclusion, outputs } = await corrected.run({ inputs: { 'dry-run': 'true' } })
    await corrected.close()
    expect([conclusion, outputs.registry]).toEqual(['success', corrected.local.aws.host])
  })
})

describe('text that looks like a workflow command', () => {
  const commands = [
    '::error::pwned',
    '::set-output name=digest::pwned',
    '##[error]pwned',
    '##[set-output name=digest]pwned',
  ]
  const hostile = [...commands, '🚢', 'x'.repeat(300)]
  const lines = hostile.join('\n')
  const REF = `refs/heads/${hostile.join('/')}`

  const places = [
    ['the input push', { inputs: { push: lines } }, 'INPUT_INVALID', ended],
    ['a tag rule', { inputs: { tags: `type=${hostile.join('/')}` } }, 'INPUT_INVALID', ended],
    ['build arguments', { inputs: { 'build-args': lines } }, 'INPUT_INVALID', ended],
    ['the repository', { inputs: { repository: lines } }, 'INPUT_INVALID', ended],
    ['a branch', { github: { REF }, inputs: { tags: 'type=ref,event=tag' } }, 'NO_TAGS', ended],
    ['the context', { inputs: { context: lines } }, 'CONTEXT_MISSING', planned],
  ] as const

  test.each(places)('in %s stays text', async (_, given, code, known) => {
    const result = await slipway.run(given)
    expectFailure(result, code, known)
    expect(result.main.annotations).toHaveLength(1)
  })

  test('in a branch becomes a harmless tag', async () => {
    const inputs = { 'dry-run': 'true', tags: 'type=ref,event=branch' }
    const result = await slipway.run({ github: { REF }, inputs })
    expect(result.conclusion).toBe('success')
    expect(result.main.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('longer than 128 characters and was cut') },
    ])
    expect(result.outputs.version).toMatch(
      /^error-pwned-set-output-name-digest-pwned-error-pwned-set-output-.*x{20}$/,
    )
    expect(result.outputs.version).toHaveLength(128)
    expect(result.outputs).not.toHaveProperty('digest')
  })
})
