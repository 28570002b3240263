import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { type AwsSettings, configuration, prepare } from './aws.ts'

/**
 * In a file of its own, since only a rollout that went wrong needs it.
 * @param region where the containers write to, which may be another one than the service's
 */
export function logsClient(settings: AwsSettings, region: string): CloudWatchLogsClient {
  const there = { ...settings, region }
  return prepare(new CloudWatchLogsClient(configuration(there)), 'logs', there)
}
