import { quoted } from '../quoted.ts'
import { parseRepository, type RepositoryReference } from '../registry/reference.ts'
import type { WantedSettings } from '../registry/settings.ts'
import { checkAccount } from './account.ts'
import { readSettings } from './new-repository.ts'
import type { Reader } from './reader.ts'

export type RepositoryInputs = Readonly<{
  reference: RepositoryReference
  /** What to make where the repository is missing; undefined where that is an error. */
  create: WantedSettings | undefined
}>

const placeholder: RepositoryReference = {
  kind: 'private',
  name: 'missing',
  host: undefined,
  account: undefined,
  region: undefined,
}

/** @param region the region that this run works in, where it is known */
export function readRepository(reader: Reader, region: string | undefined): RepositoryInputs {
  const account = readAccount(reader)
  const create = readSettings(reader)
  const reference = readReference(reader, region)
  if (reference.kind === 'public') {
    const asked = { 'registry-id': account !== undefined, 'create-repository': create !== undefined }
    for (const [name] of Object.entries(asked).filter(([, isAsked]) => isAsked))
      reader.problem(name, 'has no meaning in ECR Public, where the repository is')
    return { reference, create: undefined }
  }
  if (account !== undefined && reference.account !== undefined && reference.account !== account) {
    reader.problem(
      'registry-id',
      `${quoted(account)} contradicts the account in repository, ${quoted(reference.account)}`,
    )
  }
  return { reference: { ...reference, account: reference.account ?? account }, create }
}

function readReference(reader: Reader, region: string | undefined): RepositoryReference {
  const given = reader.text('repository')
  if (given === undefined) {
    reader.problem('repository', 'not given; it is the name of the ECR repository, or its full URI')
    return placeholder
  }
  const parsed = parseRepository(given)
  if (parsed.kind === 'invalid') {
    reader.problem('repository', `${quoted(given)} ${parsed.reason}`)
    return placeholder
  }
  const { repository } = parsed
  const contradicts = repository.kind === 'private' && repository.region && region
  if (contradicts && repository.region !== region)
    reader.problem(
      'repository',
      `${quoted(given)} is in ${repository.region}, but this run is for ${quoted(region)}`,
    )
  return repository
}

function readAccount(reader: Reader): string | undefined {
  const account = reader.text('registry-id')
  if (account !== undefined) checkAccount(reader, 'registry-id', account)
  return account
}
