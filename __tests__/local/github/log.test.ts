import { afterEach, expect, test } from '@jest/globals'
import { printer } from '../../../local/github/log.ts'
import { disposeRuns, run } from './action-folder.ts'

afterEach(disposeRuns)

/** The log without what the runner prints first. */
function own(log: string): string[] {
  const lines = log.split('\n')
  return lines.slice(lines.indexOf('##[endgroup]') + 1, -1)
}

test('commands become what GitHub shows, from both streams', async () => {
  const result = await run({
    main: `
console.log('::group::Build\\nplain\\n::endgroup::')
console.error('::error file=' + process.cwd() + '/src/a.ts,line=3,col=1,title=Broken::one%0Atwo')
console.log('::debug::hidden')
console.log('::notice::' + 'x'.repeat(5000))
process.stdout.write('no newline')`,
  })
  const log = own(result.main.log)
  expect(log).toContain('plain')
  expect(log.join('\n')).toContain('##[error]one\ntwo\n')
  expect(log).not.toContain('hidden')
  expect(log.at(-1)).toBe('no newline')
  expect(result.main.raw).toContain('::debug::hidden')
  expect(result.main.annotations.find(({ level }) => level === 'error')).toEqual({
    level: 'error',
    message: 'one\ntwo',
    title: 'Broken',
    file: 'src/a.ts',
    line: '3',
    col: '1',
    shown: true,
  })
  expect(result.main.annotations.find(({ level }) => level === 'notice')?.message).toHaveLength(4096)
  expect(result.conclusion).toBe('success')
})

test('debug lines when debugging', async () => {
  const result = await run({ main: `console.log('::debug::a%0Ab')` }, { debug: true })
  expect(own(result.main.log)).toEqual(['##[debug]a', '##[debug]b'])
})

test('ten annotations of a level are shown', async () => {
  const main = `for (let i = 0; i < 12; i++) console.log('::warning::w' + i); console.log('::error::e')`
  const { annotations } = (await run({ main })).main
  expect(annotations.map(({ shown }) => shown)).toEqual([...Array(10).fill(true), false, false, true])
})

test('a masked value never shows, also over chunk borders and in several lines', async () => {
  const main = `
console.log('::add-mask::pass%0Aword-two')
process.stdout.write('a pas'); await sleep(80); process.stdout.write('s b\\n')
process.stdout.write('c wor'); await sleep(80); process.stdout.write('d-two d\\n')
console.log('::error title=pass::word-two')
console.log('::add-mask:: ')
append('GITHUB_STEP_SUMMARY', 'summary word-two\\n')
append('GITHUB_OUTPUT', 'leaky=xpassx\\nfine=1\\n')`
  const echoed: string[] = []
  const result = await run({ main }, { echo: (line) => echoed.push(line) })
  expect(own(result.main.log)).toEqual([
    'a *** b',
    'c *** d',
    '##[error]***',
    "##[warning]Can't add secret mask for empty string in ##[add-mask] command.",
  ])
  expect(`${echoed.join('\n')}\n`).toBe(result.log)
  expect(result.main.annotations[0]).toMatchObject({ title: '***', message: '***' })
  expect(result.summary).toBe('summary ***\n')
  expect(result.outputs).toEqual({ leaky: 'xpassx', fine: '1' })
  expect(result.jobOutputs).toEqual({ fine: '1' })
  expect(result.masks).toEqual(expect.arrayContaining(['pass\nword-two', 'pass', 'word-two']))
})

test('stop-commands and echo', async () => {
  const main = `
console.log('::echo::on\\n::group::shown\\n::echo::off')
console.log('::stop-commands::t0ken\\n::error::text\\n::t0ken::\\n::group::again')`
  const result = await run({ main })
  expect(own(result.main.log)).toEqual([
    '::group::shown',
    '##[group]shown',
    '::echo::off',
    '::stop-commands::t0ken',
    '::error::text',
    '::t0ken::',
    '##[group]again',
  ])
  expect(result.main.annotations).toEqual([])
})

test.each([
  '::stop-commands::',
  '::stop-commands::group',
  '::echo::maybe',
  '::set-output::x',
  '::set-env name=A::b',
])('the step fails: %s', async (line) => {
  const result = await run({ main: `console.log(${JSON.stringify(line)})` })
  expect(result.conclusion).toBe('failure')
  expect(result.main.exitCode).toBe(0)
  expect(result.env).toEqual({})
})

test('deprecated commands work with a warning', async () => {
  const main = `console.log('::set-output name=a::1\\n::save-state name=b::2')`
  const result = await run({ main, post: `console.log('b is', process.env.STATE_b)` })
  expect(result.outputs).toEqual({ a: '1' })
  expect(result.post?.log).toBe('Post job cleanup.\nb is 2\n')
  expect(result.main.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The `set-output` command is deprecated/),
    expect.stringMatching(/^The `save-state` command is deprecated/),
  ])
})

test('the printer', () => {
  const lines = [
    '##[group]Run x',
    'with:',
    '##[endgroup]',
    '##[error]one',
    'two',
    '##[warning]w',
    '##[section]s',
    '[command]docker version',
  ]
  const render = (colour: boolean) => {
    let text = ''
    const print = printer((part) => {
      text += part
    }, colour)
    for (const line of lines) print(line)
    return text
  }
  expect(render(false)).toBe('▶ Run x\n  with:\nError: one\ntwo\nWarning: w\n##[section]s\ndocker version\n')
  expect(render(true)).toContain('\u001b[31mError: one\u001b[0m\n')
})
