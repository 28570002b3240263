import { describe, expect, test } from '@jest/globals'
import { templateAccount } from '../../src/registry/template.ts'
import { scriptedEcr } from '../support/ecr.ts'
import { failing } from '../support/failure.ts'
import { account } from '../support/given.ts'
import { type Answer, type Call, refusing } from '../support/scripted-aws.ts'
import { written } from '../support/stdout.ts'

type Template = Readonly<{ prefix: string; appliedFor?: readonly string[] }>

function page(templates: readonly Template[], nextToken?: string): Answer {
  return { body: { registryId: account, repositoryCreationTemplates: templates, nextToken } }
}

function onPush(prefix: string): Template {
  return { prefix, appliedFor: ['CREATE_ON_PUSH'] }
}

async function looking(name: string, answer: (call: Call, calls: readonly Call[]) => Answer) {
  const { ecr, calls } = await scriptedEcr({ DescribeRepositoryCreationTemplates: answer })
  const { value, log } = await written(() => templateAccount(ecr, name))
  return { found: value, log, calls }
}

describe('a template applies', () => {
  test.each([
    ['team/shop', 'team'],
    ['team/shop', 'team/'],
    ['team/sub/shop', 'team'],
    ['team/sub/shop', 'team/sub'],
    ['shop', 'ROOT'],
    ['team/shop', 'ROOT'],
  ])('to %s: %s', async (name, prefix) => {
    const { found, calls } = await looking(name, () => page([onPush('other'), onPush(prefix)]))
    expect(found).toBe(account)
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['another name with the same beginning', 'team-b/shop', onPush('team')],
    ['another name altogether', 'shop', onPush('team')],
    ['the prefix itself', 'team', onPush('team')],
    ['replication only', 'team/shop', { prefix: 'team', appliedFor: ['REPLICATION', 'PULL_THROUGH_CACHE'] }],
    ['nothing', 'team/shop', { prefix: 'team' }],
    ['everything, but not on push', 'shop', { prefix: 'ROOT', appliedFor: ['REPLICATION'] }],
  ])('not to %s', async (_, name, template) => {
    const { found, log } = await looking(name, () => page([template]))
    expect(found).toBeUndefined()
    expect(log).toBe('')
  })

  test('not where there is none', async () => {
    expect((await looking('shop', () => page([]))).found).toBeUndefined()
    expect((await looking('shop', () => ({ body: {} }))).found).toBeUndefined()
  })
})

describe('all pages are read', () => {
  test('because the most specific one decides', async () => {
    const { found, calls } = await looking('team/shop', (_, all) =>
      all.length < 3 ? page([onPush('ROOT')], `page-${all.length}`) : page([onPush('team')]),
    )
    expect(found).toBe(account)
    expect(calls.map(({ input }) => input.nextToken)).toEqual([undefined, 'page-1', 'page-2'])
  })

  test('but not for ever', async () => {
    const { found, calls } = await looking('team/shop', () => page([], 'again'))
    expect(found).toBeUndefined()
    expect(calls.length).toBeLessThanOrEqual(20)
  })
})

describe('a look that fails', () => {
  test('because it is denied is a notice', async () => {
    const message =
      'User: x is not authorized to perform: ecr:DescribeRepositoryCreationTemplates on resource: *'
    const { found, log, calls } = await looking('shop', () => refusing('AccessDeniedException', message))
    expect(found).toBeUndefined()
    expect(log).toMatch(
      /^::notice::Whether a creation template makes the repository shop on push is not known\. [^\n]*DescribeRepositoryCreationTemplates[^\n]*\n$/,
    )
    expect(calls).toHaveLength(1)
  })

  test.each([
    [refusing('ServerException', 'oops', 500), 'AWS_ERROR'],
    [refusing('ThrottlingException', 'Rate exceeded'), 'AWS_THROTTLED'],
    [{ type: 'text/html', body: '<html>' }, 'AWS_BAD_ANSWER'],
    [refusing('UnrecognizedClientException', 'x'), 'CREDENTIALS_REFUSED'],
  ])('for another reason is an error: %j', async (answer, code) => {
    const failure = await failing(() => looking('shop', () => answer))
    expect(failure.code).toBe(code)
    expect(failure.sentence).toContain('a template for the repository shop')
  })
})
