import { beforeAll, expect, test } from '@jest/globals'
import type { LocalAws, TargetHealth } from '../../../local/aws/aws.ts'
import { awsCli, client } from '../../support/client.ts'
import { assume, type Keys, withAws } from './support.ts'

// Load balancers tell of the targets in their groups, in the query protocol: the AWS CLI is the client.

const group = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef'

let cli: string
beforeAll(async () => {
  cli = await awsCli()
})

async function health(aws: LocalAws, keys: Keys = aws.keys, targetGroup = group) {
  const env = {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
  }
  const call = ['elbv2', 'describe-target-health', '--target-group-arn', targetGroup]
  const options = ['--endpoint-url', aws.url, '--output', 'json']
  return JSON.parse(await client(cli, [...options, ...call], { env })) as unknown
}

const unhealthy: TargetHealth = {
  ...({ id: '10.0.0.7', port: 8080, state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' } as const),
  description: 'Health checks failed with these codes: [503] & "no more"',
}

test('the health of targets is told by group', async () => {
  await withAws({}, async (aws) => {
    aws.setTargetHealth(group, [unhealthy, { id: '10.0.0.8', state: 'healthy' }])
    expect(await health(aws)).toEqual({
      TargetHealthDescriptions: [
        {
          HealthCheckPort: '8080',
          Target: { Id: '10.0.0.7', Port: 8080 },
          TargetHealth: {
            State: 'unhealthy',
            Reason: 'Target.ResponseCodeMismatch',
            Description: unhealthy.description,
          },
        },
        { HealthCheckPort: '80', Target: { Id: '10.0.0.8', Port: 80 }, TargetHealth: { State: 'healthy' } },
      ],
    })
    aws.setTargetHealth(group, [])
    expect(await health(aws)).toEqual({ TargetHealthDescriptions: [] })
    const [first] = aws.requests
    expect(first).toMatchObject({
      service: 'elasticloadbalancing',
      operation: 'DescribeTargetHealth',
      status: 200,
    })
  })
})

test('of a group that is not there, or without the permission, nothing is', async () => {
  const trust = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } } as const
  const policy = {
    Statement: { Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: group },
  } as const
  await withAws({ roles: [{ name: 'deployer', trust, policy }] }, async (aws) => {
    aws.setTargetHealth(group, [unhealthy])
    await expect(health(aws, aws.keys, `${group}0`)).rejects.toThrow('TargetGroupNotFound')
    // AWS grants this action on everything or not at all.
    await expect(health(aws, await assume(aws))).rejects.toThrow('AccessDenied')
  })
})
