import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RunOptions, RunResult } from '../../local/github/records.ts'
import { filesWith, formsOf } from '../support/canary.ts'
import { describeWithDocker, root, type Slipway, startSlipway } from '../support/slipway.ts'
import { startSlowServer } from '../support/slow-server.ts'

// Registry passwords, session tokens, secret keys and OIDC tokens are known here to the letter, because local/ handed
// them out. None of them may be found anywhere afterwards, in any form, whatever became of the run.

type Act = Readonly<{ name: string; folder: string; options: Partial<RunOptions> }>

const building = 'building with'
const acts: readonly Act[] = [
  { name: 'a release', folder: 'demo/clean', options: {} },
  { name: 'a release with debug logging', folder: 'demo/clean', options: { debug: true } },
  { name: 'a blocked release', folder: 'demo/vulnerable', options: {} },
  { name: 'a candidate', folder: 'demo/clean', options: { inputs: { push: 'candidate' } } },
  { name: 'a dry run', folder: 'demo/clean', options: { inputs: { 'dry-run': 'true' } } },
  { name: 'a failed build', folder: 'demo/clean', options: { inputs: { target: 'missing' } } },
  {
    name: 'a cancelled build',
    folder: '__tests__/fixtures/slow-build',
    options: { cancel: { whenLog: building, afterMs: 200 } },
  },
  {
    name: 'a killed build',
    folder: '__tests__/fixtures/slow-build',
    options: { kill: { whenLog: building, afterMs: 200 } },
  },
  {
    name: 'a build cancelled in a container job',
    folder: '__tests__/fixtures/slow-build',
    options: { container: true, cancel: { whenLog: building, afterMs: 200 } },
  },
]

describeWithDocker.each(acts)('$name', ({ folder, options }) => {
  let slipway: Slipway
  let result: RunResult
  let secrets: readonly string[]
  let slow: Awaited<ReturnType<typeof startSlowServer>>

  beforeAll(async () => {
    slow = await startSlowServer()
    slipway = await startSlipway(folder)
    const inputs = folder.endsWith('slow-build') ? { 'build-args': `SLOW=${slow.url}` } : {}
    result = await slipway.run({ ...options, inputs: { ...inputs, ...options.inputs } })
    secrets = [...slipway.local.aws.secrets(), ...slipway.local.issuer.secrets()]
  })
  afterAll(async () => {
    await slipway.close()
    await slow.close()
  })

  test('handed out secrets to look for', () => {
    expect(secrets.length).toBeGreaterThan(options.inputs?.['dry-run'] ? 2 : 4)
    expect(secrets.every((secret) => secret.length >= 16)).toBe(true)
  })

  test('leaves none of them in a file, an output, the summary, the state or the environment of later steps', () => {
    const forms = secrets.flatMap(formsOf)
    expect(filesWith(result.root, forms)).toEqual([])
    expect(filesWith(slipway.checkout.folder, forms)).toEqual([])
    const said = JSON.stringify([result.outputs, result.summary, result.state, result.env, result.path])
    expect(forms.filter((form) => said.includes(form))).toEqual([])
  })

  test('shows none of them in the log', () => {
    const forms = secrets.flatMap(formsOf)
    expect(forms.filter((form) => result.log.includes(form))).toEqual([])
    // Before masking: nothing but the masking commands themselves may hold a secret.
    const raw = [result.main.raw, result.post?.raw ?? ''].join('\n').split('\n')
    const open = raw.filter((line) => !line.startsWith('::add-mask::'))
    expect(open.filter((line) => forms.some((form) => line.includes(form)))).toEqual([])
  })

  test('leaves the action itself unchanged', () => {
    expect(filesWith(`${root}/dist`, secrets)).toEqual([])
  })
})
