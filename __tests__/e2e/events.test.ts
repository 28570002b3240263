import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RunResult } from '../../local/github/records.ts'
import { type EventTitle, events } from '../support/events.ts'
import { sha } from '../support/given.ts'
import { describeWithDocker, errorOf, remains, root, type Slipway, startSlipway } from '../support/slipway.ts'
import { pushing } from '../support/traced.ts'

// What a run does on which event, from GitHub's payload to what stands in the registry afterwards: one run for each way
// there is, since intent.test.ts has every event with every `push`. Every run has a repository of its own.

/** What the job can reach: nothing of AWS, a role without `permissions: id-token: write`, or a role and its tokens. */
type Job = 'without AWS' | 'without id-token' | 'with a role'
type Seen = Readonly<{ result: RunResult; tags: readonly (readonly string[])[]; asked: readonly string[] }>

const noTokens = { tokenUrl: '', requestToken: '' }
const logIn = ['sts:AssumeRoleWithWebIdentity', 'ecr:DescribeRepositories', 'ecr:GetAuthorizationToken']
const candidate = /^candidate-\d+-1-[0-9a-f]{8}$/

let slipway: Slipway
let runs = 0

async function runOn(
  title: EventTitle,
  push: string,
  job: Job = 'with a role',
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const [file, EVENT_NAME, REF] = events[title]
  const payload = readFileSync(`${root}/__tests__/fixtures/events/${file}.json`, 'utf8')
  const { aws } = slipway.local
  const repository = `shop-${++runs}`
  const before = aws.requests.length
  aws.createRepository(repository)
  const result = await slipway.run({
    event: JSON.parse(payload.replaceAll(sha, slipway.checkout.sha)),
    github: { EVENT_NAME, REF },
    env,
    inputs: {
      ...{ repository, push, tags: '' },
      ...(job === 'without AWS' ? { 'aws-region': '', 'role-to-assume': '' } : {}),
    },
    ...(job === 'with a role' ? {} : { issuer: noTokens }),
  })
  expect(remains(result)).toEqual([])
  return {
    result,
    tags: aws.images(repository).map((image) => image.tags),
    asked: aws.requests.slice(before).map(({ service, operation }) => `${service}:${operation}`),
  }
}

function expectBuilt({ main, outputs, summary }: RunResult): void {
  expect(main.exitCode).toBe(0)
  expect(outputs).toMatchObject({ built: 'true', released: 'false' })
  expect(outputs).not.toHaveProperty('digest')
  expect(summary).toContain('Slipway: built')
}

describeWithDocker('an image', () => {
  beforeAll(async () => {
    slipway = await startSlipway('demo/clean', { pace: 60 })
  })
  afterAll(() => slipway.close())

  const releases: readonly (readonly [EventTitle, string, string])[] = [
    ['push of a tag', 'auto', 'v1.2.3 latest'],
    ['schedule', 'auto', 'nightly main'],
    ['workflow_run', 'auto', 'main'],
    ['pull_request', 'true', 'pr-12'],
    ['pull_request_target', 'true', 'pr-12'],
  ]

  test.each(releases)('on %s with push: %s is released under %s', async (title, push, names) => {
    const { result, tags } = await runOn(title, push, 'with a role', pushing)
    expect(tags).toEqual([names.split(' ')])
    expect(result.main.exitCode).toBe(0)
    expect(result.outputs).toMatchObject({
      built: 'true',
      released: 'true',
      verdict: 'passed',
      version: names.split(' ')[0],
      'tag-names': names.replaceAll(' ', '\n'),
    })
  })

  const builds: readonly (readonly [EventTitle, string, Job])[] = [
    ['pull_request', 'auto', 'without id-token'],
    ['pull_request from a fork', 'auto', 'with a role'],
    ['merge_group', 'auto', 'without AWS'],
    ['pull_request_target', 'auto', 'with a role'],
    ['an event that nobody knows', 'auto', 'with a role'],
    ['push to a branch', 'false', 'without AWS'],
  ]

  test.each(builds)('on %s with push: %s, %s, is built without AWS', async (title, push, job) => {
    const { result, tags, asked } = await runOn(title, push, job)
    expect([tags, asked]).toEqual([[], []])
    expectBuilt(result)
    expect(result.main.annotations).toEqual([])
  })

  test('on pull_request, with a role, is built after a login for private base images, and not pushed', async () => {
    const { result, tags, asked } = await runOn('pull_request', 'auto')
    expect(tags).toEqual([])
    expect(asked).toEqual(logIn)
    expectBuilt(result)
  })

  test.each([logIn[0] ?? '', logIn[2] ?? ''])(
    'of a pull request is built without a login where %s is denied',
    async (operation) => {
      slipway.local.aws.addFault({ operation, kind: 'access-denied', times: 'always' })
      const { result } = await runOn('pull_request', 'auto')
      slipway.local.aws.removeFaults()
      expectBuilt(result)
      expect(result.main.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
        expect.stringMatching(/^warning: Building without a login to ECR\. /),
      ])
    },
  )

  test('on pull_request with push: candidate is pushed and judged, and gets no tag', async () => {
    const { result, tags } = await runOn('pull_request', 'candidate', 'with a role', pushing)
    expect(tags).toEqual([[expect.stringMatching(candidate)]])
    expect(result.main.exitCode).toBe(0)
    expect(result.outputs).toMatchObject({ built: 'true', released: 'false', verdict: 'passed' })
    expect(tags).toEqual([[result.outputs['candidate-tag']]])
    expect(result.outputs).not.toHaveProperty('tags')
  })

  const refusals: readonly (readonly [EventTitle, string])[] = [
    ['pull_request from a fork', 'true'],
    ['pull_request from a deleted fork', 'candidate'],
  ]

  test.each(refusals)('on %s with push: %s is refused before anything is done', async (title, push) => {
    const { result, tags, asked } = await runOn(title, push, 'without id-token')
    expect(errorOf(result)).toBe(
      `This pull request comes from a fork, and \`push: ${push}\` asks to push: GitHub gives such a run no id-token, so no AWS role can be assumed. Leave \`push\` at \`auto\`: forks are built only, and pushed after the merge. [FORK_CANNOT_PUSH]`,
    )
    expect([tags, asked]).toEqual([[], []])
    expect(result.main.exitCode).toBe(1)
    expect(result.outputs).toMatchObject({
      built: 'false',
      released: 'false',
      'failure-code': 'FORK_CANNOT_PUSH',
    })
  })
})

describeWithDocker('the candidate of a pull request that brings a vulnerable package', () => {
  beforeAll(async () => {
    slipway = await startSlipway('demo/vulnerable', { pace: 60 })
  })
  afterAll(() => slipway.close())

  test('fails the pull request, and stays under its candidate tag', async () => {
    const { result, tags } = await runOn('pull_request', 'candidate')
    expect(result.main.exitCode).toBe(1)
    expect(result.outputs).toMatchObject({
      released: 'false',
      verdict: 'blocked',
      'failure-code': 'GATE_BLOCKED',
    })
    expect(tags).toEqual([[result.outputs['candidate-tag']]])
  })
})
