import { afterEach, expect, test } from '@jest/globals'
import { disposeRuns, run } from './action-folder.ts'

afterEach(disposeRuns)

const inputs = `
  severity-threshold: { description: d, default: high }
  push: { description: d, default: true }
  two words: { description: d }
  github-token: { description: d, default: '\${{ github.token }}' }
  branch: { description: d, default: 'on \${{ github.ref_name }}, \${{ secrets.x }}' }
  needed: { description: d, required: true }`

const main = `
const given = Object.entries(process.env).filter(([name]) => name.startsWith('INPUT_'))
fs.writeFileSync(process.env.RUNNER_TEMP + '/given.json', JSON.stringify(Object.fromEntries(given)))
append('GITHUB_OUTPUT', 'given<<X\\n' + JSON.stringify(Object.fromEntries(given)) + '\\nX\\n')`

test('defaults fill what is not given, and reach the action under the runner’s names', async () => {
  const result = await run({ main, inputs }, { inputs: { Push: 'false' }, token: 'ghs_known' })
  expect(JSON.parse(String(result.outputs.given))).toEqual({
    'INPUT_SEVERITY-THRESHOLD': 'high',
    INPUT_PUSH: 'false',
    INPUT_TWO_WORDS: '',
    'INPUT_GITHUB-TOKEN': 'ghs_known',
    INPUT_BRANCH: 'on main, ',
    INPUT_NEEDED: '',
  })
  expect(result.undeclared).toEqual([])
  expect(result.leftovers).toEqual(['given.json'])
})

test('an input that is not declared is passed on with a warning', async () => {
  const result = await run({ main, inputs }, { inputs: { images: 'a', 'two words': 'b' } })
  expect(result.undeclared).toEqual(['images'])
  expect(JSON.parse(String(result.outputs.given))).toMatchObject({ INPUT_IMAGES: 'a', INPUT_TWO_WORDS: 'b' })
  expect(result.main.annotations).toEqual([
    {
      level: 'warning',
      message: `Unexpected input(s) 'images', valid inputs are ['severity-threshold', 'push', 'two words', 'github-token', 'branch', 'needed']`,
      shown: true,
    },
  ])
})

test('the log starts with the inputs and the environment, masked', async () => {
  const result = await run(
    { main: '', inputs },
    { inputs: { push: 'false' }, env: { KEY: 'hunter22' }, secrets: ['hunter22'], name: 'acme/slipway@v1' },
  )
  expect(result.log).toBe(
    [
      '##[group]Run acme/slipway@v1',
      'with:',
      '  push: false',
      '  severity-threshold: high',
      '  github-token: ***',
      '  branch: on main, ',
      'env:',
      '  KEY: ***',
      '##[endgroup]',
      '',
    ].join('\n'),
  )
})
