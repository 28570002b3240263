import { quoted } from '../quoted.ts'

/**
 * What a pattern finds in a text; undefined where it does not match. There is no time limit: the pattern is the
 * workflow author's, and the text a ref's name or what the author put in its place.
 * @param form whether `/body/flags` is a form of its own
 */
export function findIn(
  text: string,
  pattern: string,
  form: 'bare' | 'slashes',
): readonly string[] | undefined {
  return text.match(compile(pattern, form)) ?? undefined
}

/** @returns a sentence about a pattern that cannot be used; bare ones must hold the group that is taken */
export function regexProblem(pattern: string, form: 'bare' | 'slashes'): string | undefined {
  if (pattern === '') return undefined
  try {
    const { source } = compile(pattern, form)
    if (form === 'slashes') return undefined
    const groups = (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1
    return groups === 0 ? `match ${quoted(pattern)} has no group (in parentheses) to take` : undefined
  } catch (error) {
    return `${quoted(pattern)} is no regular expression: ${error instanceof Error ? reasonOf(error) : 'unknown'}`
  }
}

function compile(pattern: string, form: 'bare' | 'slashes'): RegExp {
  const [, body, flags] = (form === 'slashes' ? /^\/(.+)\/(.*)$/.exec(pattern) : null) ?? []
  return body === undefined ? new RegExp(pattern) : new RegExp(body, flags)
}

/** The engine repeats the whole pattern, which may be long, before it says why. */
function reasonOf(error: Error): string {
  const colon = error.message.lastIndexOf(': ')
  return colon < 0 ? error.message : error.message.slice(colon + 2)
}
