/** What an input of a replaced action is here. Inputs of Slipway and variables stand in backticks. */
export type Answer =
  /** Slipway's own input of that name. */
  | 'same'
  /** The same, and what is to be known when it is moved. */
  | `same; ${string}`
  | `use ${string}`
  | `none: ${string}`

/** The inputs of one action, by their exact names. */
export type Peer = Readonly<Record<string, Answer>>
