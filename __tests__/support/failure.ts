import { ActionError, type Failure, failureOf } from '../../src/errors.ts'

/** What work fails with; anything but an ActionError is a fault of the test or of Slipway, and thrown on. */
export async function failing(work: () => unknown): Promise<Failure> {
  try {
    await work()
  } catch (error) {
    if (error instanceof ActionError) return failureOf(error)
    throw error
  }
  throw new Error('It did not fail.')
}
