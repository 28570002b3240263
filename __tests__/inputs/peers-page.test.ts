import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { replaced } from '../../src/inputs/peers/replaced.ts'
import { knobs, planned } from '../../src/inputs/peers.ts'
import { readText } from '../support/sources.ts'

// docs/migrating.md and the table of the code say the same, row by row.

type Named = Readonly<Record<string, unknown>>
type Step = Readonly<{ uses: string; with?: Named }>

const page = readText('docs/migrating.md')
const action = parse(readText('action.yml')) as Readonly<{ inputs: Named; outputs: Named }>
const inputs = new Set(Object.keys(action.inputs))
const outputs = new Set(Object.keys(action.outputs))

type Table = Readonly<{
  section: string
  kind: string
  rows: readonly (readonly [name: string, cell: string])[]
}>

const tables = page
  .split(/^(?=#{2,3} )/m)
  .flatMap((section) =>
    [...section.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => read(section, table.trim().split('\n'))),
  )

function read(section: string, [head = '', , ...rows]: readonly string[]): Table {
  const cells = (row: string) => row.split('|').map((cell) => cell.trim())
  return {
    section: /^#+ (.*)$/m.exec(section)?.[1] ?? '',
    kind: cells(head)[1] ?? '',
    rows: rows.map((row) => [cells(row)[1] ?? '', cells(row)[2] ?? '']),
  }
}

function tablesOf(kind: string): readonly Table[] {
  return tables.filter((table) => table.kind === kind)
}

/** The names in backticks that can be Slipway's: with or without a value, as in `push: false`. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([a-z][a-z0-9-]*)(: [^`]*)?`/g)].map(([, name = '']) => name)
}

test('the page has a table of inputs for every action, in the order of the code', () => {
  expect(tablesOf('input').map(({ section }) => section)).toEqual(Object.keys(replaced))
})

test.each(Object.entries(replaced))('the inputs of %s are those of the code, row by row', (name, peer) => {
  const rows = Object.entries(peer).map(([input, answer]) => [
    `\`${input}\``,
    planned.includes(input) && answer === 'same' ? 'not in this version' : answer,
  ])
  expect(tablesOf('input').find(({ section }) => section === name)?.rows).toEqual(rows)
})

describe('what is called Slipway’s is', () => {
  const answers = Object.values(replaced).flatMap((peer) => Object.entries(peer))

  test.each([...new Set(answers.map(([, answer]) => answer))].filter((answer) => namesIn(answer).length > 0))(
    '%s',
    (answer) => {
      expect(namesIn(answer).filter((name) => !inputs.has(name) && !outputs.has(name))).toEqual([])
    },
  )

  test('and what begins with `use` is no sentence without a name', () => {
    const uses = answers.filter(([, answer]) => answer.startsWith('use '))
    const outside = ['action-timeout-s', 'log-configuration-log-driver', 'log-configuration-options']
    expect(uses.filter(([name, answer]) => !answer.includes('`') && !outside.includes(name))).toEqual([])
  })

  test('“same” only for inputs of this version and planned ones', () => {
    const same = answers.filter(([, answer]) => answer.startsWith('same')).map(([name]) => name)
    expect(same.filter((name) => !inputs.has(name) && !planned.includes(name))).toEqual([])
  })

  test('in the tables of outputs', () => {
    const cells = tablesOf('output').flatMap(({ rows }) => rows.map(([, cell]) => cell))
    expect(cells.flatMap(namesIn).filter((name) => !outputs.has(name))).toEqual([])
  })

  test('in the table of variables', () => {
    const cells = tablesOf('variable').flatMap(({ rows }) => rows.map(([, cell]) => cell))
    expect(cells.flatMap(namesIn).filter((name) => !inputs.has(name))).toEqual([])
  })
})

/** As the actions declare or write them. */
const peerOutputs: Readonly<Record<string, string>> = {
  'aws-actions/configure-aws-credentials':
    'aws-account-id authenticated-arn aws-access-key-id aws-secret-access-key aws-session-token aws-expiration',
  'aws-actions/amazon-ecr-login': 'registry docker_username_… docker_password_…',
  'docker/metadata-action':
    'version tags tag-names labels annotations json bake-file bake-file-tags bake-file-labels bake-file-annotations',
  'docker/setup-buildx-action': 'name driver platforms nodes endpoint status flags',
  'docker/build-push-action': 'digest imageid metadata',
  'alexjurkiewicz/ecr-scan-image': 'critical high medium low informational unknown total findingsDetails',
  'ecperth/check-aws-inspector': 'findingSeverityCounts',
  'vonsteer/ecr-scan-action': 'critical high medium low informational undefined total detailed_findings',
  'epsylabs/action-ecr-scan': 'critical high medium low informational undefined',
  'aws-actions/amazon-ecs-render-task-definition': 'task-definition',
  'aws-actions/amazon-ecs-deploy-task-definition':
    'task-definition-arn codedeploy-deployment-id run-task-arn',
}

test('every output that a replaced action has is listed', () => {
  const listed = tablesOf('output').map(({ section, rows }) => [
    section,
    rows.map(([names]) => names.replaceAll(/[`,]/g, '')).join(' '),
  ])
  expect(Object.fromEntries(listed)).toEqual(peerOutputs)
})

test('every variable that is a warning is listed with what to use', () => {
  const warned = tablesOf('variable').flatMap(({ rows }) =>
    rows.filter(([, cell]) => /^a warning/.test(cell)),
  )
  expect(warned).toEqual(knobs.map(({ name, use }) => [`\`${name}\``, `a warning; use ${use}`]))
})

describe('the workflows', () => {
  const workflows = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(
    ([, text = '']) =>
      parse(text) as Readonly<{ jobs: Readonly<{ release: Readonly<{ steps: readonly Step[] }> }> }>,
  )
  const [before = [], after = []] = workflows.map(({ jobs }) => jobs.release.steps)

  test('name the replaced actions before, and one step after', () => {
    const known = new Set(Object.keys(replaced))
    const actions = before.map(({ uses }) => uses.split('@', 1)[0] ?? '')
    expect(actions.filter((name) => !known.has(name))).toEqual(['actions/checkout'])
    expect(actions).toHaveLength(9)
    expect(after.map(({ uses }) => uses)).toEqual(['actions/checkout@v6', 'your-org/slipway@main'])
  })

  test.each(before.map((step) => [step.uses, step.with ?? {}] as const))(
    'give %s only its inputs',
    (uses, given) => {
      const known = Object.keys(replaced[uses.split('@', 1)[0] ?? ''] ?? {})
      expect(Object.keys(given).filter((name) => !known.includes(name))).toEqual([])
    },
  )

  test('give Slipway only inputs of this version', () => {
    expect(Object.keys(after[1]?.with ?? {}).filter((name) => !inputs.has(name))).toEqual([])
  })
})

test('the README leads here', () => {
  expect(readText('README.md')).toContain('(docs/migrating.md)')
})
