import { readFileSync } from 'node:fs'
import { ListTasksCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import { expect, test } from '@jest/globals'
import type { PolicyDocument } from '../../../local/aws/aws.ts'
import { definition, ecsClient } from './ecs-support.ts'
import { assume, refusal, withAws } from './support.ts'

const policy = JSON.parse(readFileSync('docs/policies/deploy.json', 'utf8')) as PolicyDocument
const trust: PolicyDocument = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } }

test('the conditions of the documented deploy policy hold for a deploy, and for nothing else', async () => {
  await withAws({ roles: [{ name: 'deployer', trust, policy }] }, async (aws) => {
    aws.createCluster('production')
    aws.createCluster('staging')
    const ecs = ecsClient(aws, await assume(aws))
    const family = { ...definition(), family: 'shop' }
    await ecs.send(new ListTasksCommand({ cluster: 'production' }))
    await ecs.send(new RegisterTaskDefinitionCommand({ ...family, taskRoleArn: 'shop-task' }))
    expect((await refusal(ecs.send(new ListTasksCommand({ cluster: 'staging' })))).message).toMatch(
      /not authorized to perform: ecs:ListTasks on resource: \* because no identity-based policy allows/,
    )
    expect(
      (await refusal(ecs.send(new RegisterTaskDefinitionCommand({ ...family, taskRoleArn: 'admin' })))).name,
    ).toBe('AccessDeniedException')
  })
})
