/** Why an answer ended. */
export type FinishReason =
  | 'stop'
  | 'stop-sequence'
  | 'length'
  | 'context-window'
  | 'tool-calls'
  | 'content-filter'
  | 'refusal'
  | 'error'

/** Where a stretch of text comes from. */
export interface Citation {
  readonly url?: string
  readonly title?: string
  /** The words that are cited. */
  readonly citedText?: string
  /** Place in the text of the part, in UTF-16 units. */
  readonly start?: number
  readonly end?: number
}

/** Plain text of an answer or a message. */
export interface TextPart {
  readonly type: 'text'
  readonly text: string
  readonly citations?: readonly Citation[]
}

/** Thinking that the model shows, or its summary. */
export interface ReasoningPart {
  readonly type: 'reasoning'
  readonly text: string
  /** The provider's proof that the text is its own, where the API has one. */
  readonly signature?: string
  /** Tokens billed for this part, where they are more than its text shows (summaries, hidden thinking). */
  readonly tokens?: number
  /** True where the text is withheld and only an opaque payload is sent. */
  readonly redacted?: boolean
}

/** A request to run one of the caller's tools. */
export interface ToolCallPart {
  readonly type: 'tool-call'
  readonly id: string
  readonly name: string
  /** The arguments as JSON text. */
  readonly arguments: string
  /** `custom` for free-text input (OpenAI custom tools). */
  readonly kind?: 'function' | 'custom'
}

/** The model declines; some APIs keep these words apart from text. */
export interface RefusalPart {
  readonly type: 'refusal'
  readonly text: string
}

/**
 * A tool that the provider runs itself, with what came of it: web search, code execution, file search.
 *
 * The simulated model writes `{"query"}` with a list of {@link Source} for searches and maps, `{"url"}` with one for fetches,
 * and `{"code"}` with the printed text for code; a test author may write whatever the provider's dialect understands.
 */
export interface ServerToolPart {
  readonly type: 'server-tool'
  readonly id: string
  /** The provider's name of the tool: `web_search`, `code_execution`, … */
  readonly name: string
  /** The input as JSON text. */
  readonly arguments: string
  readonly result: unknown
  readonly isError?: boolean
}

/** A page, file or place that a server tool found. */
export interface Source {
  /** Absent for files. */
  readonly url?: string
  readonly title: string
  readonly text: string
}

/** An image that the model drew. */
export interface ImageOutputPart {
  readonly type: 'image-output'
  readonly mediaType: string
  /** Base64. */
  readonly data: string
}

/** One piece of an answer, in the order in which it was written. */
export type ContentPart = TextPart | ReasoningPart | ToolCallPart | RefusalPart | ServerToolPart | ImageOutputPart

/** Tokens of one exchange. Details are parts of the totals: cached and written input within `inputTokens`, reasoning within `outputTokens`. */
export interface Usage extends UsageDetails {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  /** The share of `cacheWriteTokens` that is kept for an hour (Anthropic). */
  readonly cacheWriteLongTokens: number
  readonly reasoningTokens: number
}

/** Parts of the totals that only some exchanges have, and searches; absent: none. */
export interface UsageDetails {
  /** Of the input: results of server tools. */
  readonly toolInputTokens?: number
  /** Of the input. */
  readonly inputAudioTokens?: number
  readonly inputImageTokens?: number
  /** Of the output. */
  readonly outputAudioTokens?: number
  readonly outputImageTokens?: number
  /** Of the output: predicted text that the answer has, and that it does not have (OpenAI). */
  readonly acceptedPredictionTokens?: number
  readonly rejectedPredictionTokens?: number
  /** Searches of the web that the provider ran. */
  readonly webSearches?: number
}

/** The names of {@link UsageDetails}. */
export const USAGE_DETAILS = [
  'toolInputTokens',
  'inputAudioTokens',
  'inputImageTokens',
  'outputAudioTokens',
  'outputImageTokens',
  'acceptedPredictionTokens',
  'rejectedPredictionTokens',
  'webSearches',
] as const satisfies readonly (keyof UsageDetails)[]

/** The sums of what `all` have; what none has is left out. */
export function sumDetails(all: readonly UsageDetails[]): UsageDetails {
  const sums: { -readonly [Name in keyof UsageDetails]: number } = {}
  for (const one of all) {
    for (const name in one) if (DETAILS.has(name)) add(sums, name as keyof UsageDetails, one)
  }
  return sums
}

function add(sums: { -readonly [Name in keyof UsageDetails]: number }, name: keyof UsageDetails, one: UsageDetails) {
  const count = one[name] ?? 0
  if (count > 0) sums[name] = (sums[name] ?? 0) + count
}

const DETAILS: ReadonlySet<string> = new Set(USAGE_DETAILS)

/** One answer; a request for `n` answers gets one {@link Choice} more for each beyond the first. */
export interface Choice {
  readonly content: readonly ContentPart[]
  readonly finishReason: FinishReason
  /** The sequence that ended the answer, where `finishReason` is `stop-sequence`. */
  readonly stopSequence?: string
}

/** What the simulated model answers; unary and streamed bytes are both made of it. */
export interface Completion extends Choice {
  readonly usage: Usage
  /** Choices 1 to n-1. */
  readonly alternatives?: readonly Choice[]
}

export const NO_USAGE: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cacheWriteLongTokens: 0,
  reasoningTokens: 0,
}

/** All choices of a completion in order. */
export function choicesOf(completion: Completion): readonly Choice[] {
  return completion.alternatives ? [completion, ...completion.alternatives] : [completion]
}

/** The visible text of an answer: its text and refusal parts joined. */
export function textOf(choice: Pick<Choice, 'content'>): string {
  return choice.content.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('')
}

/** The tool calls of an answer in order. */
export function toolCallsOf(choice: Pick<Choice, 'content'>): readonly ToolCallPart[] {
  return choice.content.filter((part) => part.type === 'tool-call')
}
