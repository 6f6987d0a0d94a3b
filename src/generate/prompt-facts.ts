import { expressionsIn } from './arithmetic.ts'
import { DATE } from './dates.ts'
import { keyOf, spaced } from './naming.ts'
import { numbersIn, type Quantity } from './quantity.ts'
import { subjectOf, topicsOf } from './subject.ts'
import { stemOf, wordsOf } from './words.ts'

/** What a prompt mentions that an answer, or a tool's arguments, can use. */
export interface PromptFacts {
  readonly text: string
  /** Stems of all words. */
  readonly stems: ReadonlySet<string>
  readonly numbers: readonly Quantity[]
  readonly emails: readonly string[]
  readonly urls: readonly string[]
  readonly phones: readonly string[]
  readonly dates: readonly string[]
  readonly times: readonly string[]
  readonly quoted: readonly string[]
  /** Runs of capitalised words inside sentences: places, people, products. */
  readonly names: readonly string[]
  /** What stands after `in`, `near`, `from` or `to`, capitalised or not. */
  readonly places: readonly string[]
  /** Words of capitals and digits: currencies, tickers, order numbers. */
  readonly codes: readonly string[]
  readonly expressions: readonly string[]
  /** Words that carry the subject, in order, without repeats. */
  readonly topics: readonly string[]
  /** What the prompt is about, as a phrase: `the harbour of Lisbon`; empty where that is not clear. */
  readonly subject: string
  /** Values by key, from lines such as `name: Ada`. */
  readonly known: ReadonlyMap<string, unknown>
  /** Values by key out of what tools gave back; the prompt's own come first. */
  readonly found: ReadonlyMap<string, unknown>
}

/** The facts of a text. Long texts are read up to 20,000 characters: facts of an answer stand near the question. */
export function promptFacts(prompt: string): PromptFacts {
  return new PromptReader(prompt.length > 20_000 ? prompt.slice(0, 10_000) + prompt.slice(-10_000) : prompt)
}

/** The facts with some of them replaced. */
export function withFacts(facts: PromptFacts, other: Partial<PromptFacts>): PromptFacts {
  const fixed = Object.entries(other).map(([key, value]) => [key, { value, enumerable: true }])
  return Object.create(facts, Object.fromEntries(fixed)) as PromptFacts
}

/** Reads each kind of fact when it is first asked for: most answers need few of them. */
class PromptReader implements PromptFacts {
  readonly text: string
  readonly found: ReadonlyMap<string, unknown> = new Map()
  private readonly read = new Map<string, unknown>()

  constructor(text: string) {
    this.text = text
  }

  get emails(): readonly string[] {
    return this.once('emails', () => all(this.text, /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{0,64}\w/g))
  }

  get urls(): readonly string[] {
    return this.once('urls', () => all(this.text, /https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]/g))
  }

  get dates(): readonly string[] {
    return this.once('dates', () =>
      unique(
        all(this.text.replaceAll(DATE_RANGE, '$1 $2 $1 $3').replaceAll(DAY_RANGE, '$1 $3 $2 $3'), DATE).map((one) =>
          one.replace(/^on /i, ''),
        ),
      ),
    )
  }

  get phones(): readonly string[] {
    const found = () => all(this.text, /(?<![\w-])\+?\d[\d ()-]{7,17}\d(?![\w-])/g)
    return this.once('phones', () => found().filter((one) => !/^\d{4}-\d\d/.test(one)))
  }

  get times(): readonly string[] {
    return this.once('times', () => all(this.text, /\b(?:[01]?\d|2[0-3]):[0-5]\d(?: ?[ap]m)?\b|\b\d{1,2} ?[ap]m\b/gi))
  }

  get quoted(): readonly string[] {
    return this.once('quoted', () =>
      all(this.text, QUOTED).filter((one) => /[\p{L}\p{N}]/u.test(one) && !/^[\s,;:]/.test(one)),
    )
  }

  get codes(): readonly string[] {
    const found = () => all(this.bare, /(?<![\w-])(?=[A-Z\d-]*[A-Z])[A-Z\d][A-Z\d-]{1,19}(?![\w-])/g)
    return this.once('codes', () => unique([...currenciesIn(this.text), ...found()]))
  }

  get names(): readonly string[] {
    return this.once('names', () => namesIn(this.bare).filter((name) => !this.codes.includes(name)))
  }

  get places(): readonly string[] {
    return this.once('places', () => placesIn(this.bare))
  }

  get numbers(): readonly Quantity[] {
    return this.once('numbers', () => numbersIn(this.bare))
  }

  get stems(): ReadonlySet<string> {
    return this.once('stems', () => new Set(wordsOf(this.text).map(stemOf)))
  }

  get expressions(): readonly string[] {
    return this.once('expressions', () => expressionsIn(this.text))
  }

  get topics(): readonly string[] {
    return this.once('topics', () => topicsOf(this.bare))
  }

  get subject(): string {
    return this.once('subject', () => subjectOf(this.text))
  }

  get known(): ReadonlyMap<string, unknown> {
    return this.once('known', () => knownIn(this.text))
  }

  /** The text without what is no word or number of its own. */
  private get bare(): string {
    return this.once('bare', () =>
      [...this.emails, ...this.urls, ...this.dates, ...this.phones, ...this.times].reduce(
        (rest, one) => rest.replaceAll(one, ' , '),
        this.text,
      ),
    )
  }

  private once<T>(kind: string, make: () => T): T {
    if (!this.read.has(kind)) this.read.set(kind, make())
    return this.read.get(kind) as T
  }
}

const QUOTED =
  /(?<=")[^"\n]{1,500}(?=")|(?<=“)[^”\n]{1,500}(?=”)|(?<=«\s?)[^»\n]{1,500}?(?=\s?»)|(?<=`)[^`\n]{1,200}(?=`)|(?<=(?:^|[\s(:])')[^'\n]{1,500}(?='(?:\W|$))/g

/** `March 3 to 7`: the second date has no month of its own. */
const DATE_RANGE =
  /\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}) (\d{1,2}) ?(?:-|–|to|until) ?(\d{1,2})(?!\d|:)/gi

/** `3 to 7 April 2026`: the first date has no month of its own. */
const DAY_RANGE =
  /\b(\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to|until) ?(\d{1,2})(?:st|nd|rd|th)? ((?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?:,? \d{4})?)/gi

/** Whether a text speaks of all words of a phrase, such as an enum's value. */
export function speaksOf({ stems }: Pick<PromptFacts, 'stems'>, phrase: string): boolean {
  const words = wordsOf(spaced(phrase))
  return words.length > 0 && words.length < 12 && words.every((word) => stems.has(stemOf(word)))
}

/** Whether a text speaks of a property: of any telling word of its name. */
export function isSpokenOf(facts: PromptFacts, name: string): boolean {
  return (
    facts.known.has(keyOf(name)) ||
    wordsOf(spaced(name)).some((word) => word.length > 2 && facts.stems.has(stemOf(word)))
  )
}

const NAME = String.raw`\p{Lu}[\p{L}\p{N}'’-]+(?:\s+(?:(?:de|del|la|le|of|the|van|von)\s+)?\p{Lu}[\p{L}\p{N}'’-]+)*`
const NAME_PATTERN = new RegExp(String.raw`(^|[.!?:\n*#]\s*|["'“]|[^\s]\s+)?(${NAME})`, 'gu')
const NO_NAME =
  /^(?:I|The|A|An|And|Or|But|If|Please|What|When|Where|Who|Why|How|Is|Are|Do|Does|Can|Could|It|You|My|We|This|That|Use|Then|Also|Answer|Reply|JSON|API|Celsius|Fahrenheit|I'(?:m|d|ll|ve))(?:\s|$)/

function namesIn(text: string): string[] {
  const found = [...text.matchAll(NAME_PATTERN)].flatMap(([whole, lead = '', name], index, runs) => {
    const isInside = /[^\s.!?:\n*#]\s+$/u.test(lead)
    // A sentence may begin with names: `Alice and Bob`.
    const isFirstOfMany = /^(?:,| and| &) \p{Lu}/u.test(
      text.slice(runs[index]!.index + whole.length, runs[index]!.index + whole.length + 8),
    )
    if (!isInside && !isFirstOfMany && !name!.includes(' ')) return []
    return [(isInside ? name! : name!.replace(LEADING, '')).replace(/['’]s$/, '')]
  })
  return unique(found.filter((name) => !NO_NAME.test(name)))
}

/** A sentence's first word that is no part of the name after it. */
const LEADING =
  /^(?:Book|Find|Get|Show|Tell|Compare|Search|Send|Email|Call|Ask|Check|Describe|Explain|Visit|Is|Are|Does|Do|Did|Will|What|Where|When|Who|Has|Have|Can|In|From|To|At|For|Dear|Hi|Hello|Summari[sz]e|Translate|Write|List|Schedule|Order|Convert|About|Give|Meet|Invite|And|The)\s+/

/** Words that are no place though they follow `in` or `to`. */
const NO_PLACE =
  /^(?:the|a|an|my|our|your|his|her|this|that|it|me|us|you|be|one|two|three|detail|general|short|total|order|english|german|french|spanish|italian|portuguese|json|markdown|python|bold|words?|celsius|fahrenheit|degrees|advance|which|what|how|and|make|get|find|know|see|do|have|go|buy|book|send|use|\p{L}*ing)$/iu

function placesIn(text: string): string[] {
  const found = [
    ...text.matchAll(
      /\b(?:in|near|from|to|at|for|around)\s+(\p{L}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+|(?<=\b(?:san|new|los|las|el|rio|saint|st)\s*)\s+\p{L}+)*)/gu,
    ),
  ]
  return unique(found.map(([, place]) => place!).filter((place) => !NO_PLACE.test(place.split(/\s/)[0]!)))
}

function currenciesIn(text: string): string[] {
  const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' }
  const named = [...text.matchAll(/[$€£¥]|\b(?:dollars?|euros?|pounds? sterling|yen)\b/gi)].map(
    ([found]) => signs[found] ?? { d: 'USD', e: 'EUR', p: 'GBP', y: 'JPY' }[found[0]!.toLowerCase()]!,
  )
  return unique(named)
}

/** Values that the text states by key: `Name: Ada Lovelace`, one a line or parted by commas. */
function knownIn(text: string): ReadonlyMap<string, unknown> {
  const pairs = [
    ...text.matchAll(
      /(?:^|[\n,;{(]|\s-)\s*["']?(\p{L}[\p{L}\d_ ]{0,30}?)["']?\s*[:=](?!\/)\s*["']?([^\n,;"'{}[\]]{1,200})/gu,
    ),
  ]
  return new Map(pairs.map(([, key, value]) => [keyOf(key!), value!.trim().replace(/\.$/, '')]))
}

function all(text: string, pattern: RegExp): string[] {
  return unique([...text.matchAll(pattern)].map(([found]) => found.trim()))
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
