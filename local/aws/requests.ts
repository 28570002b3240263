export type RecordedRequest = Readonly<{
  at: number // milliseconds since 1970, when it came in
  service: string
  operation: string
  parameters?: Readonly<Record<string, unknown>>
  status: number // 0 while it runs, and for ever when the connection was cut
  principal?: string
}>

export type Open = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] }

/** Puts the request on record as it comes in, so that the order is that of arrival; the rest is filled in later. */
export function record(requests: RecordedRequest[], request: Omit<RecordedRequest, 'at' | 'status'>): Open {
  const open: Open = { at: Date.now(), ...request, status: 0 }
  requests.push(open)
  return open
}
