import { quoted } from '../quoted.ts'
import { parseRepository, type RepositoryReference } from '../registry/reference.ts'
import type { Reader } from './reader.ts'

export type RepositoryInputs = RepositoryReference

const placeholder: RepositoryReference = {
  name: 'missing',
  host: undefined,
  account: undefined,
  region: undefined,
}

/** @param region the region that this run works in, where it is known */
export function readRepository(reader: Reader, region: string | undefined): RepositoryInputs {
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
  if (region !== undefined && parsed.repository.region !== undefined && parsed.repository.region !== region) {
    reader.problem(
      'repository',
      `${quoted(given)} is in ${parsed.repository.region}, but this run is for ${quoted(region)}`,
    )
  }
  return parsed.repository
}
