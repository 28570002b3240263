import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { foreign, say, stage } from '../../src/lib/log.ts'
import { child, source } from '../support/child.ts'
import { written } from '../support/stdout.ts'

/** The lines that arrive at the runner, which splits at both kinds of line end. */
function linesOf(log: string): string[] {
  return log.replace(/\n$/, '').split(/\r\n|\r|\n/)
}

/**
 * As the runner reads a line: it takes white space off the front in .NET's sense, which U+0085 belongs to, and obeys
 * what then begins with two colons; the older form it obeys anywhere.
 */
function isCommand(line: string): boolean {
  return line.replace(/^[\s\u0085]+/u, '').startsWith('::') || line.includes('##[')
}

// Titles of tests do not repeat these: a runner that reads the log of the tests would obey some of them.
const hostile = [
  '::error::x',
  '::add-mask::a',
  '::stop-commands::x',
  '   ::error::x',
  '\t::set-output name=a::b',
  '\u00a0\u2003::error::x',
  '\u0085::error::x',
  '\ufeff::error::x',
  '\u001b[31m::error::x',
  '\u0000::error::x',
  ':\u0008:error::x',
  'plain\n::error::x',
  'plain\r\n::error::x',
  'plain\r::error::x',
  '##[error]x',
  'see ##[add-mask]x',
  '#\u0000#[error]x',
  '###[error]x',
  '##\u001b[error]x',
  '::::error::x',
]

/** As docker's output comes: without line ends. */
const hostileLines = hostile.filter((text) => !text.includes('\n'))

describe('what is said', () => {
  test.each(hostile)('is no command: hostile text %#', async (text) => {
    const { log } = await written(() => say(text))
    expect(linesOf(log).filter(isCommand)).toEqual([])
  })

  test.each([
    ['plain text', 'plain text\n'],
    ['  indented\tand tabbed', '  indented\tand tabbed\n'],
    ['a::b, and [x](y)', 'a::b, and [x](y)\n'],
    ['größe 🚀', 'größe 🚀\n'],
    ['one\ntwo', 'one\ntwo\n'],
    [': one colon', ': one colon\n'],
    ['', '\n'],
  ])('is left as it is where it is harmless: %j', async (text, log) => {
    expect((await written(() => say(text))).log).toBe(log)
  })

  test('never brings control characters to a terminal', async () => {
    const all = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).join('')
    const { log } = await written(() => say(`a${all}b`))
    expect(log.replace(/[\t\n]/g, '')).not.toMatch(/\p{Cc}/u)
  })

  test('is no command, whatever it is', async () => {
    const parts = fc.constantFrom(
      ':',
      '::',
      '#',
      '##',
      '[',
      'error',
      ']',
      ' ',
      '\t',
      '\r',
      '\n',
      '\u0000',
      '\u001b',
      '\u0085',
    )
    const texts = fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { log } = await written(() => say(text.join('')))
        expect(linesOf(log).filter(isCommand)).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a stage is a group of the log', () => {
  test('that ends when its work has', async () => {
    const { value, log } = await written(() =>
      stage('Build', async () => {
        say('working')
        return 7
      }),
    )
    expect(value).toBe(7)
    expect(log).toBe('::group::Build\nworking\n::endgroup::\n')
  })

  test('that ends when its work fails', async () => {
    const { log } = await written(() =>
      stage('Build', async () => {
        throw new Error('x')
      }).catch(() => undefined),
    )
    expect(log).toBe('::group::Build\n::endgroup::\n')
  })

  test.each(['x\n::error::y', 'x\r::error::y', '##[error]x', '\u001b[2Jx'])(
    'whose title is no command: hostile title %#',
    async (title) => {
      const { log } = await written(() => stage(title, async () => undefined))
      const [first = '', ...rest] = linesOf(log)
      expect(first).toMatch(/^::group::\P{Cc}*$/u)
      expect(first).not.toContain('##[')
      expect(rest).toEqual(['::endgroup::'])
    },
  )
})

describe('foreign output', () => {
  test('stands between a pause of commands and its end, by a token that it does not know', async () => {
    const { value, log } = await written(() =>
      foreign(async (write) => {
        for (const line of hostileLines) write(line)
        return 'done'
      }),
    )
    const lines = linesOf(log)
    const token = /^::stop-commands::([0-9a-f-]{36})$/.exec(lines[0] ?? '')?.[1]
    expect(value).toBe('done')
    expect(lines.at(-1)).toBe(`::${token}::`)
    expect(lines.slice(1, -1).join('\n')).not.toContain(token)
    expect(lines.slice(1, -1).filter(isCommand)).toEqual([])
  })

  test('has another token each time', async () => {
    const tokens = new Set()
    for (let run = 0; run < 3; run++) {
      const { log } = await written(() => foreign(async () => undefined))
      tokens.add(log)
    }
    expect(tokens.size).toBe(3)
  })

  test('ends its pause when it fails', async () => {
    const { log } = await written(() =>
      foreign(async () => {
        throw new Error('x')
      }).catch(() => undefined),
    )
    expect(log).toMatch(/^::stop-commands::(.+)\n::\1::\n$/)
  })
})

test('the same in a process of its own, as the runner reads it', async () => {
  const script = `import { foreign, say, stage } from '${source('lib/log.ts')}'
await stage('Build', async () => ${JSON.stringify(hostile)}.forEach((text) => say(text)))
await foreign(async (write) => ${JSON.stringify(hostileLines)}.forEach((text) => write(text)))`
  const { exitCode, stdout } = await child(script)
  expect(exitCode).toBe(0)
  const commands = linesOf(stdout).filter(isCommand)
  expect(commands).toEqual([
    '::group::Build',
    '::endgroup::',
    expect.stringMatching(/^::stop-commands::/),
    expect.stringMatching(/^::[0-9a-f-]{36}::$/),
  ])
})
