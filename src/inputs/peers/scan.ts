import type { Peer } from './answer.ts'

const thisImage =
  'none: the image of this run is scanned, by its digest; the tags that it gets stand in `tags`'
const ignoring = 'use `ignore-file`: its entries have a reason and can have an end'
const ownPauses =
  'none: how often the scan is looked at follows from how long it takes; `scan-timeout-minutes` is the limit'
const twoReads = 'none: Slipway itself waits until enhanced findings hold still'

/** alexjurkiewicz/ecr-scan-image */
export const ecrScanImage: Peer = {
  repository: 'same',
  tag: thisImage,
  fail_threshold: 'use `severity-threshold`',
  ignore_list: ignoring,
  error_missed_ignores: 'none: an entry of an ignore file that matches nothing is a notice',
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
  ignore: ignoring,
  timeout: 'use `scan-timeout-minutes`, in minutes',
  'consistency-delay': twoReads,
  'initial-delay': ownPauses,
  'retry-delay': ownPauses,
  'validation-delay': twoReads,
  'max-retries': 'none: what can pass by itself is tried again, until the time limit of the wait',
}

/** vonsteer/ecr-scan-action */
export const ecrScanAction: Peer = {
  repository: 'same',
  tag: thisImage,
  fail_threshold: 'use `severity-threshold`',
  region: 'use `aws-region`',
  ignore_list: ignoring,
  pr_comment: 'none: the findings stand in the job summary; nothing is written to pull requests',
  max_retries: ownPauses,
  retry_delay: ownPauses,
}

/** epsylabs/action-ecr-scan */
export const actionEcrScan: Peer = {
  name: 'use `builder` for the name of a builder, `repository` for that of a repository',
  tag: thisImage,
  region: 'use `aws-region`',
  fail_threshold: 'use `severity-threshold`',
  ignore_errors: ignoring,
}

const tools = 'none: ECR or Inspector scans; no scanner or database is downloaded'
const allowed = 'use `max-findings`, which says how many are allowed: a threshold of 1 is `high=0`'
const noVex = 'none: VEX documents are not read; use `ignore-file`'

/** What scanners that are actions themselves call it: Trivy, Grype, Scout and the SBOM scan of Inspector. */
export const scanners: Peer = {
  severity: 'use `severity-threshold`, one word: the lowest severity that blocks',
  'severity-cutoff': 'use `severity-threshold`',
  'exit-code': 'use `gate: enforce`, which is the default, or `gate: report`, which blocks nothing',
  'fail-build': 'use `gate: enforce`, which is the default, or `gate: report`, which blocks nothing',
  critical_threshold: allowed,
  high_threshold: allowed,
  medium_threshold: allowed,
  low_threshold: allowed,
  'ignore-unfixed': 'use `only-fixable`',
  'only-fixed': 'use `only-fixable`',
  threshold_fixable_only: 'use `only-fixable`',
  'only-cisa-kev': 'use `fail-on-known-exploited`, which adds to `severity-threshold`',
  trivyignores: 'use `ignore-file`, which takes .trivyignore.yaml, but not the plain text form',
  ignore_findings: ignoring,
  vex: noVex,
  'vex-location': noVex,
  to: 'use `baseline`, as in `tag:main`',
  'to-latest': 'use `baseline`, as in `tag:latest`',
  'to-env': 'use `baseline: deployed`',
  'image-ref': thisImage,
  artifact_path: thisImage,
  'output-format': 'use `sarif-file`, and `report-file` for JSON',
  format: 'use `sarif-file`, and `report-file` for JSON',
  output: 'use `sarif-file`, and `report-file` for JSON',
  'limit-severities-for-sarif': 'none: the gate never changes what is reported',
  'ignore-policy': 'none: no policy language; use `ignore-file`',
  'cache-db': tools,
  'skip-setup-trivy': tools,
  'write-comment': 'none: the findings stand in the job summary; nothing is written to pull requests',
}
