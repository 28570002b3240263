import type { Peer } from './answer.ts'
import { buildPush, metadata, setupBuildx } from './build.ts'
import { amazonEcrLogin, configureAwsCredentials, dockerLogin } from './credentials.ts'
import { deployTaskDefinition, renderTaskDefinition } from './deploy.ts'
import { actionEcrScan, checkAwsInspector, ecrScanAction, ecrScanImage, scanners } from './scan.ts'

/** Names from elsewhere that people try. */
const others: Peer = {
  dockerfile: 'use `file`',
  path: 'use `context`',
  role_arn: 'use `role-to-assume`',
  'role-arn': 'use `role-to-assume`',
  image_tag: 'none: the image of this run is scanned, by its digest; the tags that it gets stand in `tags`',
  'fail-threshold': 'use `severity-threshold`',
  'tag-names': 'none: it is an output of Slipway',
}

/** Every action that Slipway replaces, in the order of a workflow. docs/migrating.md shows the same rows. */
export const replaced: Readonly<Record<string, Peer>> = {
  'aws-actions/configure-aws-credentials': configureAwsCredentials,
  'aws-actions/amazon-ecr-login': amazonEcrLogin,
  'docker/login-action': dockerLogin,
  'docker/metadata-action': metadata,
  'docker/setup-buildx-action': setupBuildx,
  'docker/build-push-action': buildPush,
  'alexjurkiewicz/ecr-scan-image': ecrScanImage,
  'ecperth/check-aws-inspector': checkAwsInspector,
  'vonsteer/ecr-scan-action': ecrScanAction,
  'epsylabs/action-ecr-scan': actionEcrScan,
  'aws-actions/amazon-ecs-render-task-definition': renderTaskDefinition,
  'aws-actions/amazon-ecs-deploy-task-definition': deployTaskDefinition,
  'Names of scanners': scanners,
  'Other names': others,
}
