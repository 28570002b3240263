import type { ActionError } from '../errors.ts'
import type { TaskDefinition } from './definition.ts'
import { definitionInvalid } from './definition-errors.ts'
import type { ServiceState } from './service.ts'

/**
 * What could never start where the service runs its tasks, found before the build.
 * @returns undefined where nothing speaks against it
 */
export function fits(
  { networkMode, requiresCompatibilities }: TaskDefinition,
  { isFargate }: Pick<ServiceState, 'isFargate'>,
): ((definition: string, service: string) => ActionError) | undefined {
  if (!isFargate) return undefined
  const isOther = Array.isArray(requiresCompatibilities) && requiresCompatibilities.length > 0
  const needs = [
    ...(networkMode === undefined || networkMode === 'awsvpc' ? [] : ['networkMode awsvpc']),
    ...(isOther && !requiresCompatibilities.includes('FARGATE')
      ? ['FARGATE among requiresCompatibilities']
      : []),
  ]
  if (needs.length === 0) return undefined
  return (definition, service) =>
    definitionInvalid(
      definition,
      `cannot run on Fargate, as ${service} does: it needs ${needs.join(' and ')}.`,
    )
}
