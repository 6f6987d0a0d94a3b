/** What a prompt mentions that an answer, or a tool's arguments, can use. */
export interface PromptFacts {
  readonly numbers: readonly number[]
  readonly emails: readonly string[]
  readonly urls: readonly string[]
  readonly dates: readonly string[]
  readonly quoted: readonly string[]
  /** Runs of capitalised words inside sentences: places, people, products. */
  readonly names: readonly string[]
  /** Words that carry the subject, longest first, without repeats. */
  readonly topics: readonly string[]
  readonly text: string
}

const STOP_WORDS = new Set(
  `about above after again against all also although always and another any are around ask because been before being below between both but
  can could did does doing down during each either else ever every few for from further get give had has have having hello her here hers him his how
  however into its itself just know let like make many may maybe me might more most much must need nor not now off once one only other our out over own
  please same shall she should since some such take tell than thank thanks that the their them then there these they this those through thus too under
  until use using very was way were what when where whether which while who whom whose why will with within without would yes yet you your write say`.split(
    /\s+/,
  ),
)

const DATE =
  /\b\d{4}-\d{2}-\d{2}\b|\b(?:today|tomorrow|yesterday)\b|\b(?:next|this) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b/gi

/** The facts of a text. Long texts are read up to 20,000 characters: facts of an answer stand near the question. */
export function promptFacts(prompt: string): PromptFacts {
  const text = prompt.length > 20_000 ? prompt.slice(0, 10_000) + prompt.slice(-10_000) : prompt
  const emails = all(text, /[\w.+-]+@[\w-]+\.[\w.-]*\w/g)
  const urls = all(text, /https?:\/\/[^\s<>"')\]]+/g)
  const dates = all(text, DATE)
  const bare = [...emails, ...urls, ...dates].reduce((rest, fact) => rest.replaceAll(fact, ' '), text)
  return {
    text,
    emails,
    urls,
    dates,
    numbers: all(bare, /(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])/g).map((one) => Number(one.replaceAll(',', ''))),
    quoted: all(bare, /(?<=")[^"\n]{1,200}(?=")|(?<=“)[^”\n]{1,200}(?=”)|(?<=(?:^|\s)')[^'\n]{1,200}(?='(?:\W|$))/g),
    names: namesIn(bare),
    topics: topicsIn(bare),
  }
}

function namesIn(text: string): string[] {
  const runs = [
    ...text.matchAll(
      /(?<lead>^|[.!?:\n]\s*|[^\s]\s)?(?<name>\p{Lu}[\p{L}'’-]+(?:\s+(?:de|del|la|of|the|van|von)?\s?\p{Lu}[\p{L}'’-]+)*)/gu,
    ),
  ]
  return unique(
    runs
      .filter(({ groups }) => /[^\s.!?:\n]\s$/u.test(groups!['lead'] ?? '') || groups!['name']!.includes(' '))
      .map(({ groups }) => groups!['name']!)
      .filter((name) => !STOP_WORDS.has(name.toLowerCase())),
  )
}

function topicsIn(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}[\p{L}'’-]{3,}/gu) ?? []
  return unique(words.filter((word) => !STOP_WORDS.has(word))).slice(0, 40)
}

function all(text: string, pattern: RegExp): string[] {
  return unique([...text.matchAll(pattern)].map(([found]) => found))
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
