import { AwsError } from '../protocol/error.ts'
import type { Input } from '../protocol/json.ts'
import type { World } from '../world.ts'
import { type EncryptionInput, encryptionInput } from './encryption.ts'
import { invalidParameter, oneOf, optionalList, optionalText, requiredList, text } from './input.ts'
import { lifecycleText } from './lifecycle-rules.ts'
import { type Mutability, mutability, mutabilityShape } from './mutability.ts'
import { inRegistry, type Operation, timestamp } from './operation.ts'
import { page } from './page.ts'
import { policyText } from './repository-policies.ts'
import { type Tag, tagsInput } from './tags.ts'

const OCCASIONS = ['PULL_THROUGH_CACHE', 'REPLICATION', 'CREATE_ON_PUSH'] as const
const PREFIX = /^(?:ROOT|(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*\/?)$/

/** What a repository is to be like that ECR makes by itself. */
export type Template = Readonly<{
  prefix: string
  description?: string
  appliedFor: readonly (typeof OCCASIONS)[number][]
  mutability: Mutability
  encryption: EncryptionInput
  resourceTags: readonly Tag[]
  repositoryPolicy?: string
  lifecyclePolicy?: string
  customRoleArn?: string
  createdAt: number
}>

export const templateOperations: Readonly<Record<string, Operation>> = {
  CreateRepositoryCreationTemplate: inRegistry(createTemplate),
  DescribeRepositoryCreationTemplates: inRegistry(describeTemplates),
  DeleteRepositoryCreationTemplate: inRegistry(deleteTemplate),
}

function createTemplate(world: World, input: Input) {
  const template = templateInput(input)
  const { templates } = world.registry
  if (templates.has(template.prefix)) {
    throw new AwsError(
      'TemplateAlreadyExistsException',
      `The repository creation template with prefix '${template.prefix}' already exists in the registry with id '${world.settings.account}'`,
    )
  }
  templates.set(template.prefix, template)
  return { registryId: world.settings.account, repositoryCreationTemplate: shape(template) }
}

function describeTemplates(world: World, input: Input) {
  const prefixes = optionalList<string>(input, 'prefixes', 100)
  const all = [...world.registry.templates.values()]
  const wanted = all.filter(({ prefix }) => prefixes?.includes(prefix) ?? true)
  const { items, ...rest } = page(input, wanted)
  return {
    registryId: world.settings.account,
    repositoryCreationTemplates: items.map(shape),
    ...rest,
  }
}

function deleteTemplate(world: World, input: Input) {
  const prefix = text(input, 'prefix', PREFIX)
  const { templates } = world.registry
  const template = templates.get(prefix)
  if (!template) {
    throw new AwsError(
      'TemplateNotFoundException',
      `The repository creation template with prefix '${prefix}' does not exist in the registry with id '${world.settings.account}'`,
    )
  }
  templates.delete(prefix)
  return { registryId: world.settings.account, repositoryCreationTemplate: shape(template) }
}

function templateInput(input: Input): Template {
  const description = optionalText(input, 'description', /^.{0,256}$/s)
  const policy = optionalText(input, 'repositoryPolicy')
  const lifecycle = optionalText(input, 'lifecyclePolicy')
  const customRoleArn = optionalText(input, 'customRoleArn', /^arn:aws:iam::\d{12}:role\/.+$/)
  return {
    prefix: text(input, 'prefix', PREFIX),
    appliedFor: occasions(input),
    mutability: mutability(input),
    encryption: encryptionInput(input),
    resourceTags: tagsInput(input, 'resourceTags'),
    createdAt: Date.now(),
    ...(description === undefined ? {} : { description }),
    ...(policy === undefined ? {} : { repositoryPolicy: policyText(policy) }),
    ...(lifecycle === undefined ? {} : { lifecyclePolicy: lifecycleText(lifecycle) }),
    ...(customRoleArn === undefined ? {} : { customRoleArn }),
  }
}

function occasions(input: Input): Template['appliedFor'] {
  return requiredList<unknown>(input, 'appliedFor', OCCASIONS.length).map((value) => {
    const known = oneOf({ appliedFor: value }, 'appliedFor', OCCASIONS)
    if (known) return known
    throw invalidParameter('appliedFor', 'must not be null')
  })
}

function shape({ mutability: mutable, encryption, createdAt, ...template }: Template) {
  return {
    ...template,
    ...mutabilityShape(mutable),
    encryptionConfiguration: encryption,
    createdAt: timestamp(createdAt),
    updatedAt: timestamp(createdAt),
  }
}
