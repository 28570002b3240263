const consoles: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
}

/** The page of a service's deployments, by the partition and region that its ARN names; none for other partitions. */
export function consoleUrl(serviceArn: string, cluster: string, service: string): string | undefined {
  const [, partition = '', , region = ''] = serviceArn.split(':')
  const host = consoles[partition]
  if (host === undefined || region === '') return undefined
  const path = ['clusters', cluster, 'services', service, 'deployments'].map(encodeURIComponent).join('/')
  return `https://${region}.${host}/ecs/v2/${path}?region=${region}`
}
