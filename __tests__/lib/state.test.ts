import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  isEndedAlready,
  markEnded,
  markedRunning,
  markRunning,
  removeMarks,
  saveBuilder,
  savedBuilder,
  savedState,
  saveState,
} from '../../src/lib/state.ts'
import { givenFolder } from '../support/folder.ts'

const state = { pid: 4711, started: '123456', folder: '/runner/temp/slipway-1' }
const names = ['GITHUB_STATE', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB', 'GITHUB_ACTION'] as const
let temp = ''

beforeEach(() => {
  temp = givenFolder()
  Object.assign(process.env, {
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'build',
    GITHUB_ACTION: '__slipway',
  })
})

afterEach(() => {
  for (const name of names) delete process.env[name]
})

describe('what main leaves for the post step', () => {
  test('is written in the runner’s form, after what is there', () => {
    const file = join(temp, 'state')
    writeFileSync(file, 'other=1\n')
    process.env.GITHUB_STATE = file
    saveState(state)
    expect(readFileSync(file, 'utf8')).toBe(
      'other=1\npid=4711\nstarted=123456\nfolder=/runner/temp/slipway-1\n',
    )
  })

  test('is nothing outside of a workflow', () => {
    expect(() => saveState(state)).not.toThrow()
  })

  test('is read from the variables that the runner makes of it', () => {
    expect(
      savedState({ STATE_pid: '4711', STATE_started: '123456', STATE_folder: '/runner/temp/slipway-1' }),
    ).toEqual(state)
    expect(savedState({ STATE_pid: '4711', STATE_folder: '/x' })).toEqual({
      pid: 4711,
      started: '',
      folder: '/x',
    })
  })

  test.each([{}, { STATE_pid: '', STATE_folder: '/x' }, { STATE_pid: '1', STATE_folder: '' }])(
    'is not known: %j',
    (env) => {
      expect(savedState(env)).toBeUndefined()
    },
  )
})

describe('a builder that post removes', () => {
  test('is written beside what is there, and read from the variables of it', () => {
    const file = join(temp, 'state')
    process.env.GITHUB_STATE = file
    saveState(state)
    saveBuilder({ name: 'slipway-beef', folder: '/home/ada/.docker/buildx' })
    expect(readFileSync(file, 'utf8')).toMatch(
      /\nbuilder=slipway-beef\nbuilderFolder=\/home\/ada\/.docker\/buildx\n$/,
    )
    expect(savedBuilder({ STATE_builder: 'slipway-beef', STATE_builderFolder: '/x' })).toEqual({
      name: 'slipway-beef',
      folder: '/x',
    })
  })

  test.each([{}, { STATE_builder: '' }, { STATE_builderFolder: '/x' }])('is none: %j', (env) => {
    expect(savedBuilder(env)).toBeUndefined()
  })
})

describe('the marks by which main and post find each other', () => {
  test('of main', () => {
    expect(markedRunning(temp)).toBeUndefined()
    markRunning(temp, state)
    expect(markedRunning(temp)).toEqual({ pid: 4711, started: '123456' })
  })

  test('of post', () => {
    expect(isEndedAlready(temp)).toBe(false)
    markEnded(temp)
    expect(isEndedAlready(temp)).toBe(true)
  })

  test('are gone after both', () => {
    markRunning(temp, state)
    markEnded(temp)
    removeMarks(temp)
    removeMarks(temp)
    expect(readdirSync(temp)).toEqual([])
  })

  test.each([
    ['run', 'GITHUB_RUN_ID'],
    ['attempt', 'GITHUB_RUN_ATTEMPT'],
    ['job', 'GITHUB_JOB'],
    ['step', 'GITHUB_ACTION'],
  ])('are not those of another %s', (_, name) => {
    markRunning(temp, state)
    markEnded(temp)
    process.env[name] = 'another'
    expect(markedRunning(temp)).toBeUndefined()
    expect(isEndedAlready(temp)).toBe(false)
  })

  test.each(['', '{', 'null', '{"pid": "1", "started": "2"}', '{"pid": 1}'])(
    'are none where they are half written: %j',
    (text) => {
      markRunning(temp, state)
      const [mark = ''] = readdirSync(temp)
      writeFileSync(join(temp, mark), text)
      expect(markedRunning(temp)).toBeUndefined()
    },
  )
})
