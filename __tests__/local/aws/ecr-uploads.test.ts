import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  type ECRClient,
  InitiateLayerUploadCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type LocalAws, startAws } from '../../../local/aws/aws.ts'
import { digestOf, ecrClient, refusal } from './support.ts'

const repositoryName = 'app'
const PART = 5 * 1024 * 1024

let aws: LocalAws
let ecr: ECRClient

beforeAll(async () => {
  aws = await startAws()
  aws.createRepository(repositoryName)
  ecr = ecrClient(aws)
})
afterAll(() => aws.close())

const start = async () => (await ecr.send(new InitiateLayerUploadCommand({ repositoryName }))).uploadId
const add = (uploadId: string | undefined, layerPartBlob: Buffer, partFirstByte = 0) =>
  ecr.send(
    new UploadLayerPartCommand({
      repositoryName,
      uploadId,
      partFirstByte,
      partLastByte: partFirstByte + layerPartBlob.length - 1,
      layerPartBlob,
    }),
  )
const complete = (uploadId: string | undefined, digest: string) =>
  ecr.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }))

test('a layer in parts', async () => {
  const [first, second] = [Buffer.alloc(PART, 'a'), Buffer.from('b')]
  const digest = digestOf(Buffer.concat([first, second]))
  const uploadId = await start()
  await add(uploadId, first)
  expect((await add(uploadId, second, PART)).lastByteReceived).toBe(PART)
  expect(await complete(uploadId, digest)).toMatchObject({
    registryId: '123456789012',
    repositoryName,
    uploadId,
    layerDigest: digest,
  })
  const check = new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [digest] })
  expect((await ecr.send(check)).layers).toMatchObject([{ layerSize: PART + 1 }])
})

test('what is refused', async () => {
  const uploadId = await start()
  expect(await refusal(complete(uploadId, digestOf('')))).toMatchObject({ name: 'EmptyUploadException' })
  await add(uploadId, Buffer.from('small'))
  const late = await add(uploadId, Buffer.from('x'), 9).catch((error: unknown) => error)
  expect(late).toMatchObject({ name: 'InvalidLayerPartException', uploadId, lastValidByteReceived: 4 })
  expect(await refusal(complete(uploadId, digestOf('other')))).toMatchObject({
    name: 'InvalidLayerException',
  })
  expect(await refusal(complete(uploadId, 'other'))).toMatchObject({ name: 'InvalidParameterException' })
  await add(uploadId, Buffer.from('x'), 5)
  const parts = complete(uploadId, digestOf('smallx'))
  expect(await refusal(parts)).toMatchObject({ name: 'LayerPartTooSmallException' })
  expect(await refusal(add('none', Buffer.from('x')))).toMatchObject({ name: 'UploadNotFoundException' })
})

test('a layer that is there already', async () => {
  const again = async () => {
    const uploadId = await start()
    await add(uploadId, Buffer.from('twice'))
    return complete(uploadId, digestOf('twice'))
  }
  await again()
  expect(await refusal(again())).toMatchObject({ name: 'LayerAlreadyExistsException' })
})
