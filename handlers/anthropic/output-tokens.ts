import type { Choice, ContentPart, ToolCallPart, Usage } from '../../src/completion.ts'
import type { Model } from '../../src/models.ts'
import type { CompletionRequest, ToolChoice } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { spacedJson } from './messages/spaced-json.ts'

/** The end of a turn that the model itself ended. */
const TURN_END = 3
/** Around thinking: what `thinking_tokens` includes, and what it does not. */
const THINKING = 4
const THINKING_END = 3

/** Output tokens of an answer, calibrated on recordings. */
export function countOutput(
  { content, finishReason }: Choice,
  { toolChoice }: CompletionRequest,
  _model: Model,
  tokenizer: Tokenizer,
): Pick<Usage, 'outputTokens' | 'reasoningTokens'> {
  const reasoning = content.filter((part) => part.type === 'reasoning')
  const reasoningTokens = reasoning.reduce(
    (sum, part) => sum + (part.tokens ?? THINKING + tokenizer.count(part.text)),
    0,
  )
  const calls = content.filter((part) => part.type === 'tool-call' || part.type === 'server-tool')
  const texts = content.reduce((sum, part) => sum + textTokens(part, tokenizer), 0)
  const callTokens = calls.reduce((sum, part, index) => sum + toolCallTokens(part, index, toolChoice, tokenizer), 0)
  const total = reasoningTokens + texts + callTokens + reasoning.length * THINKING_END
  const isEnded = finishReason === 'stop' || finishReason === 'refusal'
  return { outputTokens: total + (isEnded && total > 0 ? TURN_END : 0), reasoningTokens }
}

function textTokens(part: ContentPart, tokenizer: Tokenizer): number {
  return part.type === 'text' || part.type === 'refusal' ? tokenizer.count(part.text) : 0
}

/** What opens the block of calls, each call, and each of its arguments. */
const CALLS = 19
const CALL = 15
const ARGUMENT = 10
/** A call that the request forces by name begins at its arguments; one that it forces without a name, at the name. */
const NAMED_CALL = 8
const FORCED_CALLS = 4

function toolCallTokens(
  { name, arguments: json }: Pick<ToolCallPart, 'name' | 'arguments'>,
  index: number,
  choice: ToolChoice,
  tokenizer: Tokenizer,
): number {
  const text = spacedJson(json)
  const args = tokenizer.count(text) + ARGUMENT * argumentCount(json)
  if (typeof choice === 'object' && index === 0) return NAMED_CALL + args
  const opening = index > 0 ? 0 : choice === 'required' ? FORCED_CALLS : CALLS
  return opening + CALL + tokenizer.count(name) + args
}

/** Arguments that the token limit cut off count as one. */
function argumentCount(json: string): number {
  try {
    return Object.keys(JSON.parse(json) as object).length
  } catch {
    return 1
  }
}
