/** What a wire answer says, in words that all providers share. */
export interface Answer {
  readonly text: string
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: unknown }[]
  readonly finish: string
  readonly inputTokens: number
  readonly outputTokens: number
}

/** What a case asks for. */
export interface Ask {
  readonly prompt?: string
  readonly tools?: readonly { readonly name: string; readonly parameters: object }[]
  readonly toolChoice?: 'none' | 'required'
  readonly maxTokens?: number
  readonly stop?: readonly string[]
  readonly model?: string
  /** A conversation in which the tool has been called and has answered. */
  readonly toolResult?: { readonly name: string; readonly arguments: object; readonly result: string }
}

/** What not every API has: cases about it are skipped where the driver says why. */
export type Trait =
  | 'text'
  | 'streams'
  | 'tools'
  | 'toolChoice'
  | 'stop'
  | 'seeds'
  | 'keys'
  | 'prices'
  | 'window'
  | 'fullConversation'

/** How the contract suite speaks with one provider. */
export interface Driver {
  readonly provider: string
  readonly url: string
  /** The address of one ask, where it depends on the model or on streaming. Default: `url`. */
  urlOf?(ask: Ask, stream: boolean): string
  readonly model: string
  headers(key: string): Record<string, string>
  body(ask: Ask, stream: boolean): object
  /** A unary body as an answer. */
  read(body: unknown): Answer
  /** The text of a whole stream as an answer. */
  readStream(text: string): Answer
  /** The words of the wire for these ends. */
  readonly finish: {
    readonly stop: string
    readonly length: string
    readonly tools: string
    readonly stopSequence: string
  }
  /** Statuses that differ between providers. */
  readonly status: {
    readonly overloaded: number
    readonly unknownModel: number
    /** Bodies that cannot be read or lack something. Default: 400. */
    readonly invalid?: readonly number[]
    /** A missing key and one that is not accepted. Default: 401 for both. */
    readonly keys?: readonly [missing: number, unknown: number]
  }
  /** Whether the text of a stream is complete, ended by the provider's own terminator. */
  isTerminated(text: string): boolean
  readonly contentType: string
  /** What a stream that broke off in-band contains. Default: `"error"`. */
  readonly streamError?: string
  /** The smallest token limit that the API takes. Default: 1. */
  readonly leastTokens?: number
  /** What the API lacks, with the reason that skipped cases name. */
  readonly without?: Readonly<Partial<Record<Trait, string>>>
  /** What an unknown path and a wrong method are answered with, where it is no JSON with `error`. */
  readonly unknownPath?: { readonly path: RegExp; readonly method: RegExp }
  /** Milliseconds until the fourth request fits, where three a minute are allowed. Default: 20,000, as a bucket drains. */
  readonly limitWaitMs?: number
  /** False where 429 comes without `retry-after`. Default: true. */
  readonly hasRetryAfter?: boolean
  /** The member that tells an unknown path or method. Default: `error`. */
  readonly pathError?: string
  /** A prompt of so many words is larger than the model's window, and what the refusal says. Default: 250,000 words, and the number of their tokens. */
  readonly tooLong?: { readonly words: number; readonly text: RegExp }
}

/** Skips a case that needs what the driver's API lacks; the note of the skip is the reason. */
export function needs(driver: Driver, skip: (note: string) => never, ...traits: readonly Trait[]): void {
  for (const trait of traits) {
    const reason = driver.without?.[trait]
    if (reason !== undefined) skip(reason)
  }
}

/** Data lines of server-sent events, parsed where they are JSON. */
export function dataOf(text: string): readonly any[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => (line === 'data: [DONE]' ? '[DONE]' : JSON.parse(line.slice(6))))
}
