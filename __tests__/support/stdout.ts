/** What is written to the log while `work` runs; the toolkit writes there, and the runner would read commands in it. */
export async function written<T>(work: () => T | Promise<T>): Promise<Readonly<{ value: T; log: string }>> {
  const original = process.stdout.write
  let log = ''
  process.stdout.write = ((chunk: string | Uint8Array) => {
    log += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    return true
  }) as typeof process.stdout.write
  try {
    return { value: await work(), log }
  } finally {
    process.stdout.write = original
  }
}
