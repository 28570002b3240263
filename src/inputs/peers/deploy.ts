import type { Peer } from './answer.ts'

const reference = 'use `task-definition`, which takes a family, a revision or an ARN too'
const noTasks = 'none: in this version Slipway runs no one-off tasks'
const noCodeDeploy = 'none: in this version services of CodeDeploy are refused'
const onlyDefinition =
  'none: Slipway changes the task definition and the number of tasks, and leaves all else as it is'

/** aws-actions/amazon-ecs-render-task-definition */
export const renderTaskDefinition: Peer = {
  'task-definition': 'same; left out it is what the service runs',
  'task-definition-arn': reference,
  'task-definition-family': reference,
  'task-definition-revision': reference,
  'container-name': 'same; one name, and left out the only container. `containers` edits several',
  image:
    'same; but leave it out: the image of this run goes in, by digest. Here it releases one without a build',
  'environment-variables': 'same; and `-KEY` removes one',
  secrets: 'same; but here they are secrets of the build. Those of a container are `task-secrets`',
  'env-files': 'same',
  'log-configuration-log-driver': 'use `log-driver`',
  'log-configuration-options': 'use `log-options`',
  'docker-labels': 'same; they are added to those of the container, and `-KEY` removes one',
  command: 'same; but a JSON array of texts, such as `["node", "server.js"]`',
  'task-role-arn': 'same',
  'execution-role-arn': 'same',
}

/** aws-actions/amazon-ecs-deploy-task-definition */
export const deployTaskDefinition: Peer = {
  'task-definition': 'same; left out it is what the service runs',
  'desired-count': 'same',
  service: 'same; one or several',
  cluster: 'same',
  'wait-for-service-stability': 'use `wait`',
  'wait-for-minutes': 'use `deploy-timeout-minutes`',
  'wait-max-delay-seconds': 'none: Slipway looks every 5 to 15 seconds',
  'codedeploy-appspec': 'same',
  'codedeploy-application': 'same',
  'codedeploy-deployment-group': 'same',
  'codedeploy-deployment-description': noCodeDeploy,
  'codedeploy-deployment-config': noCodeDeploy,
  'force-new-deployment': 'same',
  'service-managed-ebs-volume-name': onlyDefinition,
  'service-managed-ebs-volume': onlyDefinition,
  'run-task': noTasks,
  'run-task-container-overrides': noTasks,
  'run-task-security-groups': noTasks,
  'run-task-subnets': noTasks,
  'run-task-assign-public-IP': noTasks,
  'run-task-capacity-provider-strategy': noTasks,
  'run-task-launch-type': noTasks,
  'run-task-started-by': noTasks,
  'run-task-tags': noTasks,
  'run-task-managed-ebs-volume-name': noTasks,
  'run-task-managed-ebs-volume': noTasks,
  'wait-for-task-stopped': noTasks,
  'enable-ecs-managed-tags': onlyDefinition,
  'propagate-tags': onlyDefinition,
  'keep-null-value-keys': 'none: nulls in a file are left out, and everything else is kept, empty values too',
  'max-retries': 'none: what can pass by itself is tried again, until the time limit of the wait',
}
