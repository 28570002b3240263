import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, test } from '@jest/globals'
import { disposeRuns, run } from './action-folder.ts'

afterEach(disposeRuns)

const grace = { termMs: 400, killMs: 400 }
const cancel = { whenLog: '^ready$' }
const post = `console.log('cleaned after', process.env.STATE_pid)`

/** Main that notes its signals, and ends at the one named. */
const waiting = (last: string) => `
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {
  console.log(name)
  if (name === '${last}') process.exit(1)
})
append('GITHUB_STATE', 'pid=' + process.pid + '\\n')
console.log('ready')
await sleep(20000)`

describe('a cancelled run', () => {
  test('ends by SIGINT', async () => {
    const result = await run({ main: waiting('SIGINT'), post }, { cancel })
    expect(result.conclusion).toBe('cancelled')
    expect(result.main).toMatchObject({ exitCode: 1, signal: null })
    expect(result.main.log).toMatch(/\nready\nSIGINT\n##\[error\]The operation was canceled\.\n$/)
    expect(result.post?.log).toBe(`Post job cleanup.\ncleaned after ${result.pid}\n`)
    expect(result.mainOutlivedPost).toBe(false)
  })

  test('then by SIGTERM', async () => {
    const result = await run(
      { main: waiting('SIGTERM'), post },
      { cancel, grace: { termMs: 400, killMs: 9000 } },
    )
    expect(result.main.log).toContain('ready\nSIGINT\nSIGTERM\n')
    expect(result.main).toMatchObject({ exitCode: 1, signal: null })
  })

  test('then by SIGKILL', async () => {
    const result = await run({ main: waiting('none'), post }, { cancel, grace })
    expect(result.main.log).toContain('ready\nSIGINT\nSIGTERM\n')
    expect(result.main).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
    expect(result.main.ms).toBeGreaterThanOrEqual(800)
    expect(result.conclusion).toBe('cancelled')
  })

  test('before main has done anything', async () => {
    const result = await run({ main: 'await sleep(20000)', post }, { cancel: { afterMs: 0 } })
    expect(result.main).toMatchObject({ exitCode: null, signal: 'SIGINT' })
    expect(result.state).toEqual({})
    expect(result.post?.exitCode).toBe(0)
  })

  test('some time after a line', async () => {
    const result = await run(
      { main: waiting('SIGINT'), post },
      { cancel: { ...cancel, afterMs: 300 }, grace },
    )
    expect(result.main.ms).toBeGreaterThanOrEqual(300)
    expect(result.conclusion).toBe('cancelled')
  })

  test('a main that ended before is not cancelled', async () => {
    const result = await run({ main: '', post }, { cancel: { afterMs: 20_000 }, grace })
    expect(result.conclusion).toBe('success')
  })

  test('only the node process gets the signal', async () => {
    const main = `
const child = spawn('sleep', ['20'], { stdio: 'ignore' })
console.log('ready')
await sleep(20000)`
    const result = await run({ main, post }, { cancel, grace })
    expect(result.orphans).toEqual([{ pid: expect.any(Number), command: 'sleep 20' }])
    expect(result.log).toMatch(/Terminate orphan process: pid \(\d+\) \(sleep 20\)\n$/)
  })
})

describe('in a container job', () => {
  test('main runs on, and post with it', async () => {
    const main = `
process.on('SIGINT', () => console.log('SIGINT'))
append('GITHUB_OUTPUT', 'early=1\\n')
console.log('ready')
await sleep(2500)
append('GITHUB_OUTPUT', 'late=1\\n')
console.log('done')`
    const result = await run({ main, post }, { cancel, grace, container: true })
    expect(result.conclusion).toBe('cancelled')
    expect(result.mainOutlivedPost).toBe(true)
    expect(result.outputs).toEqual({ early: '1' })
    expect(result.main.exitCode).toBe(0)
    expect(result.main.log).toMatch(/canceled\.\ndone\n$/)
    expect(result.main.log).not.toContain('SIGINT')
    expect(result.orphans).toEqual([])
  })

  test('post may end main', async () => {
    const killer = `process.kill(Number(process.env.STATE_pid), 'SIGTERM'); await sleep(500)`
    const result = await run({ main: waiting('SIGTERM'), post: killer }, { cancel, grace, container: true })
    expect(result.mainOutlivedPost).toBe(false)
    expect(result.main.exitCode).toBe(1)
  })
})

test('killed like a power cut; post still runs', async () => {
  const result = await run({ main: waiting('SIGINT'), post }, { kill: cancel })
  expect(result.main).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
  expect(result.conclusion).toBe('failure')
  expect(result.post?.log).toContain('cleaned after')
})

test('a phase that takes too long is killed and named', async () => {
  const pids: number[] = []
  const options = { limitMs: 1500, onMainStart: (pid: number) => pids.push(pid) }
  await expect(run({ main: `console.log('stuck'); await sleep(20000)` }, options)).rejects.toThrow(
    /^main still ran after 1500 ms:.*stuck/s,
  )
  expect(spawnSync('kill', ['-0', String(pids[0])]).status).not.toBe(0)
  await expect(run({ main: '', post: 'await sleep(20000)' }, { limitMs: 1500 })).rejects.toThrow(
    /^post still/,
  )
})

test('a node that does not exist is an error, and leaves nothing running', async () => {
  await expect(run({ main: '' }, { node: '/nowhere/node' })).rejects.toThrow('ENOENT')
})

describe('post', () => {
  test.each([
    ['always()', '', true],
    ['success()', 'process.exit(2)', false],
    ['failure()', 'process.exit(2)', true],
    ['cancelled()', '', false],
  ])('post-if: %s after main `%s`', async (postIf, main, runs) => {
    expect((await run({ main, post, postIf })).post !== undefined).toBe(runs)
  })

  test('can be skipped', async () => {
    expect((await run({ main: '', post }, { skipPost: true })).post).toBeUndefined()
  })

  test('that fails makes the job fail', async () => {
    expect((await run({ main: '', post: 'process.exit(1)' })).conclusion).toBe('failure')
  })
})

test('an exit code other than 0 is a failure', async () => {
  const result = await run({ main: 'process.exit(3)' })
  expect(result).toMatchObject({ conclusion: 'failure', main: { exitCode: 3, signal: null } })
})
