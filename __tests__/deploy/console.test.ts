import { expect, test } from '@jest/globals'
import { consoleUrl } from '../../src/deploy/console.ts'

const hosts: readonly (readonly [partition: string, region: string, host: string])[] = [
  ['aws', 'eu-west-1', 'eu-west-1.console.aws.amazon.com'],
  ['aws-cn', 'cn-north-1', 'cn-north-1.console.amazonaws.cn'],
  ['aws-us-gov', 'us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
  ['aws-eusc', 'eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
]

test.each(hosts)('in %s, %s', (partition, region, host) => {
  const arn = `arn:${partition}:ecs:${region}:123456789012:service/demo/shop`
  expect(consoleUrl(arn, 'demo', 'shop')).toBe(
    `https://${host}/ecs/v2/clusters/demo/services/shop/deployments?region=${region}`,
  )
})

test.each([
  'arn:aws-iso:ecs:us-iso-east-1:123456789012:service/demo/shop',
  'arn:aws-future:ecs:moon-1:123456789012:service/demo/shop',
  'arn:aws:ecs::123456789012:service/demo/shop',
  'shop',
  '',
])("nowhere for '%s'", (arn) => {
  expect(consoleUrl(arn, 'demo', 'shop')).toBeUndefined()
})
