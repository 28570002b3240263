import type { BuildPlan } from './arguments.ts'

/** Which builder the user wants. */
export type BuilderChoice =
  | Readonly<{ kind: 'current' }>
  | Readonly<{ kind: 'named'; name: string }>
  | Readonly<{ kind: 'created' }>

/** @param nonce makes the name of a builder of our own another one in every step */
export function chosenBuilder(
  choice: BuilderChoice,
  nonce: string,
): Pick<BuildPlan, 'builder' | 'createsBuilder'> {
  switch (choice.kind) {
    case 'current':
      return { builder: undefined, createsBuilder: false }
    case 'named':
      return { builder: choice.name, createsBuilder: false }
    case 'created':
      return { builder: `slipway-${nonce}`, createsBuilder: true }
  }
}
