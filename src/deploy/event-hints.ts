import { firstHint, type Rule } from './hint-rule.ts'

// What to do next, by what the events of a service say, or the service deployment of itself.

const placing = 'No instance of the cluster can take a task:'

const eventRules: readonly Rule[] = [
  [
    /vCPUs? you can run|number of vCPUs|vCPU (quota|limit)/i,
    'Fargate runs no more for this account: raise the quota of vCPUs in Service Quotas, or stop what is not needed.',
  ],
  [
    /capacity is unavailable/i,
    'AWS has no Fargate capacity for these tasks now: run the job again later, or give the service subnets in more zones.',
  ],
  [
    /insufficient memory|RESOURCE:MEMORY/i,
    `${placing} too little memory is free. Add instances, or ask for less memory.`,
  ],
  [
    /insufficient CPU|RESOURCE:CPU/i,
    `${placing} too little CPU is free. Add instances, or ask for less CPU.`,
  ],
  [/RESOURCE:GPU|insufficient GPU/i, `${placing} no GPU is free. Add instances with one, or ask for none.`],
  [
    /RESOURCE:ENI/i,
    `${placing} no network interface is free. Add instances, or use larger ones (or ENI trunking).`,
  ],
  [
    /RESOURCE:PORTS|already using a port/i,
    `${placing} a host port is taken. Use dynamic host ports or awsvpc, or add instances.`,
  ],
  [
    /missing an attribute|ATTRIBUTE/,
    `${placing} an attribute of the task definition is missing. Check its platform, drivers and placement constraints.`,
  ],
  [
    /No Container Instances were found/i,
    `${placing} there is none. Add instances, or use another capacity provider.`,
  ],
  [
    /unable to place a task/i,
    `${placing} check their free memory, CPU and ports, and the placement constraints.`,
  ],
  [
    /unable to assume (the )?role|AssumeRole/i,
    'ECS could not use a role of the service: check that it is there, and its trust policy.',
  ],
  [
    /unhealthy in |ELB health check/i,
    'The new tasks run, but their health check fails: check its path, port, time limits and start period.',
  ],
  [
    /throttl|Rate exceeded/i,
    'ECS was throttled by another service of AWS: run the job again when less is deployed at once.',
  ],
  [
    /invalid networking configuration/i,
    'Check the target groups, listeners and listener rules that the service names.',
  ],
  [/./, 'The events of the service say more.'],
]

export function hintForEvent(event: string): string {
  return firstHint(eventRules, event)
}

const signRules: readonly Rule[] = [
  [
    /\balarms? .*went off/,
    'The new tasks ran, but an alarm went off: see its metric, and the logs of the service, for the time of the rollout.',
  ],
  [
    /lifecycle hook|hook\(s\)/,
    'A hook of the service said no, or did not answer: see the log of its function.',
  ],
  [
    /^the pause /,
    'Nobody said in time that the deployment may go on: deploy again, and answer the hook with ContinueServiceDeployment.',
  ],
  [
    /invalid networking configuration/i,
    'Check the target groups, listeners and listener rules that the service names.',
  ],
  [/./, 'The events of the service say more.'],
]

export function hintForSign(sign: string): string {
  return firstHint(signRules, sign)
}
