import { expect, test } from '@jest/globals'
import { installedPackages } from '../../../../local/aws/scan/dpkg.ts'

const libcurl = { name: 'libcurl4', version: '7.88.1-10', source: 'curl', sourceVersion: '7.88.1-10' }

test.each([
  [
    'the source package',
    'Package: libcurl4\nStatus: install ok installed\nSource: curl\nVersion: 7.88.1-10',
    [libcurl],
  ],
  [
    "the source's own version",
    'Package: libcurl4\nStatus: install ok installed\nSource: curl (7.88.1-9)\nVersion: 7.88.1-10',
    [{ ...libcurl, sourceVersion: '7.88.1-9' }],
  ],
  [
    'a package that is its own source',
    'Package: bash\nStatus: install ok installed\nVersion: 5.2',
    [{ name: 'bash', version: '5.2', source: 'bash', sourceVersion: '5.2' }],
  ],
  ['a file of status.d', 'Package: libcurl4\nSource: curl\nVersion: 7.88.1-10\n', [libcurl]],
  ['a removed package', 'Package: bash\nStatus: deinstall ok config-files\nVersion: 5.2', []],
  ['a package half installed', 'Package: bash\nStatus: install ok half-installed\nVersion: 5.2', []],
  ['nothing', '', []],
  [
    'long fields',
    'Package: libcurl4\nStatus: install ok installed\nSource: curl\nDescription: easy\n Version: 0\n .\nVersion: 7.88.1-10\n\n\n',
    [libcurl],
  ],
])('%s', (_, status, packages) => {
  expect(installedPackages(status)).toEqual(packages)
})
