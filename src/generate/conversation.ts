import { inputText, promptOf, type CompletionRequest, type Message, type ToolResultPart } from '../request.ts'
import { keyOf, spaced } from './naming.ts'
import { promptFacts, withFacts, type PromptFacts } from './prompt-facts.ts'
import { isObject } from './schema-check.ts'

/** A tool call since the user last spoke, with what came of it. */
export interface PastCall {
  readonly name: string
  readonly arguments: string
  /** Undefined where no result was sent. */
  readonly result: string | undefined
  readonly isError: boolean
}

/** Where the conversation stands: what tools were called for the last prompt, in how many rounds. */
export interface Progress {
  readonly rounds: number
  readonly calls: readonly PastCall[]
}

/** The tool calls since the user last spoke. */
export function progressOf({ messages }: Pick<CompletionRequest, 'messages'>): Progress {
  const start = messages.findLastIndex(isSpoken)
  const recent = messages.slice(start + 1)
  const turns = recent.filter((one) => one.content.some((part) => part.type === 'tool-call'))
  const results = messages
    .slice(Math.max(start, 0))
    .flatMap((one) => one.content.filter((part): part is ToolResultPart => part.type === 'tool-result'))
  const made = turns.flatMap((one) => one.content.flatMap((part) => (part.type === 'tool-call' ? [part] : [])))
  const calls = made.map(({ id, name, arguments: args }) => {
    const result = results.find((one) => one.toolCallId === id)
    const text = result && unwrapped(inputText(result.content))
    return { name, arguments: args, result: text, isError: result?.isError === true || isFailure(text ?? '') }
  })
  const orphans = results.filter((one) => !made.some(({ id }) => id === one.toolCallId))
  const others = orphans.map((one) => {
    const text = unwrapped(inputText(one.content))
    return { name: one.name ?? 'tool', arguments: '{}', result: text, isError: one.isError === true || isFailure(text) }
  })
  return { rounds: Math.max(turns.length, others.length > 0 ? 1 : 0), calls: [...calls, ...others] }
}

/** The text inside of a result that a client wrapped, as `{"name":"search","content":"[…]"}`: Gemini takes objects only. */
function unwrapped(text: string): string {
  if (!/^\s*\{\s*"(?:name|content|result|output)"/.test(text)) return text
  const value = parsed(text)
  if (!isObject(value)) return text
  const { name: _name, ...rest } = value
  const [entry, ...others] = Object.entries(rest)
  const isWrapper = entry !== undefined && others.length === 0 && /^(?:content|result|output)$/.test(entry[0])
  return isWrapper && typeof entry[1] === 'string' ? entry[1] : text
}

function isSpoken({ role, content }: Message): boolean {
  return role === 'user' && content.some((part) => part.type !== 'tool-result')
}

function isFailure(result: string): boolean {
  return /^\s*(?:\{\s*"(?:error|errors)"\s*:\s*(?!null|false|\[\])|"?(?:error|exception|failed|failure|traceback|not found)\b)/i.test(
    result,
  )
}

/** The facts of the last user text, completed by earlier turns and by what tools gave back. */
export function factsOf(request: CompletionRequest): PromptFacts {
  const prompt = promptOf(request)
  const facts = promptFacts(prompt)
  const users = request.messages.filter(isSpoken).slice(-4, -1)
  const { calls } = progressOf(request)
  const found = calls.length > 0 ? { found: foundIn(calls) } : {}
  if (users.length === 0) return calls.length > 0 ? withFacts(facts, found) : facts
  const earlier = promptFacts(users.map((one) => inputText(one.content)).join('\n'))
  const either = <T>(own: readonly T[], other: readonly T[]) => (own.length > 0 ? own : other)
  const isFollowUp = /^(?:and|what about|how about|now|same|also|then|ok(?:ay)?,? and)\b/i.test(prompt)
  return withFacts(facts, {
    ...found,
    emails: either(facts.emails, earlier.emails),
    dates: either(facts.dates, earlier.dates),
    names: either(facts.names, earlier.names),
    places: either(facts.places, earlier.places),
    codes: either(facts.codes, earlier.codes),
    numbers: either(facts.numbers, earlier.numbers),
    subject: facts.subject || earlier.subject,
    ...(isFollowUp ? { stems: new Set([...earlier.stems, ...facts.stems]) } : {}),
  })
}

/** Keys under which the text of all results is found: what summarising and sending tools ask for. */
const TEXT_KEYS = 'text content document documents results result data articles notes body message summary'.split(' ')

/** Values of results by key; `flights[0].id` is found as `id`, `flightid` and `flightsid`. */
function foundIn(calls: readonly PastCall[]): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>()
  const add = (key: string, value: unknown) => {
    if (!values.has(keyOf(key))) values.set(keyOf(key), value)
  }
  const collect = (value: unknown, owners: readonly string[], depth: number) => {
    if (Array.isArray(value)) collect(value[0], owners, depth + 1)
    if (!isObject(value) || depth > 6) return
    for (const [key, part] of Object.entries(value).slice(0, 100)) {
      for (const owner of owners) add(owner + key, part)
      add(key, part)
      collect(part, [key, key.replace(/s$/, '')], depth + 1)
    }
  }
  const good = calls.filter((call) => !call.isError && call.result !== undefined)
  for (const { name, result } of good) collect(parsed(result!), spaced(name).split(' ').slice(1), 0)
  const texts = good.map(({ result }) => result!).join('\n')
  if (texts !== '') for (const key of TEXT_KEYS) add(key, texts.slice(0, 4_000))
  return values
}

/** A text as JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  if (!/^\s*[[{"\d]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
