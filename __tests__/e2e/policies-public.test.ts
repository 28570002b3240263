import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { inPublic } from '../fixtures/e2e/policies.ts'
import { beyond, type How, permitted, permittingWorld } from '../support/permitted.ts'
import { optional, required, statementsOf } from '../support/policies.ts'
import { describeWithDocker, type Slipway } from '../support/slipway.ts'
import { pushing } from '../support/traced.ts'

// docs/policies/push-public.json, which stands alone: nothing of it is for the private registry.

jest.setTimeout(60_000)

const statements = statementsOf('push-public')

let world: Slipway
let repository = ''
beforeAll(async () => {
  world = await permittingWorld({ repositories: [] })
  repository = world.local.aws.createPublicRepository('shop').replace(/^[^/]+/, 'public.ecr.aws')
})
afterAll(() => world.close())

async function release(without: readonly string[], env: How['env'] = pushing) {
  const how: How = { world, env, repositories: [], inputs: { gate: 'off', repository } }
  const run = await permitted(statements, without, how)
  const images = world.local.aws.publicImages('shop')
  const tags = images.find(({ digest }) => digest === run.outputs.digest)?.tags ?? []
  return { run, tags, isTagged: images.some((image) => image.tags.includes(run.tag)) }
}

test('push-public.json has no action that is not tried', () => {
  expect(new Set(required('push-public'))).toEqual(new Set(Object.keys(inPublic)))
})

describeWithDocker('with the real docker', () => {
  test('push-public is enough for a release', async () => {
    const { run, tags } = await release([], {})
    expect(run.outputs).toMatchObject({ released: 'true' })
    expect(run.notes).toEqual([])
    expect(tags).toEqual([run.tag])
    expect(beyond(run, statements)).toEqual([])
  })
})

describe('in ECR Public', () => {
  for (const [action, { code }] of Object.entries(inPublic)) {
    test.concurrent(`${action} is required: without it ${code}`, async () => {
      const { run, isTagged } = await release([action])
      expect(run.outputs).toMatchObject({ released: 'false', 'failure-code': code })
      expect(run.error).toContain(code === 'PUSH_FAILED' ? action.replace('ecr-public:', '') : action)
      expect(run.asked.some((one) => one.startsWith('public-registry:'))).toBe(code === 'PUSH_FAILED')
      expect(isTagged).toBe(false)
    })
  }

  for (const action of optional('push-public')) {
    test.concurrent(`${action} is optional: without it a tag stays, and a notice says so`, async () => {
      const { run, tags } = await release([action])
      expect(run.outputs.released).toBe('true')
      expect(tags).toEqual([expect.stringMatching(/^candidate-/), run.tag])
      expect(run.notes).toEqual([
        expect.stringMatching(`^notice: The candidate tag .* stays beside the release tags: .*${action}`),
      ])
    })
  }
})
