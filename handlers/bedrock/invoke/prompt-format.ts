import { choicesOf, textOf, type FinishReason } from '../../../src/completion.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import { requestId } from '../ids.ts'
import { pieces, type AnsweredChat, type NativeDialect, type Piece } from './native.ts'
import { checkShape } from './schema-words.ts'

/** What a body with one prompt asks for. */
export interface PromptRequest {
  readonly prompt: string
  readonly maxTokens?: number | undefined
  readonly stop?: readonly string[] | undefined
  readonly temperature?: number | undefined
  readonly n?: number | undefined
}

/** A format with one prompt and text alone. */
export interface PromptFormat {
  readonly shape: Shape
  /** Reads a body of this shape. */
  read(body: Readonly<Record<string, unknown>>): PromptRequest
  encode(exchange: AnsweredChat): unknown
  encodePiece(exchange: AnsweredChat, piece: Piece): object
}

/** The dialect of a format with one prompt. */
export function promptDialect({ shape, read, encode, encodePiece }: PromptFormat): NativeDialect {
  return {
    parse({ call, body, asked }) {
      checkShape(body, shape, call.validation === 'lenient')
      return toRequest(read(body), body, asked)
    },
    encode,
    encodeStream: (exchange) => pieces((piece) => encodePiece(exchange, piece)),
  }
}

function toRequest(
  { prompt, maxTokens, stop = [], temperature, n = 1 }: PromptRequest,
  wire: unknown,
  asked: string,
): CompletionRequest {
  return {
    operation: 'chat',
    model: asked,
    stream: false,
    wire,
    messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
    tools: [],
    toolChoice: 'none',
    parallelToolCalls: false,
    responseFormat: { type: 'text' },
    ...(maxTokens === undefined ? {} : { maxTokens }),
    stopSequences: stop,
    n,
    ...(temperature === undefined ? {} : { temperature }),
  }
}

/** The id that Cohere's answers take from their request (recorded). */
export const idOf = (exchange: AnsweredChat): string => requestId(exchange.seed)

/** Texts and ends of all answers. */
export function endsOf({ outcome }: AnsweredChat, words: Record<FinishReason, string>) {
  return choicesOf(outcome).map((choice) => ({ text: textOf(choice), reason: words[choice.finishReason] }))
}

/** One word for each way to end, out of three. */
export function endWords(stop: string, length: string, stopSequence = stop): Record<FinishReason, string> {
  return {
    stop,
    'stop-sequence': stopSequence,
    length,
    'context-window': length,
    'tool-calls': stop,
    'content-filter': stop,
    refusal: stop,
    error: stop,
  }
}
