import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { errorCodes } from '../src/errors.ts'
import { inputNames, readInputs } from '../src/inputs/inputs.ts'
import { conclude } from '../src/report/conclusion.ts'
import { outputsOf } from '../src/report/outputs.ts'
import { givenEvent, givenVariables } from './support/given.ts'
import { type Import, readText, type Source, sourcesOf } from './support/sources.ts'

// The repository's own laws: what must agree, and who may import what.

type Action = Readonly<{
  inputs: Readonly<Record<string, Readonly<{ description: string; required?: boolean; default?: string }>>>
  outputs: Readonly<Record<string, Readonly<{ description: string }>>>
  runs: Readonly<Record<string, string>>
}>

const action = parse(readText('action.yml')) as Action
const inputs = [...inputNames(givenEvent())]
const outputs = Object.keys(outputsOf({}, conclude({})))

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort((a, b) => (a < b ? -1 : 1))
}

/** The first column of the table between two markers of the README. */
function rowsOf(marker: string): readonly string[] {
  const [, table = ''] = readText('README.md').split(new RegExp(`<!-- /?${marker} -->`))
  const [, , ...rows] = table.trim().split('\n')
  return rows.map(
    (row) =>
      row
        .split('|')[1]
        ?.trim()
        .replace(/^`(.*)`$/, '$1') ?? row,
  )
}

describe('what a user reads agrees with what the code does', () => {
  test('action.yml declares every input that is read, and no other', () => {
    expect(sorted(Object.keys(action.inputs))).toEqual(sorted(inputs))
  })

  test('action.yml declares every output that is written, and no other', () => {
    expect(sorted(Object.keys(action.outputs))).toEqual(sorted(outputs))
  })

  test('the README lists the inputs of action.yml, in its order', () => {
    expect(rowsOf('inputs')).toEqual(Object.keys(action.inputs))
  })

  test('the README lists the outputs of action.yml, in its order', () => {
    expect(rowsOf('outputs')).toEqual(Object.keys(action.outputs))
  })

  test('docs/troubleshooting.md has an entry for every error code, and no other', () => {
    const headings = [...readText('docs/troubleshooting.md').matchAll(/^###? `?([A-Z][A-Z_]+)`?$/gm)]
    expect(sorted(headings.map(([, code = '']) => code))).toEqual(sorted(errorCodes))
  })

  test('every input and output is described', () => {
    const described = [...Object.values(action.inputs), ...Object.values(action.outputs)]
    expect(described.filter(({ description }) => !/^\S.*[.]$/s.test(description.trim()))).toEqual([])
  })
})

describe('defaults', () => {
  const withoutDefault = ['repository', 'build-args', 'labels']

  function statedOf(name: string): string | undefined {
    return /\bDefault:\s+(.+)\.$/s.exec(action.inputs[name]?.description.trim() ?? '')?.[1]
  }

  test('are stated in the description of every input that has one', () => {
    expect(inputs.filter((name) => statedOf(name) === undefined)).toEqual(withoutDefault)
  })

  test('are applied in the code, since wrappers pass empty values; only the token can stand nowhere else', () => {
    const given = Object.entries(action.inputs).filter(([, { default: one }]) => one !== undefined)
    expect(given.map(([name, { default: one }]) => `${name}: ${one}`)).toEqual([
      `github-token: $${'{{ github.token }}'}`,
    ])
  })

  const literal = inputs.filter((name) => /^\S+$/.test(statedOf(name) ?? ' '))

  test.each(literal)('of %s is the one that is stated', (name) => {
    const given = {
      repository: 'shop',
      'aws-region': 'eu-west-1',
      'role-to-assume': 'arn:aws:iam::123456789012:role/x',
    }
    const read = (more: object) =>
      readInputs(givenVariables({ ...given, ...more }), givenEvent(), () => undefined).inputs
    expect(read({ [name]: statedOf(name) })).toEqual(read({}))
  })

  test('are literal ones for the most part', () => {
    expect(literal.length).toBeGreaterThan(10)
  })
})

const src = sourcesOf('src')
const local = sourcesOf('local')

/** The files for which the law is broken, with what they import against it. */
function broken(files: readonly Source[], law: (one: Import, file: Source) => boolean): readonly string[] {
  return files.flatMap((file) =>
    file.imports.filter((one) => !law(one, file)).map((one) => `${file.path} → ${one.target}`),
  )
}

function isOutside({ target }: Import): boolean {
  const harmless = ['node:path', 'node:crypto']
  return (
    (target.startsWith('node:') && !harmless.includes(target)) ||
    /^@(actions|aws-sdk|smithy)\//.test(target) ||
    target.startsWith('src/lib/')
  )
}

describe('who may import what', () => {
  const stages = ['identity', 'registry', 'image', 'scan', 'deploy', 'report']
  const stageOf = (path: string) => stages.indexOf(/^src\/(\w+)\//.exec(path)?.[1] ?? '')
  const knowledge = ['errors', 'event', 'intent', 'lists', 'outcome', 'pace', 'plan', 'quoted'].map(
    (name) => `src/${name}.ts`,
  )
  /** The files beside the stages tell the story in terms of them, but for those that hold what everybody knows. */
  const isStory = (path: string) => /^src\/[\w-]+\.ts$/.test(path) && !knowledge.includes(path)

  test('imports are found at all', () => {
    const pipeline = src.find(({ path }) => path === 'src/pipeline.ts')
    expect(pipeline?.imports).toContainEqual({
      target: 'src/outcome.ts',
      isType: true,
      names: ['Learn', 'Outcome'],
    })
    expect(src.flatMap(({ imports }) => imports).length).toBeGreaterThan(150)
    const existing = new Set(src.map(({ path }) => path))
    expect(broken(src, ({ target }) => !target.startsWith('src/') || existing.has(target))).toEqual([])
  })

  test('src and local import nothing from each other', () => {
    expect(broken(src, ({ target }) => !/^(local|__tests__|demo|bench)\//.test(target))).toEqual([])
    expect(broken(local, ({ target }) => !target.startsWith('src/'))).toEqual([])
  })

  test('an earlier stage knows nothing of a later one, not even a type', () => {
    expect(
      broken(src, ({ target }, { path }) => stageOf(path) < 0 || stageOf(target) <= stageOf(path)),
    ).toEqual([])
  })

  test('a later stage knows only types of an earlier one', () => {
    const law = ({ target, isType }: Import, { path }: Source) =>
      isType || stageOf(path) < 0 || stageOf(target) < 0 || stageOf(target) === stageOf(path)
    expect(broken(src, law)).toEqual([])
  })

  test('report knows only types of everything but errors and lib', () => {
    const reports = src.filter(({ path }) => path.startsWith('src/report/'))
    const own = /^src\/(report\/|errors\.ts$|lib\/)|^@actions\/|^node:/
    expect(broken(reports, ({ target, isType }) => isType || own.test(target))).toEqual([])
    const rules = reports.filter(({ imports }) => !imports.some(isOutside)).map(({ path }) => path)
    expect(rules).toEqual(
      expect.arrayContaining(
        ['conclusion', 'markdown', 'outputs', 'summary'].map((name) => `src/report/${name}.ts`),
      ),
    )
  })

  test('rules touch no outside world through others: they import only rules and types', () => {
    const isRule = ({ path, imports }: Source) =>
      !isStory(path) && !imports.some((one) => isOutside(one) && !one.isType)
    const rules = src.filter(isRule)
    const paths = new Set(rules.map(({ path }) => path))
    expect(
      broken(rules, ({ target, isType }) => isType || !target.startsWith('src/') || paths.has(target)),
    ).toEqual([])
    expect(rules.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'src/plan.ts',
        'src/image/tags.ts',
        'src/scan/gate.ts',
        'src/inputs/inputs.ts',
      ]),
    )
  })

  test('nobody imports the story', () => {
    const others = src.filter(({ path }) => !isStory(path))
    expect(broken(others, ({ target }) => !isStory(target))).toEqual([])
    expect(isStory('src/pipeline.ts')).toBe(true)
  })

  test('lib knows nothing of stages and inputs', () => {
    const lib = src.filter(({ path }) => path.startsWith('src/lib/'))
    const law = ({ target }: Import) => !target.startsWith('src/') || /^src\/(lib\/|errors\.ts$)/.test(target)
    expect(broken(lib, law)).toEqual([])
  })

  test('nothing goes round in circles', () => {
    const imports = new Map(src.map(({ path, imports: all }) => [path, all.map(({ target }) => target)]))
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      if (done.has(path) || trail.includes(path)) return
      for (const target of imports.get(path) ?? []) visit(target, [...trail, path])
      done.add(path)
    }
    for (const path of imports.keys()) visit(path, [])
    expect(circles).toEqual([])
  })
})

describe('who may do what', () => {
  function filesWith(pattern: RegExp): readonly string[] {
    return src.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
  }

  test('only src/inputs reads inputs; the environment of docker merely leaves their names out', () => {
    const readers = filesWith(/INPUT_(?!INVALID\b)/).filter((path) => !path.startsWith('src/inputs/'))
    expect(readers).toEqual(['src/registry/docker-config.ts'])
    expect(filesWith(/\bget(Multiline|Boolean)?Input\b/)).toEqual([])
  })

  test('only src/lib/log.ts writes plain lines to the log', () => {
    const writers = src.filter(({ imports }) =>
      imports.some(
        ({ target, names }) => target === '@actions/core' && names.some((name) => /^(info|\*)/.test(name)),
      ),
    )
    expect(writers.map(({ path }) => path)).toEqual(['src/lib/log.ts'])
  })

  test('only src/lib makes AWS clients', () => {
    const makers = filesWith(/\bnew \w+Client\(/)
    expect(makers.filter((path) => !path.startsWith('src/lib/'))).toEqual([])
    expect(makers).toContain('src/lib/aws.ts')
  })

  test('only src/report/write.ts sets outputs', () => {
    expect(filesWith(/\bsetOutput\b/)).toEqual(['src/report/write.ts'])
  })
})

test('no file is longer than a reader’s patience', () => {
  const long = src.map(({ path, text }) => [path, text.trimEnd().split('\n').length] as const)
  expect(long.filter(([, lines]) => lines > 200)).toEqual([])
})

test('package-lock.json names no addresses: they would be those of one machine’s registry', () => {
  expect(readText('package-lock.json')).not.toContain('"resolved"')
})
