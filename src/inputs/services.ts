import { quoted } from '../quoted.ts'
import type { Reader } from './reader.ts'

/** Where services are. */
export type ServicesInputs = Readonly<{
  cluster: string
  /** Names, each once; none where the input is not given. */
  services: readonly string[]
  /** The account that an ARN of service or cluster names. */
  account: string | undefined
}>

type Place = Readonly<{ region: string; account: string; cluster: string | undefined; name: string }>

/** Reads cluster and services, each by its name or its ARN. ARNs must agree with each other and with the region. */
export function readServices(reader: Reader): ServicesInputs {
  const cluster = readCluster(reader)
  const given = reader.list('service').flatMap((text) => readService(reader, text))
  const [first] = given.flatMap((one) => one.cluster ?? [])
  const name = cluster?.name ?? first ?? 'default'
  for (const one of given)
    if (one.cluster !== undefined && one.cluster !== name)
      reader.problem(
        'service',
        `${quoted(one.name)} is in the cluster ${quoted(one.cluster)}, and not in ${quoted(name)}`,
      )
  const places = [...(cluster === undefined ? [] : [cluster]), ...given]
  const account = readAccount(reader, places)
  checkRegion(reader, places)
  return { cluster: name, services: [...new Set(given.map((one) => one.name))], account }
}

const name = '[A-Za-z0-9_-]{1,255}'
const arn = (kind: string, path: string) =>
  new RegExp(`^arn:aws[a-z-]*:ecs:([a-z0-9-]+):(\\d{12}):${kind}/${path}$`)
const clusterArn = arn('cluster', `(${name})`)
/** Services that are older than 2018 may have an ARN without their cluster. */
const serviceArn = arn('service', `(?:(${name})/)?(${name})`)
const plainName = new RegExp(`^${name}$`)

function readCluster(reader: Reader): Place | undefined {
  const given = reader.text('cluster')
  if (given === undefined) return undefined
  const [, region = '', account = '', ofArn] = clusterArn.exec(given) ?? []
  if (ofArn === undefined && !plainName.test(given)) reader.problem('cluster', notOne(given, 'cluster/prod'))
  return { region, account, cluster: undefined, name: ofArn ?? given }
}

function readService(reader: Reader, given: string): readonly Place[] {
  const [, region = '', account = '', cluster, ofArn] = serviceArn.exec(given) ?? []
  if (ofArn === undefined && !plainName.test(given))
    reader.problem('service', notOne(given, 'service/prod/shop'))
  return [{ region, account, cluster, name: ofArn ?? given }]
}

function notOne(given: string, example: string): string {
  return given.startsWith('arn:')
    ? `${quoted(given)} is not an ARN such as arn:aws:ecs:eu-west-1:123456789012:${example}`
    : `${quoted(given)} is not one name of letters, digits, hyphens and underscores`
}

function readAccount(reader: Reader, places: readonly Place[]): string | undefined {
  const [account, ...others] = new Set(places.map((one) => one.account).filter((one) => one !== ''))
  if (others.length > 0) reader.problem('service', 'the ARNs of services and cluster name different accounts')
  return account
}

/** Names are looked for in one region, and there may be the same ones in another. */
function checkRegion(reader: Reader, places: readonly Place[]): void {
  const region =
    reader.text('deploy-region') ??
    reader.text('aws-region') ??
    (reader.environment('AWS_REGION') || reader.environment('AWS_DEFAULT_REGION'))
  const other = places.find((one) => one.region !== '' && region && one.region !== region)
  if (other !== undefined && region)
    reader.problem(
      'service',
      `an ARN names the region ${quoted(other.region)}, and the deploy goes to ${quoted(region)}: see deploy-region`,
    )
}
