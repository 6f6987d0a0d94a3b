import { IS_END } from './formats.ts'
import { dayFromToday } from './dates.ts'
import { spaced } from './naming.ts'
import type { ValueContext } from './value-context.ts'
import { ABSTRACT_NOUNS, CALM_ADJECTIVES } from './vocabulary.ts'
import { stemOf, wordsOf } from './words.ts'

/** What belongs into a property by its name. */
export interface Category {
  readonly pattern: RegExp
  /** What the prompt offers, best first. */
  facts(context: ValueContext): readonly string[]
  make(context: ValueContext): string
  /** True where a fact of this kind is enough to fill an optional property. */
  readonly isTelling?: boolean
  /** True where several properties may have the same fact. */
  readonly isShared?: boolean
}

const none = () => []

const named = (of: (context: ValueContext) => string): Pick<Category, 'facts' | 'make'> => ({
  facts: ({ facts }) => [...facts.quoted.filter((one) => one.length < 60), ...facts.names],
  make: of,
})

/** Places of the prompt; `from` and `to` say which is meant. */
const place =
  (word: RegExp) =>
  ({ facts, name }: ValueContext) => {
    const after = new RegExp(String.raw`\b(?:${word.source})\s+(\p{L}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*)`, 'giu')
    const named = word.source === '' ? [] : [...facts.text.matchAll(after)].map(([, found]) => found!)
    const known = [
      ...facts.names,
      ...facts.codes.filter((code) => /^[A-Z]{3}$/.test(code) && /airport|origin|dest/i.test(name)),
    ]
    const meant = known.filter((one) => named.some((found) => found.startsWith(one) || one.startsWith(found)))
    const near = known.filter((one) => facts.places.some((found) => one.startsWith(found) || found.startsWith(one)))
    const lower = facts.places
      .filter((found) => known.length === 0 && !/^\p{Lu}/u.test(found))
      .map((found) => found.split(' ').map(capitalised).join(' '))
    return [...new Set([...meant, ...near, ...known, ...lower])]
  }

const about = ({ facts, random }: ValueContext): string =>
  `A ${random.pick(CALM_ADJECTIVES)} account of ${facts.subject || facts.topics.slice(0, 2).join(' and ') || 'the matter'}.`

/** The time zones that are named after a place: `Asia/Tokyo`. */
function zonesOf(place: string): readonly string[] {
  const end = `/${place.replaceAll(' ', '_')}`.toLowerCase()
  return Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().endsWith(end))
}

const CATEGORIES: readonly Category[] = [
  {
    pattern: /e-?mail|recipient|(?:^|_)(?:cc|bcc)$/i,
    facts: ({ facts }) => facts.emails,
    make: ({ invent }) => invent().internet.exampleEmail().toLowerCase(),
    isTelling: true,
  },
  {
    pattern: /url|link|website|uri/i,
    facts: ({ facts }) => facts.urls,
    make: ({ facts }) => `https://example.com/${facts.topics[0]?.replaceAll(/[^a-z]/g, '') || 'page'}`,
    isTelling: true,
  },
  {
    pattern: /expression|formula|equation|calculation/i,
    facts: ({ facts }) => facts.expressions,
    make: ({ random }) => `${random.integer(2, 9)} + ${random.integer(2, 9)}`,
  },
  {
    pattern: /timezone|time_zone/i,
    facts: ({ facts }) => [...facts.places, ...facts.names].flatMap(zonesOf),
    make: () => 'UTC',
    isTelling: true,
  },
  {
    pattern: /date|(?:^|_)day$|deadline|birthday|check_?in|check_?out|when$|depart(?:ure)?$|return$/i,
    facts: ({ facts }) => facts.dates,
    make: ({ name, random }) => dayFromToday(random.integer(3, 60) + (IS_END.test(name) ? 60 : 0)),
    isTelling: true,
  },
  {
    pattern: /(?:^|_|start|end)time$|hour$/i,
    facts: ({ facts }) => facts.times,
    make: ({ random }) => `${random.integer(9, 17)}:00`,
    isTelling: true,
  },
  { pattern: /uuid|guid/i, facts: none, make: ({ invent }) => invent().string.uuid() },
  {
    pattern: /^(?:from|to|source|target)$/i,
    facts: (context) => [
      ...(context.name.toLowerCase() === 'to' ? context.facts.emails : []),
      ...context.facts.codes.filter((code) => /^[A-Z]{3}$/.test(code)),
      ...place(/^from|source$/i.test(context.name) ? /from/ : /to|in/)(context),
    ],
    make: ({ name, invent }) =>
      name === 'to' ? invent().internet.exampleEmail().toLowerCase() : invent().location.city(),
    isTelling: true,
  },
  {
    pattern: /origin|source|from_?(?:city|place|airport|station|location)|^from$|departure/i,
    facts: place(/from/),
    make: ({ invent }) => invent().location.city(),
    isTelling: true,
  },
  {
    pattern: /destination|target|to_?(?:city|place|airport|station|location)$|^to$|arrival/i,
    facts: place(/to|in/),
    make: ({ invent }) => invent().location.city(),
    isTelling: true,
  },
  {
    pattern: /currency|from_?cur|to_?cur/i,
    facts: ({ facts }) => facts.codes.filter((code) => /^[A-Z]{3}$/.test(code)),
    make: () => 'USD',
    isTelling: true,
  },
  {
    pattern: /symbol|ticker/i,
    facts: ({ facts }) => [...facts.codes, ...facts.names],
    make: ({ invent }) => invent().string.alpha({ length: 4, casing: 'upper' }),
    isTelling: true,
  },
  {
    pattern: /city|town|location|place|venue|area|region/i,
    facts: place(/in|near|at|for|around/),
    make: ({ invent }) => invent().location.city(),
    isTelling: true,
  },
  { pattern: /country|nation/i, facts: place(/in|from/), make: ({ invent }) => invent().location.country() },
  {
    pattern: /street|address/i,
    facts: ({ facts }) => facts.quoted,
    make: ({ invent }) => invent().location.streetAddress(),
  },
  { pattern: /zip|post(?:al)?_?code/i, facts: none, make: ({ invent }) => invent().location.zipCode('#####') },
  {
    pattern: /phone|mobile/i,
    facts: ({ facts }) => facts.phones,
    make: ({ random }) => `+1-555-${random.integer(100, 999)}-${random.integer(1000, 9999)}`,
    isTelling: true,
  },
  {
    pattern: /first_?name|given/i,
    facts: ({ facts }) => facts.names.map((one) => one.split(' ')[0]!),
    make: ({ invent }) => invent().person.firstName(),
  },
  {
    pattern: /last_?name|surname|family/i,
    facts: ({ facts }) => facts.names.filter((one) => one.includes(' ')).map((one) => one.split(' ').at(-1)!),
    make: ({ invent }) => invent().person.lastName(),
  },
  { pattern: /company|organi[sz]ation|brand|vendor|employer/i, ...named(({ invent }) => invent().company.name()) },
  { pattern: /product|item(?:_?name)?$|sku/i, ...named(({ invent }) => invent().commerce.productName()) },
  { pattern: /colou?r/i, facts: none, make: ({ invent }) => invent().color.human() },
  {
    pattern: /lang(?:uage)?$/i,
    facts: ({ facts }) =>
      facts.text.match(
        /\b(?:English|German|French|Spanish|Italian|Portuguese|Dutch|Polish|Russian|Chinese|Japanese|Korean|Arabic|Hindi|Turkish)\b/g,
      ) ?? [],
    make: () => 'English',
  },
  {
    pattern: /query|question|search|prompt|keyword|topic|term/i,
    facts: ({ facts }) => [...facts.quoted, facts.subject, facts.text.slice(0, 200).trim()].filter(Boolean),
    make: ({ random }) => random.pick(ABSTRACT_NOUNS),
    isShared: true,
  },
  {
    pattern: /^subject/i,
    facts: ({ facts }) => [capitalised(facts.subject), ...facts.quoted].filter(Boolean),
    make: ({ random }) => capitalised(`${random.pick(CALM_ADJECTIVES)} ${random.pick(ABSTRACT_NOUNS)}`),
  },
  {
    pattern: /title|heading|headline/i,
    facts: ({ facts }) =>
      [...facts.quoted, capitalised(facts.subject || facts.topics.slice(0, 3).join(' '))].filter(Boolean),
    make: ({ random }) => capitalised(`${random.pick(CALM_ADJECTIVES)} ${random.pick(ABSTRACT_NOUNS)}`),
  },
  {
    pattern: /input|text|message|content|body|document/i,
    facts: ({ facts }) => [...facts.quoted, longText(facts.text)].filter(Boolean),
    make: (context) => context.facts.text.slice(0, 300).trim() || about(context),
    isShared: true,
  },
  {
    pattern:
      /description|summary|reason|explanation|answer|comment|note|analysis|details|overview|rationale|conclusion|step/i,
    facts: none,
    make: about,
  },
  {
    pattern: /(?:^|_)ids?$|[a-z]Ids?$|number$|code$|reference/,
    facts: ({ facts, name }) => [
      ...facts.codes.filter((code) => /\d/.test(code)),
      ...facts.quoted.filter((one) => !one.includes(' ')),
      ...facts.numbers
        .filter(({ near }) => wordsOf(spaced(name)).some((word) => near.has(stemOf(word))))
        .map(({ value }) => String(value)),
    ],
    make: ({ random }) => Array.from({ length: 10 }, () => random.integer(0, 35).toString(36)).join(''),
    isTelling: true,
  },
  {
    pattern: /author|name|person|user|customer|contact|attendee|participant|guest|owner|assignee/i,
    ...named(({ invent }) => invent().person.fullName()),
  },
  {
    pattern: /tag|category|label|genre|type|kind/i,
    facts: ({ facts }) => facts.topics.slice(0, 3),
    make: ({ random }) => random.pick(ABSTRACT_NOUNS),
  },
]

const ANY: Category = {
  pattern: /(?:)/,
  facts: ({ facts }) => [...facts.quoted, ...facts.names],
  make: ({ facts, random }) => (facts.topics.length > 0 ? random.pick(facts.topics) : random.pick(ABSTRACT_NOUNS)),
}

const byName = new Map<string, Category>()

/** The category of a property's name; a general one where the name says nothing. */
export function categoryOf(name: string): Category {
  const known = byName.get(name)
  if (known) return known
  const found = CATEGORIES.find(({ pattern }) => pattern.test(name)) ?? ANY
  if (byName.size < 2_000) byName.set(name, found)
  return found
}

/** Text that is handed over for work: what stands after a colon or in a paragraph of its own. */
function longText(prompt: string): string {
  const at = prompt.search(/:\s|\n\s*\n/)
  return at === -1 ? '' : prompt.slice(at + 1).trim()
}

/** With a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
