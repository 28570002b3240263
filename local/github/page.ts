import { marked } from 'marked'

/** A job summary as a page that looks as GitHub shows it, for pictures of it. */
export function summaryPage(markdown: string): string {
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main>${marked.parse(markdown, { async: false, gfm: true })}</main>`
}

const style = `
  body { background: #fff; margin: 0; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif; color: #1f2328 }
  main { max-width: 980px; margin: 16px; padding: 16px 24px; border: 1px solid #d1d9e0; border-radius: 6px; overflow-wrap: break-word }
  h2 { font-size: 1.5em; border-bottom: 1px solid #d1d9e0b3; padding-bottom: .3em; margin: 8px 0 16px }
  h3 { font-size: 1.25em; margin: 24px 0 16px }
  table { border-collapse: collapse; display: block; overflow: auto; margin-bottom: 16px }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px }
  tr:nth-child(2n) { background: #f6f8fa }
  code { background: #818b981f; border-radius: 6px; padding: .2em .4em; font: 85% "DejaVu Sans Mono", monospace }
  a { color: #0969da; text-decoration: none }
  details { margin-bottom: 16px }
`
