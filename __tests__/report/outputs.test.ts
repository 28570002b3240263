import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/outcome.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { type Outputs, outputsOf } from '../../src/report/outputs.ts'
import { severities } from '../../src/scan/findings.ts'
import {
  account,
  digest,
  givenFinding,
  givenImage,
  givenNoScan,
  givenOutcome,
  givenPlan,
  givenScan,
  host,
  sha,
} from '../support/given.ts'
import { arnOf, badEndings, consoleUrl, givenRollout, goodEndings, unknown } from './rollouts.ts'
import { judged } from './verdicts.ts'

function outputs(outcome: Outcome): Outputs {
  return outputsOf(outcome, conclude(outcome))
}

function known(outcome: Outcome): object {
  return Object.fromEntries(Object.entries(outputs(outcome)).filter(([, value]) => value !== undefined))
}

const nothingPushed = {
  candidateTag: undefined,
  digest: undefined,
  image: undefined,
  scan: undefined,
  verdict: undefined,
  promotion: undefined,
  candidateRemoved: undefined,
}
const failure = { code: 'AWS_UNREACHABLE', sentence: 'Nobody answered.', hint: 'Wait.' } as const

test('of a release', () => {
  const labels = { 'org.opencontainers.image.revision': sha, team: 'checkout' }
  expect(outputs(givenOutcome())).toEqual({
    image: `${host}/shop@${digest}`,
    'image-ref': `shop@${digest}`,
    digest,
    tags: `${host}/shop:main`,
    'tag-names': 'main',
    'candidate-tag': undefined,
    version: 'main',
    labels: `org.opencontainers.image.revision=${sha}\nteam=checkout`,
    json: JSON.stringify({ tags: [`${host}/shop:main`], 'tag-names': ['main'], labels, annotations: [] }),
    registry: host,
    built: 'true',
    released: 'true',
    verdict: 'passed',
    violations: '0',
    findings: '{"critical":0,"high":0,"medium":0,"low":0,"informational":0,"unknown":0,"total":0}',
    'scan-mode': 'basic',
    'report-file': undefined,
    'sarif-file': undefined,
    'failure-code': undefined,
    'failure-reason': undefined,
  })
})

describe('in every outcome what is known', () => {
  test('when nothing is', () => {
    expect(known({ failure })).toEqual({
      built: 'false',
      released: 'false',
      'failure-code': 'AWS_UNREACHABLE',
      'failure-reason': 'Nobody answered.',
    })
  })

  test('when a stage failed after the push', () => {
    const outcome = givenOutcome({
      scan: undefined,
      verdict: undefined,
      promotion: undefined,
      candidateRemoved: undefined,
      failure,
    })
    expect(known(outcome)).toMatchObject({
      digest,
      'candidate-tag': 'candidate-42-1-beef',
      'tag-names': 'main',
      built: 'true',
      released: 'false',
      'failure-code': 'AWS_UNREACHABLE',
    })
    expect(known(outcome)).not.toHaveProperty('tags')
    expect(known(outcome)).not.toHaveProperty('verdict')
  })

  test('when the push succeeded and its digest is not known', () => {
    const outcome = givenOutcome({ ...nothingPushed, candidateTag: 'candidate-42-1-beef', failure })
    expect(known(outcome)).toMatchObject({ 'candidate-tag': 'candidate-42-1-beef' })
    expect(known(outcome)).not.toHaveProperty('image')
  })

  test('of a dry run without credentials', () => {
    const outcome = givenOutcome({ ...nothingPushed, repository: undefined, built: undefined, dryRun: true })
    expect(Object.keys(known(outcome))).toEqual([
      'tag-names',
      'version',
      'labels',
      'json',
      'built',
      'released',
    ])
    expect(JSON.parse(outputs(outcome).json ?? '')).toMatchObject({ tags: ['main'], 'tag-names': ['main'] })
  })

  test('of a build without pushing', () => {
    const outcome = givenOutcome({ ...nothingPushed, repository: undefined, intent: 'build' })
    expect(known(outcome)).toMatchObject({ built: 'true', released: 'false', 'tag-names': 'main' })
  })
})

describe('tags', () => {
  const plan = givenPlan({ tags: ['main', 'sha-1', 'latest'], putOrder: ['sha-1', 'main', 'latest'] })

  test('are those that name the image, in the order in which they are listed', () => {
    const promotion = { put: ['sha-1', 'latest'], existing: ['main'], refused: undefined, untried: [] }
    expect(outputs(givenOutcome({ plan, promotion }))).toMatchObject({
      tags: `${host}/shop:main\n${host}/shop:sha-1\n${host}/shop:latest`,
      'tag-names': 'main\nsha-1\nlatest',
    })
  })

  test('are those that could be put, where one could not', () => {
    const refused = { tag: 'main', reason: 'x', hint: 'y', certain: true }
    const promotion = { put: ['sha-1'], existing: [], refused, untried: ['latest'] }
    expect(outputs(givenOutcome({ plan, promotion, candidateRemoved: undefined }))).toMatchObject({
      tags: `${host}/shop:sha-1`,
      'tag-names': 'sha-1',
      released: 'false',
      'candidate-tag': 'candidate-42-1-beef',
      'failure-code': 'TAGS_NOT_PUT',
    })
  })

  test('are planned ones where the gate blocked', () => {
    const outcome = givenOutcome({
      ...judged({}, givenScan([givenFinding()])),
      promotion: undefined,
      candidateRemoved: undefined,
    })
    expect(outputs(outcome)).toMatchObject({
      tags: undefined,
      'tag-names': 'main',
      verdict: 'blocked',
      released: 'false',
    })
  })
})

describe('tags of more than one kind', () => {
  const nothingPut = { put: [], existing: [], refused: undefined, untried: [] }

  test('are those of the plan, and then the one that says what is deployed', () => {
    const deployedTag = { ...nothingPut, put: ['production'] }
    expect(outputs(givenOutcome({ deployedTag }))).toMatchObject({
      tags: `${host}/shop:main\n${host}/shop:production`,
      'tag-names': 'main\nproduction',
      released: 'true',
    })
  })

  test('are named once where both kinds are the same tag', () => {
    expect(outputs(givenOutcome({ deployedTag: { ...nothingPut, existing: ['main'] } }))).toMatchObject({
      'tag-names': 'main',
    })
  })

  test('are known where a stage failed between the two', () => {
    const deployedTag = { ...nothingPut, put: ['production'] }
    expect(outputs(givenOutcome({ promotion: undefined, deployedTag, failure }))).toMatchObject({
      tags: `${host}/shop:production`,
    })
  })

  test('are not those that were left alone', () => {
    const plan = givenPlan({ tags: ['main', 'sha-1'], putOrder: ['sha-1', 'main'] })
    const promotion = { ...nothingPut, put: ['sha-1'], kept: ['main'] }
    expect(outputs(givenOutcome({ plan, promotion }))).toMatchObject({
      tags: `${host}/shop:sha-1`,
      'tag-names': 'sha-1',
      released: 'false',
      'failure-code': undefined,
    })
    const none = { ...nothingPut, kept: ['main', 'sha-1'] }
    expect(outputs(givenOutcome({ plan, promotion: none }))).toMatchObject({ tags: '', released: 'false' })
  })

  test('are told of a blocked image that got them before the gate', () => {
    expect(outputs(givenOutcome(judged({}, givenScan([givenFinding()]))))).toMatchObject({
      tags: `${host}/shop:main`,
      'tag-names': 'main',
      verdict: 'blocked',
      released: 'false',
      'failure-code': 'GATE_BLOCKED',
    })
  })
})

describe('an image that was not built by this run', () => {
  const notBuilt = { built: undefined, candidateTag: undefined, candidateRemoved: undefined }
  const labels = { 'org.opencontainers.image.revision': 'a'.repeat(40) }

  test.each(['stored', 'local'] as const)('has labels of its own: %s', (origin) => {
    const outcome = givenOutcome({ ...notBuilt, image: givenImage({ origin, labels }) })
    expect(outputs(outcome)).toMatchObject({
      built: 'false',
      labels: `org.opencontainers.image.revision=${'a'.repeat(40)}`,
      'candidate-tag': undefined,
      released: 'true',
    })
    expect(JSON.parse(outputs(outcome).json ?? '')).toMatchObject({ labels })
  })

  test('has none where it has none', () => {
    const outcome = givenOutcome({ ...notBuilt, image: givenImage({ origin: 'stored', labels: {} }) })
    expect(outputs(outcome).labels).toBe('')
  })

  test('is of this commit where it was taken instead of a build', () => {
    const outcome = givenOutcome({
      ...notBuilt,
      image: givenImage({ origin: 'reused', candidateTag: undefined, labels: givenPlan().labels }),
    })
    expect(outputs(outcome)).toMatchObject({
      built: 'false',
      labels: expect.stringContaining(`org.opencontainers.image.revision=${sha}`),
      released: 'true',
    })
  })

  test('and took the place of one that was: the candidate tag that is left is not on it', () => {
    const image = givenImage({ origin: 'adopted', candidateTag: undefined })
    const outcome = givenOutcome({ image, candidateRemoved: undefined })
    expect(outputs(outcome)).toMatchObject({ built: 'true', digest, 'candidate-tag': undefined })
  })
})

test('annotations are in the JSON, as docker/metadata-action has them', () => {
  const annotations = [`manifest:org.opencontainers.image.revision=${sha}`]
  const { json } = outputs(givenOutcome({ plan: givenPlan({ annotations }) }))
  expect(JSON.parse(json ?? '')).toMatchObject({ annotations })
})

test('the label that proves what an image was built from is no output', () => {
  const build = { ...givenPlan().build, labels: { 'slipway.fingerprint': 'x' } }
  const { labels, json } = outputs(givenOutcome({ plan: givenPlan({ build }) }))
  expect(`${labels}${json}`).not.toContain('fingerprint')
})

describe('findings', () => {
  const all = severities.flatMap((severity, index) =>
    Array.from({ length: index + 1 }, (_, number) => givenFinding({ id: `${severity}-${number}`, severity })),
  )

  test('are counts by severity, and no list', () => {
    const { findings, violations } = outputs(givenOutcome(judged({}, givenScan(all))))
    expect(JSON.parse(findings ?? '')).toEqual({
      critical: 1,
      high: 2,
      medium: 3,
      low: 4,
      informational: 5,
      unknown: 6,
      total: 21,
    })
    expect(violations).toBe('3')
  })

  test('are left out where one platform has no scan, since part of a list reads as all of it; and counted where the gate only reports', () => {
    const partly = [givenScan(all), givenNoScan('failed', 'linux/arm64')]
    const unscanned = outputs(givenOutcome(judged({ threshold: 'none' }, ...partly)))
    expect(unscanned).toMatchObject({ verdict: 'unscanned', violations: undefined, findings: undefined })
    const reported = outputs(givenOutcome(judged({ mode: 'report' }, ...partly)))
    expect(reported).toMatchObject({ verdict: 'reported', violations: '3', released: 'true' })
  })

  test('are counted where the gate was overridden, but for a gate that closed for want of a list', () => {
    const override = { reason: 'The fix is out tomorrow', actor: 'ada' }
    const overridden = outputs(givenOutcome(judged({ override }, givenScan(all))))
    expect(overridden).toMatchObject({ verdict: 'overridden', violations: '3', released: 'true' })
    expect(JSON.parse(overridden.findings ?? '')).toMatchObject({ total: 21 })
    const unscanned = outputs(givenOutcome(judged({ override }, givenNoScan('failed'))))
    expect(unscanned).toMatchObject({ verdict: 'overridden', violations: undefined, findings: undefined })
  })

  test('are none where the gate is off', () => {
    expect(outputs(givenOutcome({ scan: undefined, verdict: { kind: 'skipped' } }))).toMatchObject({
      verdict: 'skipped',
      findings: undefined,
      'scan-mode': undefined,
    })
  })
})

describe('files', () => {
  const files = { report: 'out/report.json', sarif: 'out/scan.sarif' }

  test('are named as they were asked for, once they are written', () => {
    expect(outputs(givenOutcome({ files, written: files }))).toMatchObject({
      'report-file': 'out/report.json',
      'sarif-file': 'out/scan.sarif',
    })
  })

  test.each([undefined, {}, { report: undefined }])(
    'are not named where they were not written: %j',
    (written) => {
      expect(outputs(givenOutcome({ files, written }))).toMatchObject({
        'report-file': undefined,
        'sarif-file': undefined,
      })
    },
  )
})

describe('a deploy', () => {
  const jobs = { service: 'jobs', deploymentId: 'ecs-svc/43', consoleUrl: `${consoleUrl}&jobs` }
  const entry = {
    ...{ cluster: 'production', service: 'shop', status: 'successful', deploymentId: 'ecs-svc/42' },
    ...{ revision: 'shop:8', previous: 'shop:7', changed: true, seconds: 65, strategy: 'ROLLING' },
    ...{ digest, consoleUrl },
  }
  const servicesOf = (...rollouts: NonNullable<Outcome['rollouts']>): unknown =>
    JSON.parse(outputs(givenOutcome({ rollouts })).services ?? '')

  test('of one service', () => {
    expect(outputs(givenOutcome({ rollouts: [givenRollout()] }))).toMatchObject({
      'task-definition-arn': arnOf('shop:8'),
      'task-definition-revision': 'shop:8',
      'previous-task-definition-arn': arnOf('shop:7'),
      'task-definition-changed': 'true',
      services: JSON.stringify([entry]),
      'deployment-status': 'successful',
      'deployment-id': 'ecs-svc/42',
      'console-url': consoleUrl,
      released: 'true',
    })
  })

  test('of several services tells the revision of the first, and the deployment that went worst', () => {
    const worst = givenRollout({ ...jobs, taskDefinition: arnOf('jobs:3'), ending: badEndings.stopped })
    const rollouts = [givenRollout(), worst, givenRollout({ service: 'cron', ending: badEndings.superseded })]
    expect(outputs(givenOutcome({ rollouts }))).toMatchObject({
      'task-definition-revision': 'shop:8',
      'previous-task-definition-arn': arnOf('shop:7'),
      'deployment-status': 'stopped',
      'deployment-id': 'ecs-svc/43',
      'console-url': jobs.consoleUrl,
      'failure-code': 'DEPLOYMENT_STOPPED',
      released: 'false',
    })
    expect(servicesOf(...rollouts)).toMatchObject([
      { service: 'shop', status: 'successful' },
      { service: 'jobs', status: 'stopped', revision: 'jobs:3', deploymentId: 'ecs-svc/43' },
      { service: 'cron', status: 'superseded' },
    ])
  })

  test.each(Object.entries(goodEndings))('of several services that ended well: %s', (kind, ending) => {
    const rollouts = [givenRollout({ ending: { kind: 'no-change' } }), givenRollout({ ...jobs, ending })]
    expect(outputs(givenOutcome({ rollouts }))['deployment-status']).toBe(kind)
  })

  test.each([
    ['whose end is not known', { ending: undefined }],
    ['whose end could not be seen', { ending: undefined, failure: unknown }],
    ['that ended well, while something of ours failed', { failure: unknown }],
  ])('has no status with a service %s', (_, overrides) => {
    const rollouts = [givenRollout(), givenRollout({ ...jobs, ...overrides })]
    expect(outputs(givenOutcome({ rollouts }))).toMatchObject({
      'deployment-status': undefined,
      'deployment-id': 'ecs-svc/43',
      released: 'false',
      'failure-code': 'DEPLOYMENT_UNKNOWN',
    })
    expect(servicesOf(...rollouts)).toMatchObject([{ status: 'successful' }, { service: 'jobs' }])
    expect(JSON.stringify(servicesOf(...rollouts)).match(/"status"/g)).toHaveLength(1)
  })

  test('is told without account ids, which would keep the output from the next job', () => {
    const place = `arn:aws:ecs:eu-west-1:${account}`
    const named = {
      cluster: `${place}:cluster/production`,
      service: `${place}:service/production/shop`,
      consoleUrl: `https://console.example/${account}/shop`,
    }
    expect(servicesOf(givenRollout(named))).toEqual([{ ...entry, consoleUrl: undefined }])
    expect(JSON.stringify(servicesOf(givenRollout(named)))).not.toContain(account)
  })

  test('names no digest where the image has none', () => {
    const [one] = servicesOf(givenRollout({ image: 'shop:latest' })) as readonly object[]
    expect(one).not.toHaveProperty('digest')
  })

  test('that only registers tells the revision and nothing of services', () => {
    const registered = { taskDefinition: arnOf('shop:12'), changed: false, diff: [], from: 'task.json' }
    expect(known(givenOutcome({ registered }))).toMatchObject({
      'task-definition-arn': arnOf('shop:12'),
      'task-definition-revision': 'shop:12',
      'task-definition-changed': 'false',
      released: 'true',
    })
    for (const name of ['services', 'deployment-status', 'previous-task-definition-arn'])
      expect(known(givenOutcome({ registered }))).not.toHaveProperty(name)
  })
})
