import { afterEach, expect, test } from '@jest/globals'
import { disposeRuns, run } from './action-folder.ts'

afterEach(disposeRuns)

test('outputs, state, environment, path and summary', async () => {
  const result = await run({
    main: `
append('GITHUB_OUTPUT', 'digest=sha256:1\\ntags<<E\\na\\nb\\nE\\n')
append('GITHUB_STATE', 'folder=/x\\n')
append('GITHUB_ENV', 'LATER=yes\\nNODE_OPTIONS=--inspect\\n')
append('GITHUB_PATH', '/one\\n/two\\n/one\\n')
append('GITHUB_STEP_SUMMARY', '# Main')`,
    post: `
console.log(process.env.STATE_folder, process.env.LATER, process.env.PATH.split(':').slice(0, 2).join())
console.log(process.env.NODE_OPTIONS, fs.readFileSync(process.env.GITHUB_OUTPUT, 'utf8') === '')
append('GITHUB_OUTPUT', 'digest=other\\n')
append('GITHUB_STATE', 'folder=/y\\n')
append('GITHUB_STEP_SUMMARY', 'post\\n')`,
  })
  expect(result.outputs).toEqual({ digest: 'sha256:1', tags: 'a\nb' })
  expect(result.state).toEqual({ folder: '/x' })
  expect(result.env).toEqual({ LATER: 'yes' })
  expect(result.path).toEqual(['/two', '/one'])
  expect(result.summary).toBe('# Main\npost\n')
  expect(result.post?.log).toBe('Post job cleanup.\n/x yes /one,/two\nundefined true\n')
  expect(result.main.annotations[0]?.message).toMatch(/^Can't store NODE_OPTIONS/)
  expect(result.conclusion).toBe('success')
  expect(result.leftovers).toEqual([])
})

test('a malformed file fails the step; what came before counts', async () => {
  const result = await run({ main: `append('GITHUB_OUTPUT', 'good=1\\nbad\\nlost=2\\n')` })
  expect(result.conclusion).toBe('failure')
  expect(result.outputs).toEqual({ good: '1' })
  expect(result.main.log).toMatch(
    /##\[error\]Unable to process file command 'output' successfully\.\n##\[error\]Invalid format 'bad'\n$/,
  )
})

test('a summary above 1 MiB is lost; the step is not', async () => {
  const result = await run({ main: `append('GITHUB_STEP_SUMMARY', 'x'.repeat(1024 * 1024 + 1))` })
  expect(result.summary).toBe('')
  expect(result.conclusion).toBe('success')
  expect(result.main.annotations[0]?.message).toMatch(
    /^\$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k\./,
  )
})

test('a file that the action removed is no error', async () => {
  const result = await run({ main: `fs.rmSync(process.env.GITHUB_OUTPUT)` })
  expect(result.conclusion).toBe('success')
})
