import { expect, test } from '@jest/globals'
import { installedPackages } from '../../../../local/aws/scan/apk.ts'

const libcrypto = {
  name: 'libcrypto3',
  version: '3.1.4-r4',
  architecture: 'x86_64',
  source: 'openssl',
  sourceVersion: '3.1.4-r4',
}
const STANZA = 'C:Q1abc=\nP:libcrypto3\nV:3.1.4-r4\nA:x86_64\no:openssl\n'

test.each([
  ['a package and what it was built from', STANZA, [libcrypto]],
  ['a package that is its own origin', 'P:musl\nV:1.2.4-r2\n', [expect.objectContaining({ source: 'musl' })]],
  [
    'the files of a package, which are no packages',
    `${STANZA}F:lib\nR:libcrypto.so.3\na:0:0:755\nZ:Q1=\n`,
    [libcrypto],
  ],
  [
    'two packages',
    `${STANZA}\n${STANZA.replace('libcrypto3', 'libssl3')}`,
    [libcrypto, { ...libcrypto, name: 'libssl3' }],
  ],
  ['a stanza without a version', 'P:musl\n', []],
  ['nothing', '', []],
])('%s', (_, database, packages) => {
  expect(installedPackages(database)).toEqual(packages)
})
