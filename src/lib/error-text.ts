const longest = 600

/** What the SDK and Node.js add for their own developers, and the readers of an annotation cannot act on. */
const asides: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^@smithy\/\S+ - (\[ERROR\] )?/, ''],
  [/^@aws-sdk XML parse error: /, 'it is no XML: '],
  [/\s*Deserialization error: to see the raw response.*$/s, ''],
  [/; if the root CA is installed locally, try running Node\.js with --use-system-ca/, ''],
]

/** The reason that an error gives, on one line. An AggregateError (both address families refused) has none of its own. */
export function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '')
    return error.errors.map(errorMessage).join(', ')
  const text = error instanceof Error ? error.message : String(error)
  const plain = asides.reduce((rest, [pattern, words]) => rest.replace(pattern, words), text)
  return plain.replace(/\s+/g, ' ').trim().slice(0, longest) || 'no reason given'
}
