import { spawnSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'

function run(command: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } })
}

const withClient = run('docker', ['--version']).status === 0 ? test : test.skip
const withEngine = run('docker', ['version']).status === 0 ? test : test.skip

describe('script/docker', () => {
  test('names its arguments when it gets others', () => {
    const { status, stderr, stdout } = run('script/docker', ['--store', 'overlay2'])
    expect(status).toBe(2)
    expect(stderr).toBe('usage: script/docker [--store classic|containerd]\n')
    expect(stdout).toBe('')
  })

  withClient('starts nothing for a client that looks elsewhere', () => {
    const { status, stderr } = run('script/docker', [], { DOCKER_HOST: 'tcp://127.0.0.1:1' })
    expect(status).toBe(3)
    expect(stderr).toMatch(/^script\/docker: No engine answers at tcp:\/\/127\.0\.0\.1:1, .+\n$/)
  })

  withEngine('says nothing where all is well', () => {
    const { status, stderr, stdout } = run('script/docker')
    expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: '' })
  })

  for (const store of ['classic', 'containerd']) {
    withEngine(
      `finds or starts an engine with the ${store} image store, or says why not`,
      () => {
        const { status, stderr, stdout } = run('script/docker', ['--store', store])
        if (status === 3) {
          expect(stderr).toMatch(/^script\/docker --store .+\.\n$/)
          return
        }
        expect(stdout).toMatch(/^DOCKER_HOST=\S+\n$/)
        const driver = run('docker', ['info', '--format', '{{.DriverStatus}}'], {
          DOCKER_HOST: stdout.trim().replace('DOCKER_HOST=', ''),
        })
        expect(driver.stdout.includes('io.containerd.snapshotter')).toBe(store === 'containerd')
      },
      60_000,
    )
  }
})
