import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { digestInMetadata, forgetMetadata, metadataFile } from '../../src/image/metadata.ts'
import { child, source } from '../support/child.ts'
import { givenFolder } from '../support/folder.ts'
import { digest } from '../support/given.ts'

function given(text: string): string {
  const folder = givenFolder()
  writeFileSync(metadataFile(folder), text)
  return folder
}

test('the digest is what buildx wrote, in the private folder', () => {
  const text = JSON.stringify({ 'image.name': 'x', 'containerimage.digest': digest })
  const folder = given(text)
  expect(metadataFile(folder)).toBe(join(folder, 'metadata.json'))
  expect(digestInMetadata(folder)).toEqual({ digest })
})

describe('the digest is not known, and why', () => {
  const none = 'the metadata file of buildx holds no containerimage.digest'

  test.each([
    ['of an empty file', '', 'the metadata file of buildx is not JSON'],
    ['of half a file', '{"containerimage.digest":', 'the metadata file of buildx is not JSON'],
    ['of a file without one', '{"image.name": "x"}', none],
    ['of a file of another shape', '[]', none],
    ['of a text', `"${digest}"`, none],
    ['of null', 'null', none],
    ['of a digest that is none', '{"containerimage.digest": "sha256:abc"}', none],
    ['of a digest that is no text', '{"containerimage.digest": {}}', none],
    ['of a digest with more after it', `{"containerimage.digest": "${digest}\\n"}`, none],
    ['of one that is inherited', `{"__proto__": {"containerimage.digest": "${digest}"}}`, none],
  ])('%s', (_, text, reason) => {
    expect(digestInMetadata(given(text))).toEqual({ digest: undefined, reason })
  })

  test('of no file: a process of its own tells, whose errors are all of one kind', async () => {
    const script = `import { digestInMetadata } from '${source('image/metadata.ts')}'
console.log(JSON.stringify([process.env.NONE, process.env.TORN].map((folder) => digestInMetadata(folder).reason)))`
    const { stdout } = await child(script, { NONE: givenFolder(), TORN: given('{') })
    expect(JSON.parse(stdout)).toEqual([
      'the metadata file of buildx is missing',
      'the metadata file of buildx is not JSON',
    ])
    expect(digestInMetadata(givenFolder()).digest).toBeUndefined()
  })
})

test('what an earlier try wrote is forgotten, and nothing need be there', () => {
  const folder = given(JSON.stringify({ 'containerimage.digest': digest }))
  forgetMetadata(folder)
  expect(digestInMetadata(folder).digest).toBeUndefined()
  expect(() => forgetMetadata(folder)).not.toThrow()
})
