import { join } from 'node:path'
import { checkOut } from '../local/checkout.ts'
import { startLocal } from '../local/start.ts'

// The AWS calls of a warm run: the image was released before, so nothing is new and the scan is there already.

const root = process.cwd()
const local = await startLocal({ repositories: ['shop'] })
const checkout = checkOut(join(root, 'demo/clean'))
for (const kind of ['cold', 'warm']) {
  const before = local.aws.requests.length
  const result = await local.run({
    action: root,
    workspace: checkout.folder,
    github: { SHA: checkout.sha },
    inputs: {
      'aws-region': local.aws.region,
      'role-to-assume': local.role,
      repository: 'shop',
      tags: 'type=ref,event=branch\ntype=sha',
    },
  })
  const made = local.aws.requests.slice(before)
  const calls = made.filter(({ service }) => service !== 'registry')
  console.log(
    `\n${kind}: ${result.conclusion} in ${(result.main.ms / 1000).toFixed(1)} s, ${calls.length} AWS calls, ${made.length - calls.length} requests of docker to the registry`,
  )
  for (const { service, operation, status } of calls) console.log(`  ${service}:${operation} ${status}`)
  await result.dispose()
}
checkout.remove()
await local.close()
