import type { World } from '../world.ts'
import { containersOf, findDefinition } from './definitions.ts'
import { type Pull, pull } from './images.ts'
import { stableId } from './names.ts'
import type { RolloutStep } from './rollout.ts'
import type { ContainerImage } from './store.ts'

export type ContainerPull = Pull & Readonly<{ containerName: string }>

/** The images of a definition, looked up once as its deployment begins: tags are resolved here and never again. */
export function pullAll(world: World, taskDefinition: string): readonly ContainerPull[] {
  const definition = findDefinition(world, taskDefinition)
  return (definition ? containersOf(definition) : []).map(({ name, image }) => ({
    containerName: String(name),
    ...pull(world, String(image)),
  }))
}

export function imagesOf(pulls: readonly ContainerPull[]): readonly ContainerImage[] {
  return pulls.map(({ containerName, image, imageDigest, platformDigest }) => ({
    containerName,
    image,
    ...(imageDigest === undefined ? {} : { imageDigest }),
    ...(platformDigest === undefined ? {} : { platformDigest }),
  }))
}

/** The images as ECS tells of them, with the digest that the script lets it have resolved. */
export function resolvedImages(
  images: readonly ContainerImage[],
  resolved: RolloutStep['resolved'] = 'index',
): readonly Omit<ContainerImage, 'platformDigest'>[] {
  return images.map(({ platformDigest, imageDigest, ...image }) => {
    if (imageDigest === undefined || resolved === 'absent') return image
    if (resolved === 'other')
      return { ...image, imageDigest: `sha256:${stableId(imageDigest)}${stableId('other')}` }
    return { ...image, imageDigest: resolved === 'child' ? (platformDigest ?? imageDigest) : imageDigest }
  })
}
