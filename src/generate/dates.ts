/** Day that relative dates are counted from, a Thursday: the same on every day that a test runs. */
const TODAY = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ')
const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`
const NUMBER = String.raw`\d{1,2}(?:st|nd|rd|th)?(?!\d)`

/** Dates as people write them: ISO, day and month in either order, weekdays, and relative ones. */
export const DATE = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?`,
    String.raw`\b\d{1,2}[/.]\d{1,2}[/.]\d{4}`,
    String.raw`\b${MONTH} ${NUMBER}(?:,? \d{4})?`,
    String.raw`\b${NUMBER} (?:of )?${MONTH}(?![a-z])(?:,? \d{4})?`,
    String.raw`\b(?:the day after tomorrow|today|tonight|tomorrow|yesterday)\b`,
    String.raw`\b(?:(?:next|this|on) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b`,
    String.raw`\b(?:next|this) (?:week(?:end)?|month)\b`,
    String.raw`\bin (?:\d{1,3}|a) (?:day|week|month)s?\b`,
  ].join('|'),
  'gi',
)

/** The date that a text names, as `YYYY-MM-DD`; undefined where it names none. */
export function isoDate(text: string): string | undefined {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  if (iso) return iso
  const written = text.toLowerCase()
  return dayAndMonth(written) ?? relative(written)
}

/** The day `days` after an ISO date. */
export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The day that counts as today, plus `days`. */
export function dayFromToday(days: number): string {
  return addDays(new Date(TODAY).toISOString(), days)
}

function dayAndMonth(text: string): string | undefined {
  const slashed = /(\d{1,2})([/.])(\d{1,2})[/.](\d{4})/.exec(text)
  if (slashed) {
    const [, first, sign, second, year] = slashed
    const isDayFirst = sign === '.' || Number(first) > 12
    return isoOf(Number(year), Number(isDayFirst ? second : first), Number(isDayFirst ? first : second))
  }
  const month = MONTHS.findIndex((one) => new RegExp(String.raw`\b${one}`).test(text)) + 1
  const day = /\b(\d{1,2})(?!\d)/.exec(text)?.[1]
  if (month === 0 || day === undefined) return undefined
  const year = /\b\d{4}\b/.exec(text)?.[0]
  return isoOf(Number(year ?? 2026), month, Number(day))
}

function isoOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : undefined
}

function relative(text: string): string | undefined {
  const [, count, unit] = /in (\d+|a) (day|week|month)/.exec(text) ?? []
  if (unit) return dayFromToday((count === 'a' ? 1 : Number(count)) * { day: 1, week: 7, month: 30 }[unit]!)
  const fixed = Object.entries(FIXED).find(([phrase]) => text.includes(phrase))
  if (fixed) return dayFromToday(fixed[1])
  const weekday = WEEKDAYS.findIndex((one) => new RegExp(String.raw`\b${one}[a-z]*day\b`).test(text))
  if (weekday === -1) return undefined
  const ahead = (weekday - 4 + 7) % 7
  return dayFromToday(ahead === 0 ? 7 : ahead)
}

const FIXED = {
  'day after tomorrow': 2,
  tomorrow: 1,
  yesterday: -1,
  today: 0,
  tonight: 0,
  weekend: 2,
  'next week': 7,
  'this week': 0,
  'next month': 31,
  'this month': 0,
}
