import { authorize, type Principal } from '../iam/authorize.ts'
import { jsonService } from '../json-service.ts'
import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { Service } from '../service.ts'
import type { World } from '../world.ts'
import { getLogEvents, streamArn } from './events.ts'

/** CloudWatch Logs: what the containers of services have written by the driver awslogs. */
export function logsService(world: World): Service {
  return jsonService(world, { name: 'logs', target: 'Logs_20140328.', run })
}

function run(world: World, principal: Principal, name: string, input: Input): unknown {
  if (name !== 'GetLogEvents')
    throw new AwsError('UnknownOperationException', `The operation ${name} is not known`)
  authorize(principal, 'logs:GetLogEvents', streamArn(world, input))
  return getLogEvents(world, input)
}
