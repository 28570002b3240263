import { spawn } from 'node:child_process'

const loader = new URL('./typescript.mjs', import.meta.url).href

/** The address of a source file, for an import in a child's script. */
export function source(path: string): string {
  return new URL(`../../src/${path}`, import.meta.url).href
}

export type Child = Readonly<{ exitCode: number | null; stdout: string; stderr: string }>

/** Runs a script of ESM in a process of its own, with nothing of this process's environment but PATH. */
export function child(script: string, env: Readonly<Record<string, string>> = {}): Promise<Child> {
  const started = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', script], {
    env: { PATH: process.env.PATH, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  started.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  started.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  return new Promise((resolve, reject) => {
    started.once('error', reject)
    started.once('close', (exitCode) => resolve({ exitCode, ...output }))
  })
}
