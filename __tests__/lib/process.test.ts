import { type ChildProcess, spawn } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { isRunning, startTimeOf } from '../../src/lib/process.ts'
import { givenFolder } from '../support/folder.ts'

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function start(command: string): Promise<Readonly<{ pid: number; end: () => Promise<void> }>> {
  const child = spawn(command, ['60'], { stdio: 'ignore' })
  children.push(child)
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  const end = () =>
    new Promise<void>((resolve) => {
      child.once('close', () => resolve())
      child.kill('SIGKILL')
    })
  return { pid: child.pid ?? 0, end }
}

describe('a process is known by its pid together with its start', () => {
  test('while it runs', async () => {
    const { pid } = await start('sleep')
    const started = startTimeOf(pid)
    expect(started).toMatch(/\S/)
    expect(startTimeOf(pid)).toBe(started)
    expect(isRunning(pid, started ?? '')).toBe(true)
  })

  test('no longer when it has ended', async () => {
    const { pid, end } = await start('sleep')
    const started = startTimeOf(pid) ?? ''
    await end()
    expect(startTimeOf(pid)).toBeUndefined()
    expect(isRunning(pid, started)).toBe(false)
  })

  test('not another one that got its pid', async () => {
    const { pid } = await start('sleep')
    expect(isRunning(pid, '1')).toBe(false)
    expect(isRunning(pid, '')).toBe(false)
  })

  test('also under a name that looks like something else', async () => {
    const odd = join(givenFolder(), 'a) R 1 (b')
    symlinkSync('/bin/sleep', odd)
    const [{ pid }, plain] = [await start(odd), await start('sleep')]
    expect(Math.abs(Number(startTimeOf(pid)) - Number(startTimeOf(plain.pid)))).toBeLessThan(500)
  })

  test('this very one', () => {
    expect(isRunning(process.pid, startTimeOf(process.pid) ?? '')).toBe(true)
  })

  test('none', () => {
    expect(startTimeOf(2 ** 30)).toBeUndefined()
    expect(isRunning(2 ** 30, '')).toBe(false)
  })
})
