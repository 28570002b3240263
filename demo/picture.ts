import { readFileSync, writeFileSync } from 'node:fs'
import { summaryPage } from '../local/github/page.ts'

// Turns a job summary, as the demo leaves it, into a page: node build/demo/picture.js summary.md page.html

const [source, target] = process.argv.slice(2)
if (source === undefined || target === undefined) throw new Error('usage: picture.js summary.md page.html')
writeFileSync(target, summaryPage(readFileSync(source, 'utf8')))
