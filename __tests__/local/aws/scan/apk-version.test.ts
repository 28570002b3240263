import { expect, test } from '@jest/globals'
import { compareVersions } from '../../../../local/aws/scan/apk-version.ts'

// Each is older than the one behind it. Most pairs are from apk's own list of cases.
test.each([
  ['1.0.4-r3', '1.0.4-r4'],
  ['1.0.4-r9', '1.0.4-r10'],
  ['1.2', '1.2.1'],
  ['1.9.1', '1.10'],
  ['1.1_alpha1', '1.1'],
  ['0.12', '0.13_beta1'],
  ['0.1.0_alpha', '0.1.0_alpha2'],
  ['0.1.0_alpha_pre2', '0.1.0_alpha'],
  ['1.0_alpha', '1.0_beta'],
  ['1.0_beta', '1.0_pre'],
  ['1.0_pre9', '1.0_rc1'],
  ['1.0_rc1', '1.0'],
  ['1.0', '1.0_p1'],
  ['1.0_git20230717', '1.0_p1'],
  ['1.0_p9-r0', '1.0_p10-r0'],
  ['1.2.4_git20230717-r4', '1.2.4_git20230717-r5'],
  ['4.5_p1', '4.5_p1-r1'],
  ['1.2.2', '1.2.2-r1'],
  ['1.3-r0', '1.3.1-r0'],
  ['1.7', '1.7b'],
  ['2.5.1-r8', '2.5.1a-r1'],
  ['2.3.0b-r1', '2.3.0b-r2'],
  ['0.9.28-r2', '0.9.28.1'],
  ['1.06-r6', '1.1'],
  ['1.02.07', '1.02.10-r1'],
  ['0.0.25', '0.17'],
  ['087-r1', '103'],
  ['1.3_pre1-r1', '1.3.2'],
  ['1.0.0_pre20191002222144-r0', '1.0.0_pre20210530193627-r0'],
  ['1.0~1234', '1.0~1235'],
  ['3.1.4-r5', '3.1.7-r0'],
  ['99999999999999999998', '99999999999999999999'],
])('%s is older than %s', (older, newer) => {
  expect(Math.sign(compareVersions(older, newer))).toBe(-1)
  expect(Math.sign(compareVersions(newer, older))).toBe(1)
})

test.each(['1.0', '2.16.1-r3', '0.1.0_alpha', '1.2.4_git20230717-r4', '1.0~abc', '', 'none'])(
  '%s equals itself',
  (version) => {
    expect(compareVersions(version, ` ${version} `)).toBe(0)
  },
)
