import { describe, expect, test } from '@jest/globals'
import {
  buildFailure,
  failureKind,
  isExpiredLogin,
  isPassing,
  isWordlessRefusal,
} from '../../src/image/failure.ts'

const reference = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:candidate-42-1-beef'
const registry = 'https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2'

const nothing = { scopedLogin: undefined, isPublic: false, sources: undefined, fileOf: () => undefined }

function failure(log: string, push: string | undefined = reference) {
  const { code, message, hint } = buildFailure(log.split('\n'), push)
  return { code, sentence: message, hint }
}

/** A log of `docker buildx build --progress plain` up to its error, with the mark at the line of the Dockerfile. */
function logOf(step: string, marked: string, error: string): string {
  return `#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 124B done
#1 DONE 0.0s

#5 ${step}
#5 0.214 ERROR: this is what the command itself said
#5 0.215 denied: by the command itself, while it tried to push
#5 ERROR: ${error}
------
 > ${step}:
0.214 ERROR: this is what the command itself said
------
Dockerfile:3
--------------------
   1 |     FROM debian:13
   2 |     WORKDIR /app
${marked}
   4 |     COPY . .
   5 |
--------------------
ERROR: failed to build: failed to solve: ${error}`
}

describe('a build that fails names its error and the line of the Dockerfile', () => {
  test('a command', () => {
    const error = 'process "/bin/sh -c make release" did not complete successfully: exit code: 2'
    expect(failure(logOf('[3/4] RUN make release', '   3 | >>> RUN make release', error))).toEqual({
      code: 'BUILD_FAILED',
      sentence: `The image could not be built: Dockerfile:3 (RUN make release): ${error}. Its last lines: ERROR: this is what the command itself said | denied: by the command itself, while it tried to push`,
      hint: expect.stringContaining('in the log of this step'),
    })
  })

  test('a command over several lines: the first of them', () => {
    const marked = '   3 | >>> RUN make && \\\n   4 | >>>   make release'
    expect(failure(logOf('[3/4] RUN make', marked, 'process "x" did not complete')).sentence).toContain(
      ': Dockerfile:3 (RUN make && \\): process "x" did not complete. Its last lines: ',
    )
  })

  test.each([
    ['a missing file', 'failed to calculate checksum of ref 5kq::x1: "/app.tar": not found'],
    [
      'a base image that does not exist',
      'debian:99: failed to resolve source metadata for docker.io/library/debian:99: docker.io/library/debian:99: not found',
    ],
    ['a Dockerfile that does not parse', 'dockerfile parse error on line 3: unknown instruction: RUNN'],
    ['a target that does not exist', 'target stage "runtime" could not be found'],
  ])('%s', (_, error) => {
    const { code, sentence } = failure(logOf('[3/4] x', '   3 | >>> x', error))
    expect({ code, sentence }).toEqual({ code: 'BUILD_FAILED', sentence: expect.stringContaining(error) })
  })

  test('without pushing, an error of whatever kind is the build’s', () => {
    const log = `ERROR: failed to build: failed to solve: failed to push ${reference}: 403 Forbidden`
    expect(buildFailure(log.split('\n'), undefined).code).toBe('BUILD_FAILED')
  })

  test('older buildx says it in lower case', () => {
    const { sentence } = failure(
      '#9 DONE 0.1s\nerror: failed to solve: executor failed running [/bin/sh -c x]: exit code: 1',
    )
    expect(sentence).toContain('executor failed running')
  })
})

describe('a base image that may not be pulled is no failed push', () => {
  const base = '210987654321.dkr.ecr.eu-west-1.amazonaws.com/base:1'
  const manifests = 'https://210987654321.dkr.ecr.eu-west-1.amazonaws.com/v2/base/manifests/1'

  test.each([
    [
      'refused by ECR',
      `${base}: failed to resolve source metadata for ${base}: unexpected status from HEAD request to ${manifests}: 403 Forbidden`,
    ],
    [
      'refused by ECR, as older BuildKit says it',
      `${base}: unexpected status from HEAD request to ${manifests}: 403 Forbidden`,
    ],
    [
      'refused by Docker Hub',
      'acme/base:1: failed to resolve source metadata for docker.io/acme/base:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    [
      'refused by GitHub',
      'ghcr.io/acme/base:1: failed to resolve source metadata for ghcr.io/acme/base:1: failed to authorize: failed to fetch oauth token: denied: denied',
    ],
    [
      'too often',
      'debian:13: failed to resolve source metadata for docker.io/library/debian:13: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/debian/manifests/13: 429 Too Many Requests',
    ],
  ])('%s', (_, error) => {
    const { code, sentence } = failure(
      logOf(`[internal] load metadata for ${base}`, '   1 | >>> FROM base', error),
    )
    expect(code).toBe('BUILD_FAILED')
    expect(sentence).toContain(error)
  })
})

describe('a command that has to do with pushing is no failed push', () => {
  test.each([
    'process "/bin/sh -c git push origin" did not complete successfully: exit code: 1',
    'process "/bin/sh -c npm run push-schema" did not complete successfully: exit code: 1',
    'process "/bin/sh -c echo denied: no" did not complete successfully: exit code: 1',
    'process "/bin/sh -c echo failed to push; false" did not complete successfully: exit code: 1',
  ])('%s', (error) => {
    expect(failure(logOf('[3/4] RUN x', '   3 | >>> RUN x', error)).code).toBe('BUILD_FAILED')
  })
})

describe('a push that fails names the reference and the registry’s words', () => {
  const exporting =
    '#9 exporting to image\n#9 pushing layers 0.4s done\n#9 ERROR: x\n------\n > exporting to image:\n------\n'
  const byBuildKit = `ERROR: failed to build: failed to solve: failed to push ${reference}: `
  const user =
    'User: arn:aws:sts::123456789012:assumed-role/build/shop-42 is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-west-1:123456789012:repository/shop because no identity-based policy allows the ecr:InitiateLayerUpload action'
  const uploads = `${registry}/shop/blobs/uploads/`

  function pushing(prefix: string, reason: string): string {
    const { code, sentence, hint } = failure(exporting + prefix + reason)
    expect(code).toBe('PUSH_FAILED')
    expect(sentence).toMatch(/^The image was built, but /)
    expect(sentence).toContain(reference)
    expect(sentence).toContain(reason)
    return hint
  }

  test.each([
    ['an upload', byBuildKit, `unexpected status from POST request to ${uploads}: 403 Forbidden`],
    [
      'an upload, by BuildKit before 2025',
      `ERROR: failed to solve: failed to push ${reference}: `,
      `unexpected status from POST request to ${uploads}: 403 Forbidden`,
    ],
    [
      'a layer that is looked for',
      byBuildKit,
      `unexpected status from HEAD request to ${registry}/shop/blobs/sha256:1: 403 Forbidden`,
    ],
    [
      'a manifest over the quota',
      `ERROR: failed to push ${reference}: `,
      `failed commit on ref "manifest-sha256:1": unexpected status from PUT request to ${registry}/shop/manifests/sha256:1: 403 Forbidden`,
    ],
    ['an upload by the engine', 'ERROR: failed to build: ', `denied: ${user}`],
    ['an upload by the engine, before 2025', 'ERROR: ', `denied: ${user}`],
  ])('and the permissions that are needed where it was refused: %s', (_, prefix, reason) => {
    expect(pushing(prefix, reason)).toMatch(/ecr:BatchCheckLayerAvailability.*PutImage/)
  })

  test.each([
    ['the server', byBuildKit, `unexpected status from PUT request to ${uploads}1: 503 Service Unavailable`],
    ['the network', byBuildKit, `failed to do request: Post "${uploads}": EOF`],
    [
      'a repository that is gone',
      byBuildKit,
      `unexpected status from POST request to ${uploads}: 404 Not Found`,
    ],
    [
      'a number that looks like a refusal',
      byBuildKit,
      'failed commit on ref "layer-sha256:4031": unknown blob 40312',
    ],
    [
      'an immutable tag',
      'ERROR: failed to build: ',
      "tag invalid: The image tag 'x' already exists in the 'shop' repository and cannot be overwritten because the tag is immutable.",
    ],
  ])('and no permissions where it was not refused: %s', (_, prefix, reason) => {
    expect(pushing(prefix, reason)).not.toContain('ecr:')
  })

  test('and an expired login', () => {
    const reason = 'denied: Your authorization token has expired. Reauthenticate and try again.'
    expect(pushing('ERROR: failed to build: ', reason)).toMatch(/expired.*run the job again/)
  })
})

describe('a push that does not reach the registry', () => {
  const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  const post = `failed to do request: Post "${registry}/shop/blobs/uploads/"`
  const byBuildKit = `ERROR: failed to build: failed to solve: failed to push ${reference}: `
  const byEngine = 'ERROR: failed to build: failed to solve: '

  test.each([
    ['nobody there', byBuildKit, `${post}: dial tcp 10.0.0.1:403: connect: connection refused`],
    ['no such name', byBuildKit, `${post}: dial tcp: lookup ${host} on 127.0.0.53:53: no such host`],
    ['no way', byBuildKit, `${post}: dial tcp 10.0.0.1:443: connect: network is unreachable`],
    ['silence', byBuildKit, `${post}: dial tcp 10.0.0.1:443: i/o timeout`],
    [
      'a proxy that is not there',
      byBuildKit,
      `${post}: proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`,
    ],
    ['silence within TLS', byBuildKit, `${post}: net/http: TLS handshake timeout`],
    [
      'a certificate of the proxy',
      byBuildKit,
      `${post}: tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    ],
    ['HTTP in place of HTTPS', byBuildKit, `${post}: http: server gave HTTP response to HTTPS client`],
    [
      'the engine’s own words',
      byEngine,
      `Put "${registry}/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
    ],
    [
      'the engine’s own words about a name',
      byEngine,
      `Head "${registry}/shop/blobs/sha256:1": dial tcp: lookup ${host}: no such host`,
    ],
  ])('names the host, and where engine and builder have their settings: %s', (_, prefix, reason) => {
    const { code, sentence, hint } = failure(`#9 exporting to image\n${prefix}${reason}`)
    expect(code).toBe('REGISTRY_UNREACHABLE')
    expect(sentence).toBe(
      `The image was built, but the docker engine or builder cannot reach the registry ${host}: ${reason}`,
    )
    expect(hint).toMatch(/daemon\.json.*buildkitd\.toml.*HTTPS_PROXY/)
  })

  test.each([
    [
      'a proxy that is not there',
      'ERROR: ',
      `Get "${registry}/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused`,
    ],
    [
      'no such name',
      'ERROR: failed to build: ',
      `Get "${registry}/": dial tcp: lookup ${host} on 127.0.0.53:53: no such host`,
    ],
    [
      'silence',
      'ERROR: failed to build: failed to solve: ',
      `Get "${registry}/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
    ],
    ['nobody there', 'error: ', `Get "${registry}/": dial tcp 10.0.0.1:443: connect: connection refused`],
    [
      'a certificate of the proxy',
      'ERROR: failed to build: ',
      `Get "${registry}/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    ],
    [
      'an upload, with the words of containerd',
      'ERROR: failed to build: failed to solve: ',
      `${post}: dial tcp 10.0.0.1:443: connect: no route to host`,
    ],
    [
      'an upload, with these words alone',
      'ERROR: ',
      `${post}: dial tcp: lookup ${host} on 127.0.0.53:53: server misbehaving`,
    ],
  ])('is told of the classic store too, whose engine does not name the image: %s', (_, prefix, reason) => {
    const { code, sentence } = failure(`#9 exporting to image\n#9 pushing layers\n${prefix}${reason}`)
    expect(code).toBe('REGISTRY_UNREACHABLE')
    expect(sentence).toBe(
      `The image was built, but the docker engine or builder cannot reach the registry ${host}: ${reason}`,
    )
  })

  test.each([
    [
      'as BuildKit says it',
      `${host}/base:1: failed to resolve source metadata for ${host}/base:1: failed to do request: Head "${registry}/base/manifests/1": dial tcp: lookup ${host}: no such host`,
    ],
    [
      'as BuildKit says it behind a proxy',
      `${host}/base:1: failed to resolve source metadata for ${host}/base:1: failed to do request: Head "${registry}/base/manifests/1": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused`,
    ],
    [
      'as older BuildKit says it',
      `failed to load metadata for ${host}/base:1: failed to do request: Head "${registry}/base/manifests/1": dial tcp 10.0.0.1:443: i/o timeout`,
    ],
  ])('is not said of a base image in the same registry, %s', (_, error) => {
    const { code, sentence } = failure(
      logOf(`[internal] load metadata for ${host}/base:1`, '   1 | >>> FROM base', error),
    )
    expect(code).toBe('BUILD_FAILED')
    expect(sentence).toContain(error)
  })

  test.each([
    `failed to do request: Get "${registry}/base/blobs/sha256:1": dial tcp 10.0.0.1:443: i/o timeout`,
    `unexpected status from GET request to ${registry}/base/blobs/sha256:1: 403 Forbidden`,
  ])('is not said of the layers of a base image in the same registry: %s', (reason) => {
    const error = `failed to copy: httpReadSeeker: failed open: ${reason}`
    expect(failure(`ERROR: failed to build: failed to solve: ${error}`).code).toBe('BUILD_FAILED')
  })

  test('is not said of a command that asks the same registry', () => {
    const error = `process "/bin/sh -c curl -f ${registry}/" did not complete successfully: exit code: 6`
    expect(failure(logOf('[3/4] RUN curl', '   3 | >>> RUN curl', error)).code).toBe('BUILD_FAILED')
  })

  test('is not said of the registry of another account', () => {
    const other = registry.replace('123456789012', '210987654321')
    const error = `failed to do request: Get "${other}/shop/blobs/sha256:1": dial tcp: lookup x: no such host`
    expect(failure(`ERROR: failed to build: failed to solve: ${error}`).code).toBe('BUILD_FAILED')
  })

  test('is not said of a run that does not push', () => {
    const log = `ERROR: failed to build: Get "${registry}/": dial tcp: lookup ${host}: no such host`
    expect(buildFailure([log], undefined).code).toBe('BUILD_FAILED')
  })

  test('is not said of a refusal by the same way', () => {
    const reason = `unexpected status from GET request to ${registry}/: 403 Forbidden`
    expect(failure(`ERROR: failed to build: failed to solve: ${reason}`).code).toBe('PUSH_FAILED')
  })

  test('is not said of a base image’s registry', () => {
    const error = `acme/base:1: failed to do request: Head "https://registry-1.docker.io/v2/acme/base/manifests/1": dial tcp: lookup registry-1.docker.io: no such host`
    expect(failure(logOf('[internal] load metadata', '   1 | >>> FROM base', error)).code).toBe(
      'BUILD_FAILED',
    )
  })
})

test.each([
  [true, 'ecr-public:BatchCheckLayerAvailability'],
  [false, 'ecr:BatchCheckLayerAvailability'],
])('the permissions are those of the registry that refused: public: %s', (isPublic, action) => {
  const log = `ERROR: failed to push ${reference}: unexpected status from POST request: 403 Forbidden`
  const { hint } = buildFailure([log], reference, { ...nothing, isPublic })
  expect(hint).toContain(`The role needs ${action}`)
  expect(hint.includes('BatchGetImage')).toBe(!isPublic)
})

describe('a login that buildx keeps for this host alone', () => {
  const folder = '/home/ada/.docker/buildx/config/123456789012.dkr.ecr.eu-west-1.amazonaws.com'

  function hintFor(reason: string, scopedLogin: string | undefined): string {
    const log = `ERROR: failed to build: failed to solve: failed to push ${reference}: ${reason}`
    return buildFailure([log], reference, { ...nothing, scopedLogin }).hint
  }

  test.each([
    `unexpected status from POST request to ${registry}/shop/blobs/uploads/: 401 Unauthorized`,
    `unexpected status from POST request to ${registry}/shop/blobs/uploads/: 403 Forbidden`,
    'no basic auth credentials',
    'denied: User: x is not authorized',
  ])('is named where the push was refused: %s', (reason) => {
    expect(hintFor(reason, folder)).toContain(folder)
    expect(hintFor(reason, folder)).toContain('docker/login-action')
    expect(hintFor(reason, undefined)).not.toContain('login-action')
  })

  test('is not named where it has nothing to do with it', () => {
    expect(hintFor('unexpected status: 503 Service Unavailable', folder)).not.toContain(folder)
  })

  test('is not named because of a number that looks like a refusal', () => {
    const reason = 'failed commit on ref "layer-sha256:4031": 500 Internal Server Error'
    expect(hintFor(reason, folder)).not.toContain(folder)
  })
})

describe('a log that says little', () => {
  test('its last lines', () => {
    expect(failure('zero\none\n\n  two  \nthree\n---\nfour\nfive').sentence).toBe(
      'The image could not be built: one | two | three | four | five',
    )
  })

  test('nothing', () => {
    expect(failure('').sentence).toBe('The image could not be built: docker said nothing')
  })

  test('too much is cut', () => {
    expect(failure(`ERROR: failed to solve: ${'x'.repeat(50_000)}`).sentence.length).toBeLessThan(1_100)
  })
})

describe('where a failure is', () => {
  const error = 'process "/bin/sh -c make" did not complete successfully: exit code: 2'
  const lines = logOf('[3/4] RUN make', '   3 | >>> RUN make', error).split('\n')

  test('is a file and a line where the machine knows the Dockerfile by its name', () => {
    const fileOf = (name: string) => (name === 'Dockerfile' ? 'services/shop/Dockerfile' : undefined)
    const { location, message } = buildFailure(lines, undefined, { ...nothing, fileOf })
    expect(location).toEqual({ file: 'services/shop/Dockerfile', line: 3 })
    expect(message).toContain('services/shop/Dockerfile:3 (RUN make): ')
  })

  test('is told in words alone where it does not', () => {
    expect(buildFailure(lines, undefined).location).toBeUndefined()
  })

  test('is that of the step that ended the build, and not of a cache that could not be imported', () => {
    const log = `#3 importing cache manifest from acme/shop:cache
#3 ERROR: unknown cache importer: gha

#5 [linux/amd64 2/2] RUN make
#6 [linux/arm64 2/2] RUN make
#5 0.107 amd64 goes on
#6 0.060 \u001b[31mexec /bin/sh: exec format error\u001b[0m
#6 0.061
#6 0.062 npm notice New major version available
#5 0.108 amd64 goes on still
#6 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 255
#5 CANCELED
------
 > importing cache manifest from acme/shop:cache:
------
------
 > [linux/arm64 2/2] RUN make:
0.060 exec /bin/sh: exec format error
------
release.Dockerfile:7
--------------------
   6 |     COPY . .
   7 | >>> RUN make
   8 |
--------------------
ERROR: failed to build: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 255`
    const { message, hint } = buildFailure(log.split('\n'), undefined)
    expect(message).toBe(
      'The image could not be built: release.Dockerfile:7 (RUN make): process "/bin/sh -c make" did not complete successfully: exit code: 255. Its last lines: exec /bin/sh: exec format error',
    )
    expect(hint).toContain('docker/setup-qemu-action')
  })

  test('shows five lines, none of them endless, and a long command once', () => {
    const command = `echo ${'x'.repeat(5_000)}`
    const said = Array.from({ length: 300 }, (_, at) => `#5 0.1 line ${at} ${'y'.repeat(1_000)}`)
    const log = [
      `#5 [2/2] RUN ${command}`,
      ...said,
      `#5 ERROR: process "/bin/sh -c ${command}" did not complete successfully: exit code: 2`,
      `ERROR: failed to build: failed to solve: process "/bin/sh -c ${command}" did not complete successfully: exit code: 2`,
    ]
    const { message } = buildFailure(log, undefined)
    expect(message).toMatch(/did not complete successfully: exit code: 2\. Its last lines: line 295 y+ \| /)
    expect(message.length).toBeLessThan(1_800)
  })
})

describe('the way out', () => {
  const missing = 'failed to calculate checksum of ref x::y: "/app.tar": not found'
  const ignoreFile = { path: '.dockerignore', leavesOutAll: false }

  function hintOf(error: string, source = 'COPY x /', sources: Parameters<typeof buildFailure>[2] = nothing) {
    return buildFailure(logOf('[3/4] x', `   3 | >>> ${source}`, error).split('\n'), undefined, sources).hint
  }

  test.each([
    [undefined, 'build context services/shop, not beside the Dockerfile.'],
    [ignoreFile, 'Dockerfile, and .dockerignore may leave it out.'],
    [{ ...ignoreFile, leavesOutAll: true }, 'Dockerfile, and .dockerignore leaves everything out of it.'],
  ])('of a missing file names context and .dockerignore: %j', (file, words) => {
    const sources = { ...nothing, sources: { context: 'services/shop', ignoreFile: file } }
    expect(hintOf(missing, 'COPY app.tar /', sources)).toContain(words)
    expect(hintOf(missing, 'COPY --from=build app.tar /', sources)).toContain('that --from names')
  })

  test.each([
    [
      'granting entitlement security.insecure is not allowed by build daemon configuration',
      'builder: create',
    ],
    ['secret npm: not found', 'secrets, secret-envs or secret-files'],
    ['toomanyrequests: You have reached your pull rate limit', 'log in to it in an earlier step'],
    ['pull access denied, repository does not exist', 'ecr:BatchGetImage'],
    ['write /x: no space left on device', 'disk of the runner is full'],
    ['error reading from server: EOF', 'went away'],
  ])('of %s', (error, words) => {
    expect(hintOf(error)).toContain(words)
  })
})

describe('what of a build failed', () => {
  const cache = (error: string) => `#9 exporting cache to registry
#9 preparing build cache for export
#9 writing layer sha256:1 done
#9 ERROR: ${error}
------
 > exporting cache to registry:
------
ERROR: failed to build: failed to solve: ${error}`

  test.each([
    [
      'a cache that cannot be written',
      cache(`error writing layer blob: failed to do request: Head "${registry}/shop/blobs/x": EOF`),
    ],
    ['a cache that is refused', cache(`error writing manifest blob: unexpected status: 400 Bad Request`)],
  ])('%s is not the image', (_, log) => {
    expect(failureKind(log.split('\n'), reference)).toBe('cache')
    expect(failureKind(log.split('\n'), undefined)).toBe('cache')
    const { code, sentence, hint } = failure(log)
    expect(code).toBe('CACHE_EXPORT_FAILED')
    expect(sentence).toMatch(/^The image was built, but its cache could not be exported: error writing/)
    expect(hint).toContain('ignore-error=true')
  })

  test('the push and the build', () => {
    const pushing = [`ERROR: failed to build: failed to solve: failed to push ${reference}: EOF`]
    expect(failureKind(pushing, reference)).toBe('push')
    expect(failureKind(pushing, undefined)).toBe('build')
    expect(failureKind([], reference)).toBe('build')
  })
})

describe('what passes by itself', () => {
  test.each([
    'unexpected status from PUT request to https://x/v2/shop/manifests/1: 503 Service Unavailable',
    'received unexpected HTTP status: 500 Internal Server Error',
    'unexpected status from POST request to https://x/v2/shop/blobs/uploads/: 429 Too Many Requests',
    'toomanyrequests: Rate exceeded',
    'failed to do request: Put "https://x/": read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer',
    'failed to do request: Post "https://x/v2/shop/blobs/uploads/": EOF',
    'unexpected EOF',
    'write tcp 10.0.0.1:1->10.0.0.2:443: write: broken pipe',
    'dial tcp 10.0.0.1:443: i/o timeout',
    'net/http: TLS handshake timeout',
    'net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'denied: Your authorization token has expired. Reauthenticate and try again.',
  ])('%s', (said) => {
    expect(isPassing(said)).toBe(true)
  })

  test.each([
    'unexpected status from POST request to https://x/: 403 Forbidden',
    'denied: User: x is not authorized to perform: ecr:PutImage',
    'dial tcp: lookup x: no such host',
    'x509: certificate signed by unknown authority',
    'tag invalid: The image tag already exists and cannot be overwritten because the tag is immutable.',
    "denied: The repository with name 'shop' in registry with id '123456789012' already has the maximum allowed number of images which is '100000'",
    "name unknown: The repository with name 'shop' does not exist in the registry with id '123456789012'",
    'failed commit on ref "layer-sha256:5031": unknown blob 50312',
    '400 Bad Request',
  ])('not %s', (said) => {
    expect(isPassing(said)).toBe(false)
  })

  test('a refusal without words may be an expired login', () => {
    const head = `unexpected status from HEAD request to ${registry}/shop/blobs/sha256:1`
    expect(isWordlessRefusal(`The push to x failed: ${head}: 403 Forbidden`)).toBe(true)
    expect(isWordlessRefusal(`${head}: 401 Unauthorized`)).toBe(true)
    expect(isWordlessRefusal(`${head}: 404 Not Found`)).toBe(false)
    expect(isWordlessRefusal(`${head.replace('HEAD', 'PUT')}: 403 Forbidden`)).toBe(false)
    expect(isPassing(`${head}: 403 Forbidden`)).toBe(false)
  })

  test('an expired login wants a new one', () => {
    expect(isExpiredLogin('denied: Your Authorization Token has expired. Please log in again.')).toBe(true)
    expect(isExpiredLogin('503 Service Unavailable')).toBe(false)
  })
})
