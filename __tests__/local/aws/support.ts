import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { pack } from 'tar-stream'
import { type AwsOptions, type LocalAws, type LocalPlace, startAws } from '../../../local/aws/aws.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

export type Keys = Readonly<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }>

export function ecrClient(aws: LocalPlace, credentials: Keys = aws.keys): ECRClient {
  return new ECRClient({ endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 })
}

export function stsClient(aws: LocalPlace, credentials: Keys = aws.keys): STSClient {
  return new STSClient({ endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 })
}

/** Keys of a session of the role `deployer`. */
export async function assume(aws: LocalAws, DurationSeconds = 900): Promise<Keys> {
  const RoleArn = `arn:aws:iam::${aws.account}:role/deployer`
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', DurationSeconds })
  const { Credentials: given } = await stsClient(aws).send(command)
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
}

/** Runs a part of a test with an AWS of its own, which ends also when an expectation fails. */
export async function withAws<T>(options: AwsOptions, run: (aws: LocalAws) => Promise<T>): Promise<T> {
  const aws = await startAws(options)
  try {
    return await run(aws)
  } finally {
    await aws.close()
  }
}

/** What a call was refused with: the exception's name, its message, the HTTP status. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status: number }> {
  try {
    await call
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
    return { name, message, status: $metadata?.httpStatusCode ?? 0 }
  }
  throw new Error('The call was not refused.')
}

export type Registry = (method: string, path: string, init?: RequestInit) => Promise<Response>

/** A registry client that is logged in with these keys, to the registry at `url`. */
export async function logIn(
  aws: LocalPlace,
  credentials: Keys = aws.keys,
  url: string = aws.url,
): Promise<Registry> {
  const answer = await ecrClient(aws, credentials).send(new GetAuthorizationTokenCommand({}))
  const token = answer.authorizationData?.[0]?.authorizationToken
  return (method, path, init = {}) =>
    fetch(`${url}/v2/${path}`, {
      ...init,
      method,
      headers: { ...(init.headers as Record<string, string>), authorization: `Basic ${token}` },
    })
}

export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export async function pushBlob(registry: Registry, repository: string, blob: Buffer): Promise<string> {
  const digest = digestOf(blob)
  const start = await registry('POST', `${repository}/blobs/uploads/`)
  const path = (start.headers.get('location') ?? '').replace(/^\/v2\//, '')
  const end = await registry('PUT', `${path}?digest=${digest}`, { body: new Uint8Array(blob) })
  if (end.status !== 201) throw new Error(`${end.status} ${await end.text()}`)
  return digest
}

export type Layer = Readonly<{ bytes: Buffer; mediaType?: string }>

export const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json'
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json'

/** Uploads the parts of an image and gives its manifest, not put yet. */
export async function uploadImage(
  registry: Registry,
  repository: string,
  layers: readonly Layer[] = [],
  config = '{"architecture":"amd64","os":"linux"}',
): Promise<string> {
  const descriptors = layers.map(({ bytes, mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip' }) => ({
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
  }))
  for (const { bytes } of layers) await pushBlob(registry, repository, bytes)
  const configDigest = await pushBlob(registry, repository, Buffer.from(config))
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: OCI_IMAGE,
    config: { mediaType: OCI_CONFIG, digest: configDigest, size: config.length },
    layers: descriptors,
  })
}

export async function pushManifest(
  registry: Registry,
  repository: string,
  manifest: string,
  reference = digestOf(manifest),
  mediaType = OCI_IMAGE,
): Promise<Response> {
  const headers = { 'content-type': mediaType }
  return registry('PUT', `${repository}/manifests/${reference}`, { body: manifest, headers })
}

export async function pushImage(
  registry: Registry,
  repository: string,
  tag: string | undefined,
  layers: readonly Layer[] = [],
  config?: string,
): Promise<string> {
  const manifest = await uploadImage(registry, repository, layers, config)
  const answer = await pushManifest(registry, repository, manifest, tag)
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return digestOf(manifest)
}

export function indexOf(digests: readonly string[]): string {
  const manifests = digests.map((digest) => ({ mediaType: OCI_IMAGE, digest, size: 1 }))
  return JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests })
}

/** A layer of these files; a name that ends with a slash is a folder. */
export async function tarLayer(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const tar = pack()
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith('/')) tar.entry({ name, type: 'directory' })
    else tar.entry({ name }, content)
  }
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export async function gzipLayer(files: Readonly<Record<string, string>>): Promise<Buffer> {
  return gzipSync(await tarLayer(files))
}
