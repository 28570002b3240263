import type { Peer } from './answer.ts'

const onePerLine = 'none: outputs hold one entry a line'
const earlierBuilder =
  'use a builder of an earlier step: `builder` is its name, or left out where it is the current one'
const builderOrCreate =
  'use `builder: create` for docker-container; any other is made in an earlier step and named in `builder`'

/** docker/metadata-action */
export const metadata: Peer = {
  context:
    'same; but here it is the build context. Ref and commit come from the event, the commit also from `sha`',
  images: 'use `repository`',
  tags: 'same',
  flavor: 'same',
  labels: 'same',
  annotations: 'same',
  'sep-tags': onePerLine,
  'sep-labels': onePerLine,
  'sep-annotations': onePerLine,
  'bake-target': 'none: Slipway builds a Dockerfile and writes no bake files',
  'github-token': 'same',
}

/** docker/build-push-action */
export const buildPush: Peer = {
  'add-hosts': 'same',
  allow: 'same',
  annotations: 'same',
  attests: 'use `provenance` and `sbom`',
  'build-args': 'same',
  'build-contexts': 'same',
  builder: 'same; `builder: create` makes one for this run',
  'cache-from': 'same',
  'cache-to': 'same',
  call: 'none: Slipway builds; checks are a step of their own with `docker buildx build --call`',
  'cgroup-parent': 'none: the limits of a builder are set where it is made, in an earlier step',
  context: 'same; but left out it is the workspace, not a Git URL: check out first',
  file: 'same',
  labels: 'same',
  load: 'use `push: false` to build only; to release an image that the engine holds, `local-image`',
  network: 'same',
  'no-cache': 'same',
  'no-cache-filters': 'same',
  outputs: 'use `push`; the image always goes to `repository`',
  platforms: 'same',
  provenance: 'same; but left out it is `provenance: false`, so that one platform gives a plain manifest',
  pull: 'same',
  push: 'same; but left out the event decides',
  sbom: 'same',
  secrets: 'same',
  'secret-envs': 'same',
  'secret-files': 'same',
  'shm-size': 'same',
  ssh: 'same',
  tags: 'same; but rules or bare tags, one a line. The image is named in `repository`',
  target: 'same',
  ulimit: 'same',
  'github-token': 'same; but a private Git context takes its token as `GIT_AUTH_TOKEN` in `secrets`',
}

/** docker/setup-buildx-action, with the three inputs that version 4 no longer has */
export const setupBuildx: Peer = {
  version: 'none: the buildx of the runner is used; another one is installed in an earlier step',
  driver: builderOrCreate,
  'driver-opts': earlierBuilder,
  'buildkitd-flags': earlierBuilder,
  'buildkitd-config': earlierBuilder,
  'buildkitd-config-inline': earlierBuilder,
  use: 'none: `builder: create` serves this step alone, and the current builder stays the current one',
  'cache-binary': 'none: no buildx is downloaded',
  cleanup: 'none: a builder of `builder: create` is always removed, and no other one ever is',
  'keep-state': 'none: `builder: create` keeps none; use `cache-to`, or a builder of an earlier step',
  name: 'use `builder` for the name of a builder, `repository` for that of a repository',
  endpoint: earlierBuilder,
  platforms: 'same; but the platforms to build for, not those of a node',
  append: earlierBuilder,
  install: 'none: Slipway calls buildx itself and makes no alias',
  config: earlierBuilder,
  'config-inline': earlierBuilder,
}
