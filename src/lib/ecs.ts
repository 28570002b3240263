import { ECSClient } from '@aws-sdk/client-ecs'
import { type AwsSettings, configuration, prepare } from './aws.ts'

/** In a file of its own, so that a run without a deploy does not load it. */
export function ecsClient(settings: AwsSettings): ECSClient {
  return prepare(new ECSClient(configuration(settings)), 'ecs', settings)
}
