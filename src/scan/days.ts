// Days are YYYY-MM-DD, in UTC.

const dayMs = 86_400_000

/** Whether the calendar has the day: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && dayOf(new Date(time)) === text
}

export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}

/** @param count may be negative */
export function addDays(day: string, count: number): string {
  return dayOf(new Date(Date.parse(day) + count * dayMs))
}

/** How many days the later day comes after the earlier one. */
export function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / dayMs
}
