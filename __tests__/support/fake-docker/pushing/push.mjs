import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

// `docker buildx build --push` and `imagetools inspect --raw` of one image that has nothing but its labels and what a
// scanner reads. A refusal is told in BuildKit's words. Of the environment:
//   FAKE_DOCKER_CALLS     a file that gets the arguments of every build, one line of JSON each
//   FAKE_DOCKER_GATE      an address that answers when the build may push
//   FAKE_DOCKER_CONTENT   a text that goes into the image, so that another text makes another image
//   FAKE_DOCKER_METADATA  what is written to the metadata file instead of the digest; empty: there is no such file
//   FAKE_DOCKER_PUSHES    `no`: the build ends well, and nothing was pushed

const args = process.argv.slice(2)
const {
  FAKE_DOCKER_CALLS: calls,
  FAKE_DOCKER_GATE: gate,
  FAKE_DOCKER_CONTENT: content,
  FAKE_DOCKER_METADATA: metadata,
  FAKE_DOCKER_PUSHES: pushes,
} = process.env
const valuesOf = (name) => args.flatMap((arg, i) => (arg === name ? [args[i + 1]] : []))

const fixture = new URL('../../../fixtures/e2e-gate/', import.meta.url)
const image = 'application/vnd.oci.image.manifest.v1+json'
const digestOf = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

const reference = args[1] === 'build' ? valuesOf('--tag')[0] : args.at(-1)
const [, host, name, tag] = /^([^/]+)\/([^@]+?)[@:]([^@/]+)$/.exec(reference)
const { auths } = JSON.parse(readFileSync(join(process.env.DOCKER_CONFIG, 'config.json'), 'utf8'))

async function ask(method, path, accepted, init = {}) {
  const url = new URL(path, `http://${host}/v2/${name}/`).href
  const headers = { ...init.headers, authorization: `Basic ${auths[host].auth}` }
  const answer = await fetch(url, { ...init, method, headers }).catch(() => undefined)
  if (answer === undefined) fail(`failed to do request: ${method} "${url}": connection reset by peer`)
  if (accepted.includes(answer.status)) return answer
  const status = `unexpected status from ${method} request to ${url}: ${answer.status} ${answer.statusText}`
  fail(wordsOf(await answer.text()) ?? status)
}

function fail(said) {
  process.stderr.write(`ERROR: failed to build: failed to solve: failed to push ${reference}: ${said}\n`)
  process.exit(1)
}

/** Where the registry has words of its own, they are all that BuildKit's last line tells. */
function wordsOf(body) {
  try {
    const [{ code, message }] = JSON.parse(body).errors
    return `${code.toLowerCase().replaceAll('_', ' ')}: ${message}`
  } catch {
    return undefined
  }
}

async function layer() {
  const tar = pack()
  const mtime = new Date(0)
  tar.entry({ name: 'etc/os-release', mtime }, readFileSync(new URL('os-release', fixture)))
  tar.entry({ name: 'var/lib/dpkg/status', mtime }, readFileSync(new URL('packages/clean', fixture)))
  if (content) tar.entry({ name: 'content', mtime }, content)
  tar.finalize()
  const chunks = []
  for await (const chunk of tar) chunks.push(chunk)
  return gzipSync(Buffer.concat(chunks))
}

async function pushBlob(bytes) {
  const digest = digestOf(bytes)
  const known = await ask('HEAD', `blobs/${digest}`, [200, 404])
  if (known.status === 200) return
  const start = await ask('POST', 'blobs/uploads/', [202])
  const part = await ask('PATCH', start.headers.get('location'), [202], { body: bytes })
  await ask('PUT', `${part.headers.get('location')}?digest=${digest}`, [201])
}

async function build() {
  if (calls) appendFileSync(calls, `${JSON.stringify(args)}\n`)
  if (gate) await fetch(gate)
  const digest = pushes === 'no' ? digestOf('nothing') : await push()
  const text = metadata ?? JSON.stringify({ 'containerimage.digest': digest })
  if (text !== '') writeFileSync(valuesOf('--metadata-file')[0], text)
}

async function push() {
  const labels = valuesOf('--label').map((entry) => entry.split(/=(.*)/s).slice(0, 2))
  const config = { architecture: 'amd64', os: 'linux', config: { Labels: Object.fromEntries(labels) } }
  const parts = [
    ['application/vnd.oci.image.config.v1+json', Buffer.from(JSON.stringify(config))],
    ['application/vnd.oci.image.layer.v1.tar+gzip', await layer()],
  ]
  await ask('HEAD', `manifests/${tag}`, [200, 404], { headers: { accept: image } })
  for (const [, bytes] of parts) await pushBlob(bytes)
  const [first, ...layers] = parts.map(([mediaType, bytes]) => ({
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
  }))
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: image, config: first, layers })
  await ask('PUT', `manifests/${tag}`, [201], { body: manifest, headers: { 'content-type': image } })
  return digestOf(manifest)
}

if (args[1] === 'build') await build()
else process.stdout.write(await (await ask('GET', `manifests/${tag}`, [200])).text())
