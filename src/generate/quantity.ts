import { spaced } from './naming.ts'
import { stemOf, wordsOf } from './words.ts'

/** A number with the words around it, as stems. */
export interface Quantity {
  readonly value: number
  readonly near: ReadonlySet<string>
}

/** The property that a number is wanted for. */
export interface Asking {
  readonly facts: { readonly numbers: readonly Quantity[] }
  readonly name: string
  readonly siblings: readonly string[]
  /** Numbers that other properties have taken. */
  readonly used: Set<string>
  readonly isSparse: boolean
}

/** The number that the prompt states for a property: the one beside its words, else the first that no other property claims. */
export function quantityFor(
  { facts, name, siblings, used, isSparse }: Asking,
  isFine: (value: number) => boolean,
): number | undefined {
  const claims = (property: string, { near }: Quantity) => unitsOf(property).filter((stem) => near.has(stem)).length
  const open = facts.numbers.filter(({ value }, index) => !used.has(`number ${index} ${value}`) && isFine(value))
  const mine = open.toSorted((a, b) => claims(name, b) - claims(name, a))[0]
  if (!mine) return undefined
  const own = claims(name, mine)
  const free = own > 0 ? mine : open.find((one) => !siblings.some((other) => other !== name && claims(other, one) > 0))
  // A free answer takes a number only where the prompt gives it a unit or the property is the only one.
  if (!free || (own === 0 && !isSparse && siblings.length > 3)) return undefined
  used.add(`number ${facts.numbers.indexOf(free)} ${free.value}`)
  return free.value
}

/** Whether the prompt states a number beside words of a property. */
export function hasQuantityFor(name: string, numbers: readonly Quantity[]): boolean {
  const units = unitsOf(name)
  return numbers.some(({ near }) => units.some((stem) => near.has(stem)))
}

/** Stems of the words that stand beside a property's number. */
function unitsOf(name: string): readonly string[] {
  const words = wordsOf(spaced(name))
  const related = UNITS.filter(([property]) => property.test(name)).flatMap(([, units]) => units.split(' '))
  return [...words.filter((word) => word.length > 1), ...related].map(stemOf)
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/price|cost|amount|budget|total|salary|fee/i, 'dollar usd euro eur pound gbp under below over budget most least'],
  [
    /guest|people|party|adult|person|passenger|attendee|seat/i,
    'people person guest adult traveler passenger us seat party',
  ],
  [/percent|rate|tip|discount/i, 'percent'],
  [/temp/i, 'degree celsius fahrenheit'],
  [/duration|minute/i, 'minute min hour'],
  [/distance|radius/i, 'km kilometer mile meter within'],
  [/limit|count|max_?results|top_?k|^n$|number_?of/i, 'top first result best'],
  [/age/i, 'year old aged'],
  [/quantity|units/i, 'piece item box unit pack order buy'],
  [/weight/i, 'kg kilogram gram pound lb'],
]

const SYMBOLS: Readonly<Record<string, string>> = {
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
  '%': 'percent',
  '°': 'degree',
}

/** The numbers of a text, those in words too where they count something. */
export function numbersIn(text: string): Quantity[] {
  const found = [
    ...text.matchAll(/(?<![\w.])(?<sign>-(?=\d))?\d+(?:,\d{3})*(?:\.\d+)?(?=$|[^\w.]|\.\D|\.$|[a-z]{1,3}\b)/g),
  ]
  const digits = found.map((match) => {
    const after = wordsOf(text.slice(match.index + match[0].length, match.index + match[0].length + 24)).slice(0, 2)
    const before = wordsOf(text.slice(Math.max(match.index - 24, 0), match.index)).slice(-2)
    const around = text.slice(Math.max(match.index - 2, 0), match.index + match[0].length + 2)
    const signs = Object.entries(SYMBOLS).flatMap(([symbol, word]) => (around.includes(symbol) ? [word] : []))
    return { value: Number(match[0].replaceAll(',', '')), near: new Set([...before, ...after, ...signs].map(stemOf)) }
  })
  const written = [...text.matchAll(/\b(two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(\p{L}+)/giu)].map(
    ([, word, unit]) => ({ value: NUMBER_WORDS[word!.toLowerCase()]!, near: new Set(wordsOf(unit!).map(stemOf)) }),
  )
  return [...digits, ...written]
}

/** Numbers as words; `a couple` is two. */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
}
