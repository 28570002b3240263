import { type IgnoreFile, parseIgnoreFile } from './ignore-file.ts'
import { isTrivys, parseTrivyIgnore } from './trivy-ignore.ts'

/**
 * Reads an ignore file in the format that its name tells; never throws.
 * @param file as the user names it: what has trivyignore in its name is Trivy's
 */
export function parseIgnores(text: string, file: string): IgnoreFile {
  return isTrivys(file) ? parseTrivyIgnore(text, file) : parseIgnoreFile(text, file)
}
