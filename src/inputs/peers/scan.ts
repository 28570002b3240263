import type { Peer } from './answer.ts'

const thisImage =
  'none: the image of this run is scanned, by its digest; the tags that it gets stand in `tags`'
const noIgnoring = 'none: in this version no finding can be ignored'
const fixedPauses =
  'none: the time between two looks at the scan is fixed; `scan-timeout-minutes` is the limit'

/** alexjurkiewicz/ecr-scan-image */
export const ecrScanImage: Peer = {
  repository: 'same',
  tag: thisImage,
  fail_threshold: 'use `severity-threshold`',
  ignore_list: noIgnoring,
  error_missed_ignores: noIgnoring,
}

/** ecperth/check-aws-inspector, with the names of earlier versions */
export const checkAwsInspector: Peer = {
  repository: 'same',
  'registry-id': 'same',
  registryId: 'use `registry-id`',
  'image-tag': thisImage,
  tag: thisImage,
  'image-digest': thisImage,
  'fail-on': 'use `severity-threshold`',
  'fail-severity': 'use `severity-threshold`',
  ignore: noIgnoring,
  timeout: 'use `scan-timeout-minutes`, in minutes',
  'consistency-delay': fixedPauses,
  'initial-delay': fixedPauses,
  'retry-delay': fixedPauses,
  'validation-delay': fixedPauses,
  'max-retries': 'none: what can pass by itself is tried again, until the time limit of the wait',
}

/** vonsteer/ecr-scan-action */
export const ecrScanAction: Peer = {
  repository: 'same',
  tag: thisImage,
  fail_threshold: 'use `severity-threshold`',
  region: 'use `aws-region`',
  ignore_list: noIgnoring,
  pr_comment: 'none: the findings stand in the job summary; nothing is written to pull requests',
  max_retries: fixedPauses,
  retry_delay: fixedPauses,
}

/** epsylabs/action-ecr-scan */
export const actionEcrScan: Peer = {
  name: 'use `builder` for the name of a builder, `repository` for that of a repository',
  tag: thisImage,
  region: 'use `aws-region`',
  fail_threshold: 'use `severity-threshold`',
  ignore_errors: noIgnoring,
}
