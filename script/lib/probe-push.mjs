// Builds probe.Dockerfile and pushes it to a registry that lives as long as this process: the one proof that engine,
// buildx and the way to this machine's loopback address work. Silent when it worked.

import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const context = fileURLToPath(new URL('.', import.meta.url))
const dockerfile = join(context, 'probe.Dockerfile')

const registry = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy()) // docker was stopped in the middle
}).listen(0, '127.0.0.1')
registry.on('listening', async () => {
  const image = `127.0.0.1:${registry.address().port}/slipway-probe:latest`
  const build = ['buildx', 'build', '--push', '--provenance=false', '--progress=plain']
  const failure = await docker([...build, '--tag', image, '--file', dockerfile, context])
  if (failure) explain(failure)
  await docker(['image', 'rm', '--force', image]) // the engine keeps a copy of what it pushes
  registry.close()
  registry.closeAllConnections()
})

/** The part of the OCI distribution API that a push needs: {type, body} of blobs, manifests and uploads, by path. */
const stored = new Map()

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://registry')
  const body = await buffer(request)
  const type = request.headers['content-type'] ?? 'application/octet-stream'
  const reply = (status, headers = {}, content = '') => response.writeHead(status, headers).end(content)

  switch (request.method) {
    case 'POST': // an upload begins, under an address of its own
      return reply(202, { Location: `${pathname}${randomUUID()}` })
    case 'PATCH': // the classic image store asks for the range
      stored.set(pathname, { type, body })
      return reply(202, { Location: pathname, Range: `0-${body.length - 1}` })
    case 'PUT': {
      // a blob's upload ends with its digest; a manifest is put under a tag, and asked for by both
      const upload = searchParams.has('digest')
      const digest = searchParams.get('digest') ?? `sha256:${createHash('sha256').update(body).digest('hex')}`
      const content = upload && body.length === 0 ? stored.get(pathname) : { type, body }
      const path = upload ? pathname.replace(/uploads\/.*/, digest) : pathname
      stored.set(path, { ...content, digest }).set(path.replace(/[^/]+$/, digest), { ...content, digest })
      return reply(201, { Location: path, 'Docker-Content-Digest': digest })
    }
    default: {
      if (pathname === '/v2/') return reply(200)
      const found = stored.get(pathname)
      if (!found) return reply(404)
      const { length } = found.body
      const headers = {
        'Content-Type': found.type,
        'Content-Length': length,
        'Docker-Content-Digest': found.digest,
      }
      return reply(200, headers, request.method === 'HEAD' ? '' : found.body)
    }
  }
}

/** What docker said when it failed, else undefined. */
function docker(args) {
  return new Promise((resolve) => {
    execFile('docker', args, { timeout: 60_000 }, (error, _stdout, stderr) =>
      resolve(error ? stderr.trim() || error.message : undefined),
    )
  })
}

function explain(failure) {
  const reason = failure.split('\n').slice(-10).join('\n')
  console.error(`${reason}
script/docker: Docker answers, but cannot build an image and push it to a registry on 127.0.0.1; why stands above. An
engine on another machine or a builder in a container does not reach this machine's 127.0.0.1: try
'docker context use default' and 'docker buildx use default'.`)
  process.exitCode = 1
}
