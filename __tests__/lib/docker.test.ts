import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { cancelled } from '../../src/errors.ts'
import { docker } from '../../src/lib/docker.ts'
import { failing } from '../support/failure.ts'
import { givenDocker, lives } from '../support/fake-docker.ts'
import { givenFolder } from '../support/folder.ts'

const never = new AbortController().signal

async function until(condition: () => boolean, limitMs = 5_000): Promise<void> {
  for (const began = performance.now(); !condition(); await sleep(10)) {
    if (performance.now() - began > limitMs) throw new Error('It did not come to pass.')
  }
}

describe('a docker that ends', () => {
  test('gives its exit code, what it printed, and every line as it came', async () => {
    const env = givenDocker('printf "out\\r\\nlast"; sleep 0.1; echo err >&2; exit 3')
    const lines: string[] = []
    const result = await docker(['buildx', 'version'], {
      env,
      signal: never,
      onLine: (line) => lines.push(line),
    })
    expect(result).toEqual({
      kind: 'ended',
      exitCode: 3,
      stdout: 'out\nlast\n',
      lines: expect.arrayContaining(['out', 'last', 'err']),
    })
    expect(new Set(lines)).toEqual(new Set(['err', 'last', 'out']))
  })

  test('gets its arguments, and this environment alone', async () => {
    const env = { ...givenDocker('echo "$# <$1> <$2>"; env | sort'), SOME: 'x' }
    process.env.SLIPWAY_STRAY = 'stray'
    const result = await docker(['a b', '$(id)'], { env, signal: never })
    delete process.env.SLIPWAY_STRAY
    expect(result).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2 <a b> <$(id)>\n') })
    expect(result).toMatchObject({ stdout: expect.stringContaining('SOME=x') })
    expect(result).toMatchObject({ stdout: expect.not.stringContaining('stray') })
  })

  test('is ended by a signal of somebody else: not a success', async () => {
    const result = await docker([], { env: givenDocker('kill -9 $$'), signal: never })
    expect(result).toMatchObject({ kind: 'ended', exitCode: 1 })
  })

  test('has nothing on its standard input', async () => {
    const result = await docker([], { env: givenDocker('cat; echo done'), signal: never })
    expect(result).toMatchObject({ stdout: 'done\n' })
  })

  test('says very much: the last lines are kept, and not all of it', async () => {
    const env = givenDocker('i=0; while [ $i -lt 3000 ]; do echo "line $i"; i=$((i+1)); done')
    const result = await docker([], { env, signal: never })
    const lines = result.kind === 'ended' ? result.lines : []
    expect(lines.at(-1)).toBe('line 2999')
    expect(lines.length).toBeLessThanOrEqual(400)
  })
})

test('a machine without docker', async () => {
  expect(await docker([], { env: { PATH: givenFolder() }, signal: never })).toEqual({ kind: 'missing' })
})

describe('a docker that takes too long', () => {
  test('is ended, together with what it started', async () => {
    const env = givenDocker('sleep 60 & echo $! > "$FOLDER/pid"; wait')
    const began = performance.now()
    expect(await docker([], { env, signal: never, limitMs: 300 })).toEqual({ kind: 'too-slow' })
    expect(performance.now() - began).toBeLessThan(5_500)
    expect(lives(Number(readFileSync(join(env.FOLDER, 'pid'), 'utf8')))).toBe(false)
  }, 15_000)
})

describe('a cancelled run', () => {
  /** Starts docker, cancels when it is well on its way, and gives the processes that had been started. */
  async function cancel(script: string) {
    const env = givenDocker(script)
    const controller = new AbortController()
    const running = failing(() => docker([], { env, signal: controller.signal }))
    await until(() => existsSync(join(env.FOLDER, 'ready')))
    const began = performance.now()
    controller.abort(cancelled())
    const failure = await running
    const pids = readFileSync(join(env.FOLDER, 'pids'), 'utf8').trim().split('\n').map(Number)
    return { failure, pids, ms: performance.now() - began }
  }

  const begin = 'echo $$ >> "$FOLDER/pids"'
  const child = 'sh -c \'echo $$ >> "$FOLDER/pids"; sleep 60 & echo $! >> "$FOLDER/pids"; wait\' &'
  const ready = 'sleep 0.3; touch "$FOLDER/ready"; wait'

  test('ends docker with its plugin and what that started', async () => {
    const { failure, pids } = await cancel(`${begin}\n${child}\n${ready}`)
    expect(failure.code).toBe('CANCELLED')
    expect(pids).toHaveLength(3)
    expect(pids.filter(lives)).toEqual([])
  }, 15_000)

  test('ends what does not listen to a polite signal, within the time that the runner leaves', async () => {
    const stubborn = 'trap "" TERM'
    const { failure, pids, ms } = await cancel(`${stubborn}\n${begin}\n${child}\n${ready}`)
    expect(failure.code).toBe('CANCELLED')
    expect(pids.filter(lives)).toEqual([])
    expect(ms).toBeLessThan(6_000)
  }, 15_000)

  test('lets docker say goodbye', async () => {
    const polite = 'trap \'echo bye > "$FOLDER/bye"; exit 1\' TERM'
    const env = givenDocker(`${polite}\ntouch "$FOLDER/ready"\nwhile :; do sleep 0.05; done`)
    const controller = new AbortController()
    const running = failing(() => docker([], { env, signal: controller.signal }))
    await until(() => existsSync(join(env.FOLDER, 'ready')))
    controller.abort(cancelled())
    expect((await running).code).toBe('CANCELLED')
    expect(readFileSync(join(env.FOLDER, 'bye'), 'utf8')).toBe('bye\n')
  }, 15_000)

  test('starts no docker any more', async () => {
    const env = givenDocker('touch "$FOLDER/started"')
    const failure = await failing(() => docker([], { env, signal: AbortSignal.abort(cancelled()) }))
    expect(failure.code).toBe('CANCELLED')
    expect(existsSync(join(env.FOLDER, 'started'))).toBe(false)
  })
})
