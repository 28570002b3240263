import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { actionNode } from '../local/start.ts'

// Time and memory of judging and reporting a very full image, in a process of its own (gate-run.ts): on this machine's
// Node.js for comparison, and on the one that runs the action, which has to keep the budget.

const root = process.cwd()
const own = actionNode(root)
if (own !== process.execPath) measure(process.execPath)
process.exitCode = measure(own)

function measure(node: string): number {
  return spawnSync(node, [join(root, 'build/bench/gate-run.js')], { stdio: 'inherit' }).status ?? 1
}
