import { addDays, dayFromToday, isoDate } from './dates.ts'
import type { ValueContext } from './value-context.ts'

/** How texts of one format are known and made. */
export interface Format {
  readonly test: RegExp
  /** What the prompt states, as it should be written. */
  stated?(context: ValueContext): readonly string[]
  make(context: ValueContext): string
}

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const DAY = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})`

const email: Format = {
  test: /^[^\s@]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+$/,
  stated: ({ facts }) => facts.emails,
  make: ({ invent }) => invent().internet.exampleEmail().toLowerCase(),
}
const uri: Format = {
  test: /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>"{}|\\^`]+$/,
  stated: ({ facts }) => facts.urls,
  make: ({ facts, random }) =>
    `https://example.com/${plain(facts.topics[0] ?? '') || 'page'}-${random.integer(1, 999)}`,
}
const hostname: Format = {
  test: new RegExp(String.raw`^(?=.{1,253}$)${LABEL}(?:\.${LABEL})*$`),
  make: ({ random }) => `host-${random.integer(1, 999)}.example.com`,
}
const date: Format = { test: new RegExp(`^${DAY}$`), stated: datesOf, make: laterDay }
const hex = ({ random }: ValueContext, length: number) =>
  Array.from({ length }, () => random.integer(0, 15).toString(16)).join('')
const base64: Format = {
  test: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  make: ({ random }) => btoa(`sample ${random.integer(1, 999)}`),
}

/** Formats of JSON Schema and of OpenAPI that ask for a form. */
export const FORMATS: Readonly<Record<string, Format>> = {
  date,
  'date-time': {
    test: new RegExp(`^${DAY}[Tt]${TIME}$`),
    stated: (context) => datesOf(context).map((day) => `${day}T${clockOf(context) ?? '09:00:00'}Z`),
    make: (context) => `${laterDay(context)}T${clock(context)}Z`,
  },
  time: {
    test: new RegExp(`^${TIME}$`),
    stated: (context) => [clockOf(context)].flatMap((one) => (one ? [`${one}Z`] : [])),
    make: (context) => `${clock(context)}Z`,
  },
  duration: {
    test: /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/,
    make: ({ random }) => `PT${random.integer(1, 12)}H`,
  },
  email,
  'idn-email': email,
  hostname,
  'idn-hostname': hostname,
  ipv4: {
    test: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/,
    make: ({ random }) => `192.0.2.${random.integer(1, 254)}`,
  },
  ipv6: { test: /^[\da-fA-F:.]*:[\da-fA-F:.]*$/, make: (context) => `2001:db8::${hex(context, 3)}1` },
  uri,
  url: uri,
  iri: uri,
  'uri-reference': uri,
  'iri-reference': uri,
  'uri-template': { ...uri, test: /^\S+$/ },
  uuid: {
    test: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
    make: (context) =>
      `${hex(context, 8)}-${hex(context, 4)}-4${hex(context, 3)}-a${hex(context, 3)}-${hex(context, 12)}`,
  },
  'json-pointer': { test: /^(?:\/(?:[^~/]|~[01])*)*$/, make: ({ random }) => `/items/${random.integer(0, 9)}` },
  'relative-json-pointer': {
    test: /^\d+(?:#|(?:\/(?:[^~/]|~[01])*)*)$/,
    make: ({ random }) => `${random.integer(0, 3)}/name`,
  },
  regex: { test: /^[^\\[\](){}?*+|]*$/, make: () => '^sample$' },
  byte: base64,
  base64,
}

/** A text of a format that is at least so long; undefined where the format cannot be stretched. */
export function stretched(text: string, format: string, length: number): string {
  const missing = Math.max(length - text.length, 0)
  if (missing === 0) return text
  if (/email/.test(format)) return 'a'.repeat(missing) + text
  if (/ur[il]|iri|pointer|template/.test(format)) return text + 'a'.repeat(missing)
  if (/hostname/.test(format)) return `${Array.from({ length: Math.ceil(missing / 2) }, () => 'a.').join('')}${text}`
  if (/byte|base64/.test(format)) return 'AAAA'.repeat(Math.ceil(missing / 4)) + text
  if (format === 'date-time' || format === 'time') return text.replace('Z', `.${'0'.repeat(Math.max(missing - 1, 1))}Z`)
  return text
}

/** Dates of the prompt as ISO days; an end that is not stated follows its start. */
function datesOf({ facts, name, used }: ValueContext): readonly string[] {
  const days = facts.dates.flatMap((one) => isoDate(one) ?? [])
  const [first] = days
  if (first === undefined || !IS_END.test(name) || days.length > 1) return days
  const nights = facts.numbers.find(({ near }) => ['night', 'dai', 'day'].some((unit) => near.has(unit)))?.value ?? 1
  return used.has(first) ? [addDays(first, nights)] : days
}

/** Names of properties that end a span. */
export const IS_END = /end|until|check_?out|return|finish|(?:^|_)to(?:_|$)|due/i

function laterDay(context: ValueContext): string {
  return dayFromToday(context.random.integer(3, 60) + (IS_END.test(context.name) ? 60 : 0))
}

function clock({ random }: ValueContext): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(random.integer(8, 18))}:${two(15 * random.integer(0, 3))}:00`
}

/** The time of day that the prompt states. */
function clockOf({ facts }: ValueContext): string | undefined {
  const [, hour, minute = '00', half] = /(\d{1,2})(?::(\d\d))? ?([ap]m)?/i.exec(facts.times[0] ?? '') ?? []
  if (hour === undefined) return undefined
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  return `${String(hours).padStart(2, '0')}:${minute}:00`
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}
