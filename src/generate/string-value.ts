import type { JsonSchema } from '../request.ts'
import type { Random } from '../random.ts'
import type { Invent } from './faker.ts'
import type { PromptFacts } from './prompt-facts.ts'

/** What a value is made for: its property's name, what the prompt mentions, and the sources of chance. */
export interface ValueContext {
  readonly name: string
  readonly facts: PromptFacts
  readonly invent: Invent
  readonly random: Random
}

type Maker = (context: ValueContext) => string

const FORMATS: Readonly<Record<string, Maker>> = {
  date: ({ facts, invent }) => facts.dates.find((date) => /^\d{4}-/.test(date)) ?? day(invent),
  'date-time': ({ invent }) => invent.date.soon({ days: 60 }).toISOString(),
  time: ({ invent }) => invent.date.soon().toISOString().slice(11, 19) + 'Z',
  duration: ({ random }) => `PT${random.integer(1, 12)}H`,
  email: ({ facts, invent }) => facts.emails[0] ?? invent.internet.exampleEmail().toLowerCase(),
  hostname: ({ invent }) => invent.internet.domainName(),
  ipv4: ({ invent }) => invent.internet.ipv4(),
  ipv6: ({ invent }) => invent.internet.ipv6(),
  uri: ({ facts, invent }) => facts.urls[0] ?? `https://example.com/${invent.word.noun()}`,
  url: ({ facts, invent }) => facts.urls[0] ?? `https://example.com/${invent.word.noun()}`,
  uuid: ({ invent }) => invent.string.uuid(),
}

/** Property names that say what belongs there; the first pattern that fits decides. */
const NAMES: readonly (readonly [RegExp, Maker])[] = [
  [/e-?mail/i, FORMATS['email']!],
  [/url|link|website|uri/i, FORMATS['uri']!],
  [/(?:^|_)date|day$|deadline|birthday/i, (context) => context.facts.dates[0] ?? day(context.invent)],
  [/uuid|guid/i, FORMATS['uuid']!],
  [/city|town|location|place|destination|origin/i, ({ facts, invent }) => facts.names[0] ?? invent.location.city()],
  [/country/i, ({ facts, invent }) => facts.names[0] ?? invent.location.country()],
  [/street|address/i, ({ invent }) => invent.location.streetAddress()],
  [/zip|post(?:al)?_?code/i, ({ invent }) => invent.location.zipCode('#####')],
  [/phone|mobile/i, ({ invent }) => `+1-555-${invent.string.numeric(3)}-${invent.string.numeric(4)}`],
  [/first_?name|given/i, ({ facts, invent }) => facts.names[0]?.split(' ')[0] ?? invent.person.firstName()],
  [/last_?name|surname|family/i, ({ facts, invent }) => facts.names[0]?.split(' ').at(-1) ?? invent.person.lastName()],
  [/company|organi[sz]ation|brand/i, ({ facts, invent }) => facts.names[0] ?? invent.company.name()],
  [/currency/i, ({ invent }) => invent.finance.currencyCode()],
  [/colou?r/i, ({ invent }) => invent.color.human()],
  [/lang(?:uage)?$/i, () => 'English'],
  [
    /query|question|search|prompt|input|text|message|content/i,
    ({ facts, invent }) => facts.quoted[0] ?? (facts.text.slice(0, 200).trim() || invent.word.noun()),
  ],
  [
    /expression|formula|equation/i,
    ({ facts }) => /[-\d(][\d\s.()+*/^%-]*\d\)?/.exec(facts.text)?.[0]?.trim() ?? '1 + 1',
  ],
  [
    /title|subject|heading|topic/i,
    ({ facts, invent }) => facts.quoted[0] ?? capitalised(facts.topics.slice(0, 3).join(' ')) ?? invent.book.title(),
  ],
  [
    /author|name|person|user|customer/i,
    ({ facts, invent }) => facts.quoted[0] ?? facts.names[0] ?? invent.person.fullName(),
  ],
  [
    /description|summary|reason|explanation|answer|comment|note|body/i,
    ({ facts, invent }) =>
      `A ${invent.word.adjective()} ${invent.word.noun()} about ${facts.topics[0] ?? invent.word.noun()}.`,
  ],
  [/(?:^|_)id$|[a-z]Id$/, ({ facts, invent }) => facts.quoted[0] ?? invent.string.alphanumeric(10)],
]

/** A string for a schema without `enum` or `const`: by format, pattern, then the property's name; within the length bounds. */
export function stringValue(schema: JsonSchema, context: ValueContext): string {
  const { pattern, format, minLength, maxLength } = schema
  const made =
    typeof pattern === 'string'
      ? fromPattern(pattern, context)
      : (FORMATS[String(format)] ?? byName(context.name))(context)
  return bounded(
    made,
    typeof minLength === 'number' ? minLength : 0,
    typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY,
    context,
  )
}

function byName(name: string): Maker {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? anyWord
}

const anyWord: Maker = ({ facts, invent, random }) => {
  const known = [...facts.quoted, ...facts.names]
  return known.length > 0 ? random.pick(known) : invent.word.noun()
}

/** A text that a pattern accepts; faker makes the simple ones, a few drawn candidates are tried for the rest. */
function fromPattern(pattern: string, context: ValueContext): string {
  const source = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replaceAll(String.raw`\d`, '[0-9]')
    .replaceAll(String.raw`\w`, '[A-Za-z0-9_]')
  const test = new RegExp(pattern, 'u')
  for (let attempt = 0; attempt < 20; attempt++) {
    const candidate = attempt < 15 ? context.invent.helpers.fromRegExp(source) : byName(context.name)(context)
    if (test.test(candidate)) return candidate
  }
  return context.invent.helpers.fromRegExp(source)
}

function bounded(text: string, min: number, max: number, { invent }: ValueContext): string {
  const cut = text.length > max ? text.slice(0, max) : text
  return cut.length >= min ? cut : (cut + invent.string.alpha(min)).slice(0, Math.max(min, 0))
}

function day(invent: Invent): string {
  return invent.date.soon({ days: 60 }).toISOString().slice(0, 10)
}

function capitalised(text: string): string | undefined {
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1)
}
