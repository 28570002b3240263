import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { plainFlavor } from '../../src/image/flavor.ts'
import { parseTagRules } from '../../src/image/tag-rules.ts'
import { computeTags } from '../../src/image/tags.ts'
import type { Happening } from '../fixtures/tags/cases.ts'

const page = readFileSync(new URL('../../docs/tags.md', import.meta.url), 'utf8')
const [, examples = ''] = page.split('\n## Examples\n')

/** The events that the table's columns are about. */
const columns: Readonly<Record<string, Pick<Happening, 'name' | 'ref'>>> = {
  'push to `main`': { name: 'push', ref: { kind: 'branch', name: 'main' } },
  'push to `feature/login`': { name: 'push', ref: { kind: 'branch', name: 'feature/login' } },
  'git tag `v1.4.0`': { name: 'push', ref: { kind: 'tag', name: 'v1.4.0' } },
  'git tag `v2.0.0-rc.1`': { name: 'push', ref: { kind: 'tag', name: 'v2.0.0-rc.1' } },
  'pull request 12': { name: 'pull_request', ref: { kind: 'pull-request', name: '12/merge' } },
  'schedule on `main`': { name: 'schedule', ref: { kind: 'branch', name: 'main' } },
}

/** The first table of a text, a list of cells a line, without the line below the head. */
function tableOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const after = lines.findIndex((line, at) => at > first && !line.startsWith('|'))
  return lines
    .slice(first, after)
    .filter((_, at) => at !== 1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const [head = [], ...rows] = tableOf(examples)

test('the table of examples has the columns that are known', () => {
  expect(head).toEqual(['rules', ...Object.keys(columns)])
  expect(rows.length).toBeGreaterThan(10)
})

test.each(rows.map(([rules = '', ...cells]) => [rules, cells] as const))('example: %s', (rules, cells) => {
  const text = rules === 'the defaults' ? '' : rules.replaceAll('<br>', '\n').replaceAll('`', '')
  const made = Object.values(columns).map((event) => {
    const { names } = computeTags(parseTagRules(text).rules, plainFlavor, {
      event: { ...event, defaultBranch: 'main', baseRef: undefined },
      sha: '6f1c2d3e4b5a',
      shaLength: 7,
      now: new Date(0),
      commitTime: undefined,
    })
    return names.map((name) => `\`${name}\``).join(' ') || '-'
  })
  expect(cells).toEqual(made)
})
