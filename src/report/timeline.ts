import type { Stage } from '../deploy/rollout.ts'
import { count, oneLine } from './words.ts'

const mostStages = 40
const longestName = 40

/**
 * The stages of a rollout as a Mermaid chart, which GitHub draws; empty where fewer than two are known, since a single bar
 * says nothing.
 * @param isBad marks the last stage as the one where it went wrong
 */
export function renderTimeline(stages: readonly Stage[], isBad: boolean): string {
  const known = stages.filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to) && from >= 0)
  if (known.length < 2) return ''
  const shown = known.slice(-mostStages)
  const left = known.length - shown.length
  const lines = shown.map((stage, index) => barOf(stage, left + index, isBad && index === shown.length - 1))
  // Of a day without a change of the clock: the axis shows the time since UpdateService in every time zone.
  const head = [
    'gantt',
    '    dateFormat YYYY-MM-DD HH:mm:ss',
    '    axisFormat %H:%M:%S',
    '    todayMarker off',
  ]
  const chart = ['```mermaid', ...head, ...lines, '```'].join('\n')
  return left > 0 ? `${chart}\n\nWithout the first ${count(left, 'stage')}.` : chart
}

function barOf({ name, from, to }: Stage, index: number, isBad: boolean): string {
  const seconds = Math.max(0, Math.round(to - from))
  const start = new Date(Date.UTC(2001, 0, 1) + Math.min(Math.round(from), 30 * 86_400) * 1000)
  const moment = start.toISOString().slice(0, 19).replace('T', ' ')
  return `    ${index + 1} ${textOf(name)}, ${seconds} s :${isBad ? 'crit, ' : ''}${moment}, ${Math.max(1, seconds)}s`
}

/**
 * Stages have names that AWS may add to, and Mermaid reads colons, semicolons, numbers signs, percent signs and words such as
 * `section` as its own: only letters, digits and hyphens are left, behind a number, where no such word counts.
 */
function textOf(name: string): string {
  const words = name.slice(0, 1000).replace(/[^A-Za-z0-9-]+/g, ' ')
  return oneLine(words, longestName).replace('…', '') || 'stage'
}
