import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'

export type Files = ReadonlyMap<string, string>

/** A layer of which nothing can be read, in the words for the scan's status. */
export class UnreadableLayer extends Error {}

const WANTED =
  /^(etc\/os-release|usr\/lib\/os-release|var\/lib\/dpkg\/status|var\/lib\/dpkg\/status\.d\/[^/]+|(usr\/)?lib\/apk\/db\/installed)$/
const OPAQUE = '.wh..wh..opq'

/** The files that a scan looks at, as they are seen after all layers, first to last. */
export async function readLayers(layers: readonly Buffer[]): Promise<Files> {
  let files: Files = new Map()
  for (const layer of layers) files = await applyLayer(files, layer)
  return files
}

async function applyLayer(below: Files, layer: Buffer): Promise<Files> {
  const removed: string[] = []
  const added = new Map<string, string>()
  await eachEntry(layer, (path, entry, content) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const folder = path.slice(0, path.length - name.length)
    if (name === OPAQUE) removed.push(folder)
    else if (name.startsWith('.wh.')) removed.push(folder + name.slice('.wh.'.length))
    else if (entry.type !== 'directory') removed.push(path)
    if (content !== undefined) added.set(path, content)
  })
  // A whiteout hides what lower layers brought, never what stands in its own layer.
  const kept = [...below].filter(([path]) => !removed.some((gone) => hides(gone, path)))
  return new Map([...kept, ...added])
}

function hides(gone: string, path: string): boolean {
  return path === gone || path.startsWith(gone.endsWith('/') || gone === '' ? gone : `${gone}/`)
}

type OnEntry = (path: string, entry: Header, content: string | undefined) => void

async function eachEntry(layer: Buffer, onEntry: OnEntry): Promise<void> {
  if (isZstd(layer)) throw new UnreadableLayer('Layers compressed with zstd are not supported.')
  const tar = extract()
  tar.on('entry', (entry, stream, next) => {
    const path = entry.name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '')
    const wanted = entry.type === 'file' && WANTED.test(path)
    const chunks: unknown[] = []
    stream.on('data', (chunk) => wanted && chunks.push(chunk))
    stream.on('end', () => {
      onEntry(path, entry, wanted ? Buffer.concat(chunks as Buffer[]).toString() : undefined)
      next()
    })
  })
  const source = Readable.from([layer])
  await (isGzip(layer) ? pipeline(source, createGunzip(), tar) : pipeline(source, tar))
}

function isGzip(layer: Buffer): boolean {
  return layer[0] === 0x1f && layer[1] === 0x8b
}

function isZstd(layer: Buffer): boolean {
  return layer.length >= 4 && layer.readUInt32LE(0) === 0xfd2fb528
}
