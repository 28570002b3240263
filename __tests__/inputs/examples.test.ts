import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readInputs } from '../../src/inputs/inputs.ts'
import { givenEvent, givenVariables } from '../support/given.ts'
import { readText, root } from '../support/sources.ts'
import { offering } from './reading.ts'

// What users copy is accepted as it stands: the workflows of examples/, and the steps that docs/gate.md shows.

type Step = Readonly<{ uses?: string; with?: Readonly<Record<string, string | number | boolean>> }>
type Workflow = Readonly<{ jobs: Readonly<Record<string, Readonly<{ steps: readonly Step[] }>>> }>

const examples = readdirSync(join(root, 'examples')).map((name) => `examples/${name}`)

/** What a hosted runner offers. */
const runner = {
  ...offering.env,
  ACTIONS_RUNTIME_TOKEN: 'runtime-token',
  ACTIONS_RESULTS_URL: 'https://results',
}

/** The texts that an input gets; an expression stands for an input that is left out. */
function inputsOf({ with: given = {} }: Step): Readonly<Record<string, string>> {
  const texts = Object.entries(given).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(texts.filter(([, value]) => !/^\$\{\{.*\}\}$/s.test(value)))
}

function said(step: Step) {
  const variables = { ...runner, ...givenVariables(inputsOf(step)) }
  const { notices, warnings } = readInputs(variables, givenEvent(), () => '{"rules":[],"Statement":[]}')
  return [...notices, ...warnings]
}

const isSlipway = ({ uses }: Step) => uses?.startsWith('your-org/slipway@') ?? false

describe('a complete workflow gives Slipway inputs that it takes, and that have something to act on', () => {
  test.each(examples)('%s', (path) => {
    const workflow = parse(readText(path)) as Workflow
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps.filter(isSlipway))
    expect(steps).toHaveLength(1)
    expect(steps.flatMap(said)).toEqual([])
  })
})

describe('a step of docs/gate.md', () => {
  const blocks = [...readText('docs/gate.md').matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text)
  const steps = blocks.flatMap(stepsOf).filter(isSlipway)

  function stepsOf(text: string): readonly Step[] {
    const [, list = ''] = /^( *- (?:id: \w+\n *)?uses: your-org.*)/ms.exec(text) ?? []
    return list === '' ? [] : (parse(list.replace(/^( *)- if: .*/ms, '')) as readonly Step[])
  }

  test('is found', () => {
    expect(steps.length).toBeGreaterThanOrEqual(4)
  })

  test.each(steps.map((step) => [Object.keys(inputsOf(step)).join(', '), step] as const))(
    'is accepted: %s',
    (_, step) => {
      const least = { repository: 'shop', 'aws-region': 'eu-west-1' }
      expect(said({ with: { ...least, ...step.with } })).toEqual([])
    },
  )
})
