import { ECRPUBLICClient } from '@aws-sdk/client-ecr-public'
import { type AwsSettings, configuration, prepare } from './aws.ts'

/** In a file of its own, since few runs need it. Its API is in us-east-1, wherever the run is at home. */
export function ecrPublicClient(settings: Omit<AwsSettings, 'region'>): ECRPUBLICClient {
  const inHome = { ...settings, region: 'us-east-1' }
  return prepare(new ECRPUBLICClient(configuration(inHome)), 'ecr-public', inHome)
}
