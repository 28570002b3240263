import type { World } from '../world.ts'
import { containersOf, findDefinition } from './definitions.ts'
import { type Pull, pull } from './images.ts'
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
  return pulls.map(({ containerName, image, imageDigest }) => ({
    containerName,
    image,
    ...(imageDigest === undefined ? {} : { imageDigest }),
  }))
}
