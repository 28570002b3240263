import { invalidParameter } from './input.ts'

type Fields = Readonly<Record<string, unknown>>

const RULE = { required: ['action', 'rulePriority', 'selection'], optional: ['description'] }
const ACTION = { required: ['type'], optional: [] }
const SELECTION = {
  required: ['countNumber', 'countType', 'tagStatus'],
  optional: ['countUnit', 'tagPatternList', 'tagPrefixList'],
}

/** The text of a lifecycle policy as ECR keeps it, when its rules are in order. */
export function lifecycleText(given: string): string {
  const policy = parsed(given)
  if (!policy) throw invalid('Could not map policyString into LifecyclePolicy.')
  const { rules } = checked(policy, { required: ['rules'], optional: [] })
  if (!Array.isArray(rules) || rules.length === 0) throw missing(['rules'])
  const selections = rules.map((rule: unknown) => checkRule(fields(rule)))
  checkTogether(rules as readonly Fields[], selections)
  return JSON.stringify(policy)
}

function checkRule(rule: Fields): Fields {
  const { rulePriority, selection, action } = checked(rule, RULE)
  atLeastOne(rulePriority)
  among(checked(fields(action), ACTION).type, ['expire'])
  return checkSelection(checked(fields(selection), SELECTION))
}

function checkSelection(selection: Fields): Fields {
  const { tagStatus, countType, countUnit, countNumber } = selection
  among(tagStatus, ['any', 'tagged', 'untagged'])
  among(countType, ['imageCountMoreThan', 'sinceImagePushed'])
  atLeastOne(countNumber)
  if (countUnit !== undefined) among(countUnit, ['days'])
  if ((countUnit !== undefined) !== (countType === 'sinceImagePushed')) {
    throw invalid('instance failed to match exactly one schema (matched 0 out of 2)')
  }
  checkTags(selection)
  return selection
}

function checkTags({ tagStatus, tagPrefixList, tagPatternList }: Fields): void {
  const named = [tagPrefixList, tagPatternList].filter((list) => list !== undefined)
  if (tagStatus === 'tagged' && named.length === 0) {
    throw invalid('Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.')
  }
  if (tagStatus !== 'tagged' && named.length > 0) {
    throw invalid('tagPrefixList and tagPatternList can only be used when tagStatus=TAGGED.')
  }
  if (named.length > 1) throw invalid('tagPrefixList and tagPatternList cannot be used together.')
  if (named.every((list) => isTexts(list))) return
  throw invalid('tagPrefixList and tagPatternList must be lists of tags.')
}

function checkTogether(rules: readonly Fields[], selections: readonly Fields[]): void {
  const priorities = rules.map((rule) => Number(rule.rulePriority))
  if (new Set(priorities).size < priorities.length) throw invalid('Rule priorities must be unique.')
  const having = (status: string) => priorities.filter((_, i) => selections[i]?.tagStatus === status)
  if (having('untagged').length > 1)
    throw invalid('Only one rule can select Untagged images per storage class')
  const [any, ...others] = having('any')
  if (any !== undefined && (others.length > 0 || any < Math.max(...priorities))) {
    throw invalid('Rule for tagStatus=ANY must have the lowest priority per storage class')
  }
}

function checked(given: Fields, known: typeof RULE): Fields {
  const absent = known.required.filter((name) => !Object.hasOwn(given, name))
  if (absent.length > 0) throw missing(absent)
  const strange = Object.keys(given).filter((name) => ![...known.required, ...known.optional].includes(name))
  if (strange.length === 0) return given
  throw invalid(
    `object instance has properties which are not allowed by the schema: (${JSON.stringify(strange)})`,
  )
}

function fields(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw invalid('instance type does not match any allowed primitive type (allowed: ["object"])')
}

function among(value: unknown, values: readonly string[]): void {
  if (typeof value === 'string' && values.includes(value)) return
  throw invalid(
    `instance value (${JSON.stringify(value)}) not found in enum (possible values: ${JSON.stringify(values)})`,
  )
}

function atLeastOne(value: unknown): void {
  if (!Number.isInteger(value)) {
    throw invalid('instance type does not match any allowed primitive type (allowed: ["integer"])')
  }
  if (Number(value) >= 1) return
  throw invalid(`numeric instance is lower than the required minimum (minimum: 1, found: ${Number(value)})`)
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
}

function parsed(given: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(given)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined
  } catch {
    return undefined
  }
}

function missing(names: readonly string[]): Error {
  return invalid(`object has missing required properties (${JSON.stringify(names)})`)
}

function invalid(reason: string): Error {
  return invalidParameter('LifecyclePolicyText', `Lifecycle policy validation failure: ${reason}`)
}
