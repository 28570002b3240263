import { expect, test } from '@jest/globals'
import { computeAnnotations } from '../../src/image/annotations.ts'
import { failing } from '../support/failure.ts'
import { sha } from '../support/given.ts'
import { givenSubject } from '../support/labels.ts'

function annotations(...given: readonly string[]): readonly string[] {
  return computeAnnotations(givenSubject(), given)
}

/** What is added to those that come of themselves. */
function added(...given: readonly string[]): readonly string[] {
  const own = annotations()
  return annotations(...given).filter((one) => !own.includes(one))
}

test('what the labels say, at the manifest', () => {
  expect(annotations()).toEqual([
    'manifest:org.opencontainers.image.created=2026-11-20T08:30:00.000Z',
    'manifest:org.opencontainers.image.description=Sells things',
    'manifest:org.opencontainers.image.licenses=MIT',
    `manifest:org.opencontainers.image.revision=${sha}`,
    'manifest:org.opencontainers.image.source=https://github.com/acme/shop',
    'manifest:org.opencontainers.image.title=shop',
    'manifest:org.opencontainers.image.url=https://github.com/acme/shop',
    'manifest:org.opencontainers.image.version=main',
  ])
})

test.each([
  ['a=b', ['manifest:a=b']],
  ['manifest:a=b', ['manifest:a=b']],
  ['index:a=b', ['index:a=b']],
  ['index,manifest:a=b', ['index:a=b', 'manifest:a=b']],
  ['manifest[linux/amd64]:a=b', ['manifest[linux/amd64]:a=b']],
  ['manifest[linux/amd64],index-descriptor:a=b', ['index-descriptor:a=b', 'manifest[linux/amd64]:a=b']],
  ['manifest-descriptor:a=b', ['manifest-descriptor:a=b']],
  // A colon that belongs to the key.
  ['other:a=b', ['manifest:other:a=b']],
  ['a=index:b', ['manifest:a=index:b']],
  ['index:a={{branch}}-{{sha}}', ['index:a=main-5f3c0e9']],
  ['index:a=one\ntwo', ['index:a=one two']],
  ['index:{{tag}}=x', []],
])('%s', (given, expected) => {
  expect(added(given)).toEqual(expected)
})

test('a given one wins over another of the same level and key, be it a computed one', () => {
  const title = 'org.opencontainers.image.title'
  expect(annotations(`${title}=Shop`, 'a=1', 'index:a=2', 'manifest:a=3')).toEqual([
    'index:a=2',
    'manifest:a=3',
    ...annotations().map((one) => (one.includes(title) ? `manifest:${title}=Shop` : one)),
  ])
  expect(added(`index:${title}=Shop`)).toEqual([`index:${title}=Shop`])
})

test('what is not known is named', async () => {
  const { circumstances } = givenSubject()
  const subject = givenSubject({ circumstances: { ...circumstances, commitTime: undefined } })
  expect(await failing(() => computeAnnotations(subject, ["a={{commit_date 'X'}}"]))).toMatchObject({
    code: 'COMMIT_TIME_UNKNOWN',
    sentence: expect.stringContaining("The annotation 'a={{commit_date 'X'}}' needs"),
  })
})
