import { toolCallsOf, type Choice } from '../../src/completion.ts'
import type { Accounting } from '../../src/provider.ts'
import { inputText, type ImagePart, type InputPart } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { planOf } from './tool-plan.ts'

/** Tokens of an image: 256 for each tile of 512 pixels, at most 12 and a thumbnail, and 3 around them (one image recorded: 259). */
export function imageTokens({ widthPx = 512, heightPx = 512, detail }: ImagePart): number {
  const tiles = detail === 'low' ? 1 : Math.ceil(widthPx / 512) * Math.ceil(heightPx / 512)
  return 256 * (tiles > 1 ? Math.min(tiles, 12) + 1 : 1) + 3
}

/** A tool's definition costs its JSON without the punctuation around it: 6 tokens off at most in 24 recorded requests, those of the old Command R apart, which paid half. */
const TOOL_FRAME = 7
/** Name, arguments and id of an earlier call together (recorded: 2 to 4). */
const EARLIER_CALL = 3

/** How the Cohere API bills: what the user wrote and what the model says, without the hidden preamble. 52 recordings: input and output 1 token off in the median. */
export const accounting: Accounting = {
  countInput({ messages, tools }, _, tokenizer) {
    const parts = messages.flatMap(({ content }) => content)
    const said = parts.reduce((sum, part) => sum + partTokens(part, tokenizer), 0)
    const offered = tools.map(({ name, description, parameters }) =>
      tokenizer.count(JSON.stringify({ name, description, parameters })),
    )
    return offered.reduce((sum, tokens) => sum + Math.max(1, tokens - TOOL_FRAME), said)
  },
  countOutput(choice, request, _, tokenizer) {
    const reasoningTokens = choice.content.reduce(
      (sum, part) => sum + (part.type === 'reasoning' ? (part.tokens ?? tokenizer.count(part.text)) : 0),
      0,
    )
    return { reasoningTokens, outputTokens: reasoningTokens + saidTokens(choice, planOf(choice, request), tokenizer) }
  },
}

function partTokens(part: InputPart, tokenizer: Tokenizer): number {
  switch (part.type) {
    case 'text':
      return tokenizer.count(part.text)
    case 'image':
      return imageTokens(part)
    case 'tool-call':
      return EARLIER_CALL
    case 'tool-result':
      return tokenizer.count(inputText(part.content))
    default:
      return 0
  }
}

/** Plan, names and arguments of calls, or the text. */
function saidTokens(choice: Choice, plan: string, tokenizer: Tokenizer): number {
  const calls = toolCallsOf(choice)
  const text = choice.content.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('')
  if (calls.length === 0) return tokenizer.count(text)
  const called = calls.map((call) => tokenizer.count(call.name) + tokenizer.count(call.arguments) + 1)
  return called.reduce((sum, tokens) => sum + tokens, tokenizer.count(plan))
}
