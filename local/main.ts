import { parseArgs } from 'node:util'
import { type Local, startLocal } from './start.ts'

// The process behind `npm run local`: AWS, and GitHub's token endpoint and API on loopback, until it is told to end.

type Flags = Readonly<{ port: number; pace: number; repository: readonly string[] }>

try {
  const flags = readFlags()
  const { port, pace, repository } = flags
  const local = await startLocal({ pace, aws: { port }, repositories: repository })
  for (const name of repository) local.aws.createService({ name, taskDefinition: placeholder(name) })
  process.stdout.write(directions(local, flags))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(local))
} catch (error) {
  process.stderr.write(`script/local: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}

async function end(local: Local): Promise<void> {
  await local.close()
  process.exit(0)
}

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      pace: { type: 'string', default: '1' },
      repository: { type: 'string', multiple: true, default: ['demo'] },
    },
  })
  return { port: Number(values.port), pace: Number(values.pace), repository: values.repository }
}

// What such a service runs before its first release: an image of elsewhere, which counts as there.
function placeholder(family: string) {
  return { family, containerDefinitions: [{ name: 'app', image: 'placeholder:1' }] }
}

function directions({ aws, issuer, api, role }: Local, { pace, repository }: Flags): string {
  return `Slipway's local AWS is running; Ctrl-C ends it, and everything in it is gone then.

  AWS endpoint   ${aws.url}   (sts, ecr, inspector2, ecs; account ${aws.account}, region ${aws.region}, pace ${pace})
  registry       ${aws.host}
  repositories   ${repository.join(', ')}
  ECS services   ${repository.join(', ')}   (cluster default, container app)
  OIDC issuer    ${issuer.issuer}
  GitHub API     ${api.url}   (repository acme/shop)
  role           ${role}   (any token of the issuer may assume it)

AWS CLI and SDKs, as administrator:

  export AWS_ENDPOINT_URL=${aws.url} AWS_REGION=${aws.region}
  export AWS_ACCESS_KEY_ID=${aws.keys.accessKeyId} AWS_SECRET_ACCESS_KEY=${aws.keys.secretAccessKey}
  aws --endpoint-url ${aws.url} ecr describe-images --repository-name ${repository[0]}
  aws --endpoint-url ${aws.url} ecs describe-services --services ${repository[0]}

Docker:

  aws --endpoint-url ${aws.url} ecr get-login-password | docker login --username AWS --password-stdin ${aws.host}
  docker buildx build --push --tag ${aws.host}/${repository[0]}:trial .

An action in a job that may ask for OIDC tokens:

  export ACTIONS_ID_TOKEN_REQUEST_URL='${issuer.tokenUrl}'
  export ACTIONS_ID_TOKEN_REQUEST_TOKEN=${issuer.requestToken}
  export GITHUB_API_URL=${api.url}   # its token: ${api.token}
`
}
