import { Inspector2Client } from '@aws-sdk/client-inspector2'
import { type AwsSettings, configuration, prepare } from './aws.ts'

/** In a file of its own, since only a gate on enhanced scanning needs it. */
export function inspectorClient(settings: AwsSettings): Inspector2Client {
  return prepare(new Inspector2Client(configuration(settings)), 'inspector2', settings)
}
