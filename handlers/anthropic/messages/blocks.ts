import type {
  Choice,
  ContentPart,
  FinishReason,
  ReasoningPart,
  ServerToolPart,
  TextPart,
  ToolCallPart,
} from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { drawBase64 } from '../ids.ts'
import { traitsOf } from '../models.ts'
import { wireCitation } from './citations.ts'
import { resultBlock, useBlock } from './server-blocks.ts'
import { displayOf, type MessagesCompletionRequest } from './to-request.ts'
import { modelOf, wireOf } from './usage.ts'
import type { ContentBlock, StopDetails, StopReason } from './wire-answer.ts'

const STOP_REASON: Record<FinishReason, StopReason> = {
  stop: 'end_turn',
  'stop-sequence': 'stop_sequence',
  length: 'max_tokens',
  'context-window': 'model_context_window_exceeded',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
  refusal: 'refusal',
  error: 'end_turn',
}

/** How an answer ended; the words of a refusal stand here, not in a block. */
export function stopOf(choice: Pick<Choice, 'finishReason' | 'stopSequence' | 'content'>) {
  return {
    stop_reason: isPaused(choice) ? 'pause_turn' : STOP_REASON[choice.finishReason],
    stop_sequence: choice.stopSequence ?? null,
    stop_details: stopDetails(choice),
  }
}

/** A turn that ends with the use of a tool that has no result yet goes on in the next request. */
function isPaused({ finishReason, content }: Pick<Choice, 'finishReason' | 'content'>): boolean {
  const last = content.at(-1)
  return finishReason === 'stop' && last?.type === 'server-tool' && last.result === undefined
}

function stopDetails({ finishReason, content }: Pick<Choice, 'finishReason' | 'content'>): StopDetails | null {
  if (STOP_REASON[finishReason] !== 'refusal') return null
  const words = content.map((part) => (part.type === 'refusal' ? part.text : '')).join('')
  return { type: 'refusal', category: null, explanation: words === '' ? null : words }
}

/** A part that has a block of its own. */
export type BlockPart = TextPart | ReasoningPart | ToolCallPart | ServerToolPart

/** Whether a part has a block of its own: refusals and empty texts have none, nor have parts that this API does not know. */
export function isBlock(part: ContentPart): part is BlockPart {
  return part.type === 'text' ? part.text !== '' : ['reasoning', 'tool-call', 'server-tool'].includes(part.type)
}

/** The blocks of a unary answer. */
export function contentOf(exchange: ChatExchange, choice: Pick<Choice, 'content'>): readonly ContentBlock[] {
  return choice.content.flatMap((part, index) => (isBlock(part) ? blocksOf(exchange, part, index) : []))
}

function blocksOf(exchange: ChatExchange, part: BlockPart, index: number): readonly ContentBlock[] {
  switch (part.type) {
    case 'tool-call':
      return [{ ...toolBlock(part), input: parsedInput(part.arguments) }]
    case 'server-tool':
      return [useBlock(exchange, part, parsedInput(part.arguments)), resultBlock(exchange, part)].filter(
        (block) => block !== undefined,
      )
    case 'text':
      return [{ ...citationsOf(exchange, part, index), type: 'text', text: part.text }]
    case 'reasoning':
      return [thinkingBlock(exchange, part, index)]
  }
}

/** The citations of a cited text; no member at all for others. */
export function citationsOf(exchange: ChatExchange, { citations = [] }: TextPart, index: number) {
  const { documents = [] } = exchange.request as Partial<MessagesCompletionRequest>
  const { seed } = exchange
  const wire = citations.map((one, at) => wireCitation(one, { documents, seed, name: `${index} ${at}` }))
  return wire.length === 0 ? {} : { citations: wire }
}

function thinkingBlock(exchange: ChatExchange, part: ReasoningPart, index: number): ContentBlock {
  if (isRedacted(exchange, part)) return redactedBlock(exchange, part, index)
  const thinking = isOmitted(exchange) ? '' : part.text
  return { type: 'thinking', thinking, signature: signatureOf(exchange, part, index) }
}

/** A block as it opens in a stream; undefined where a paused turn has shown it already. */
export function openedBlock(exchange: ChatExchange, part: BlockPart, index: number): ContentBlock | undefined {
  if (part.type === 'tool-call') return toolBlock(part)
  if (part.type === 'server-tool') return useBlock(exchange, part, {})
  if (part.type === 'text') return { ...(part.citations?.length ? { citations: [] } : {}), type: 'text', text: '' }
  return isRedacted(exchange, part)
    ? redactedBlock(exchange, part, index)
    : { type: 'thinking', thinking: '', signature: '' }
}

function toolBlock({ id, name }: ToolCallPart) {
  return { type: 'tool_use', id, name, input: {} as unknown, caller: { type: 'direct' } } as const
}

/** Arguments that the token limit cut off are no JSON; the API then sends an empty object. */
function parsedInput(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return {}
  }
}

function redactedBlock(exchange: ChatExchange, part: ReasoningPart, index: number): ContentBlock {
  return { type: 'redacted_thinking', data: drawBase64(exchange.seed, `redacted ${index}`, 200 + part.text.length) }
}

/** Documented for tests: a prompt with this text gets its thinking redacted [5]. */
const REDACT =
  'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB'

/** Whether a thinking part is sent as an opaque payload. */
export function isRedacted(exchange: ChatExchange, part: ReasoningPart): boolean {
  return part.redacted === true || exchange.prompt.includes(REDACT)
}

/** Whether this exchange hides the text of its thinking. */
export function isOmitted(exchange: ChatExchange): boolean {
  return displayOf(wireOf(exchange), traitsOf(modelOf(exchange))) === 'omitted'
}

/** The proof of a thinking part: its own, or one whose length follows the thinking (recorded: 364 characters for 98, 2304 for 1688). */
export function signatureOf(exchange: ChatExchange, part: ReasoningPart, index: number): string {
  if (part.signature !== undefined) return part.signature
  const characters = part.text.length > 0 ? part.text.length : (part.tokens ?? 0) * 4
  return drawBase64(exchange.seed, `signature ${index}`, Math.round(190 + 0.9 * characters))
}
