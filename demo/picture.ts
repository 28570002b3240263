import { readFileSync, writeFileSync } from 'node:fs'
import { summaryPage } from '../local/github/page.ts'

// Turns a job summary, as the demo leaves it, into a page: node build/demo/picture.js summary.md page.html [open]
// With `open` what is folded is open, as after a click.

const [source, target, folds] = process.argv.slice(2)
if (source === undefined || target === undefined)
  throw new Error('usage: picture.js summary.md page.html [open]')
const page = summaryPage(readFileSync(source, 'utf8'))
writeFileSync(target, folds === 'open' ? page.replaceAll('<details>', '<details open>') : page)
