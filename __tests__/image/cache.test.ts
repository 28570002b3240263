import { describe, expect, test } from '@jest/globals'
import { cacheFlag, exportFlag, parseCache, registryCaches, wantsAwsKeys } from '../../src/image/cache.ts'
import { givenBuild } from '../support/given.ts'

function parsed(entry: string) {
  const cache = parseCache(entry)
  if ('reason' in cache) throw new Error(cache.reason)
  return cache
}

describe('an entry', () => {
  test.each([
    ['type=gha', 'type=gha'],
    ['type=gha, scope=main , mode=max', 'type=gha,scope=main,mode=max'],
    ['TYPE=registry,Ref=acme/shop:cache', 'type=registry,ref=acme/shop:cache'],
    ['acme/shop:cache', 'type=registry,ref=acme/shop:cache'],
    ['type=local,"src=a,b"', 'type=local,"src=a,b"'],
    ['type=s3,blobs_prefix=a=b', 'type=s3,blobs_prefix=a=b'],
  ])('%s', (entry, flag) => {
    expect(cacheFlag(parsed(entry))).toBe(flag)
  })

  test.each([
    ['type=redis', 'has a type that is not one of registry, gha, s3, local, inline, azblob'],
    ['ref=acme/shop:cache', 'has a type that is not one of registry, gha, s3, local, inline, azblob'],
    ['type=gha,max', 'has a part that is not of the form key=value'],
  ])('%s is refused', (entry, reason) => {
    expect(parseCache(entry)).toEqual({ reason })
  })
})

describe('what is exported to a registry has the form that ECR takes', () => {
  test.each([
    ['type=registry,ref=x:c', 'type=registry,ref=x:c,image-manifest=true,oci-mediatypes=true'],
    [
      'type=registry,ref=x:c,image-manifest=false',
      'type=registry,ref=x:c,image-manifest=false,oci-mediatypes=true',
    ],
    ['type=registry,ref=x:c,oci-mediatypes=false', 'type=registry,ref=x:c,oci-mediatypes=false'],
    ['type=gha,mode=max', 'type=gha,mode=max'],
  ])('%s', (entry, flag) => {
    expect(exportFlag(parsed(entry))).toBe(flag)
  })
})

test.each([
  [{ cacheFrom: ['type=s3,bucket=b'] }, true],
  [{ cacheTo: ['type=gha', 'type=s3,bucket=b'] }, true],
  [{ cacheTo: ['type=s3,bucket=b'], secretEnvironment: { AWS_ACCESS_KEY_ID: 'x' } }, false],
  [{ cacheTo: ['type=gha'] }, false],
  [{}, false],
])('the credentials of the run are for a cache in S3 that has none of its own: %j', (plan, isWanted) => {
  expect(wantsAwsKeys(givenBuild(plan))).toBe(isWanted)
})

test.each([
  [
    'type=registry,ref=123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/shop:cache',
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'team/shop', 'cache'],
  ],
  ['127.0.0.1:5000/shop:cache', ['127.0.0.1:5000', 'shop', 'cache']],
  ['localhost/shop', ['localhost', 'shop', 'latest']],
  ['acme/shop:c', ['docker.io', 'acme/shop', 'c']],
  ['shop', ['docker.io', 'shop', 'latest']],
  ['shop:5', ['docker.io', 'shop', '5']],
])('the tag that %s names', (entry, [host, repository, tag]) => {
  expect(registryCaches([entry, 'type=gha', 'type=registry,ref=x@sha256:1'])).toEqual([
    { host, repository, tag },
  ])
})
