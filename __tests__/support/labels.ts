import type { LabelSubject } from '../../src/image/labels.ts'
import { givenEvent, sha } from './given.ts'

/** What labels and annotations are made from: a push to main, released some weeks later. */
export function givenSubject(overrides: Partial<LabelSubject> = {}): LabelSubject {
  const event = givenEvent()
  const time = new Date('2026-11-20T08:30:00Z')
  const circumstances = { event, sha, shaLength: 7, now: new Date('2027-01-10T00:30:00Z'), commitTime: time }
  return { event, sha, version: 'main', circumstances, ...overrides }
}
