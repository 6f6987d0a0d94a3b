import { drawId, HEX } from '../../../../src/ids.ts'
import type { ReasoningEffort } from '../../../../src/request.ts'
import { deltaTextOf } from '../../../../src/stream.ts'
import { echoFormat } from '../../../openai/responses/echo-tools.ts'
import type { Fields } from '../../../openai/responses/events.ts'
import { float } from '../../../openai/responses/json.ts'
import { parseResponses, type ResponsesRules } from '../../../openai/responses/parse.ts'
import { ENDS } from '../../../openai/responses/planned-item.ts'
import type { ResponsesExchange, ResponsesProfile, Stage } from '../../../openai/responses/profile.ts'
import { REQUEST } from '../../../openai/responses/wire.ts'
import { wordIssue } from '../../../openai/wording.ts'
import { checkRoute, refused, unknownModel } from '../errors.ts'
import { responseId } from './hosted.ts'
import { voice } from './voice.ts'

type Members = Readonly<Record<string, unknown>>

const rules: ResponsesRules = {
  shape: REQUEST,
  malformed: (detail) =>
    refused(`Failed to deserialize the JSON body into the target type: ${detail ?? 'not an object'}`),
  missingModel: () => refused('Failed to deserialize the JSON body into the target type: missing field `model`'),
  unknownModel,
  word: (issue) => refused(wordIssue(issue).message, wordIssue(issue).param ?? null),
  check: (_, { model }, __, { url }) => checkRoute(model.id, 'plain', url.pathname),
  reasoning(wire, { model }) {
    if (!model.capabilities.includes('reasoning') || wire.reasoning?.effort === 'none') return undefined
    return { effort: (wire.reasoning?.effort ?? 'medium') as ReasoningEffort, visible: true }
  },
}

/** Other models on Bedrock, gpt-oss before all: thoughts as they are, each part in one piece (recorded August 2026). */
export const open: ResponsesProfile = {
  ...voice,
  framing: { contentType: 'text/event-stream', frame: ({ data }) => `data: ${data}\n\n` },
  path: '/v1/responses',
  parse: (call) => parseResponses(call, rules, open),
  ids: {
    response: responseId,
    // Thoughts are named as messages are.
    item: ({ seed }, prefix, name) =>
      `${prefix === 'rs' ? 'msg' : prefix}_${drawId(seed, `${prefix} ${name}`, 16, HEX)}`,
    call: (seed, name) => `call_${drawId(seed, name, 16, HEX)}`,
  },
  response,
  item: itemMembers,
  event: eventMembers,
  obfuscates: false,
  reasoning: 'content',
  cut: (_, tokenizer) => (part) => {
    const text = deltaTextOf(part)
    return { texts: [text], tokens: [tokenizer.count(text)] }
  },
}

function response(exchange: ResponsesExchange, stage: Stage, output: readonly object[], isEvent: boolean): object {
  const { request, receivedAtMs, outcome, model } = exchange
  const { wire, reasoning } = request
  const isDone = stage === 'done'
  const end = isDone ? ENDS[outcome.finishReason] : { status: stage, reason: undefined }
  return {
    background: wire.background ?? false,
    created_at: float(Math.floor(receivedAtMs / 1000)),
    error: null,
    id: responseId(exchange),
    incomplete_details: end.reason === undefined ? null : { reason: end.reason },
    instructions: wire.instructions ?? null,
    metadata: wire.metadata ?? (isEvent ? null : {}),
    model: model!.id,
    object: 'response',
    output: isDone ? (isEvent ? output : output.map((item, index) => bodyItem(item, index))) : [],
    parallel_tool_calls: wire.parallel_tool_calls ?? true,
    ...(wire.reasoning && reasoning ? { reasoning: { effort: reasoning.effort } } : {}),
    service_tier: isEvent ? 'auto' : 'default',
    status: end.status,
    temperature: float(wire.temperature ?? 1),
    ...(isEvent
      ? {}
      : { text: { format: echoFormat(wire.text?.format), verbosity: wire.text?.verbosity ?? 'medium' } }),
    tool_choice: wire.tool_choice ?? 'auto',
    tools: (wire.tools ?? []).map(({ strict, ...tool }) => ({ ...tool, strict: strict ?? false })),
    top_p: float(wire.top_p ?? 1),
    truncation: 'disabled',
    ...(isDone ? { usage: usageOf(exchange) } : {}),
  }
}

function usageOf({ usage }: ResponsesExchange): object {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cacheReadTokens },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  }
}

/** An output item: no log probabilities; thoughts have a status, and no content before they are there. */
function itemMembers(item: object): object {
  const { type, content, ...rest } = item as Members
  const parts = (content ?? []) as readonly Members[]
  if (type === 'message') return { ...rest, type, content: parts.map(({ logprobs: _logprobs, ...part }) => part) }
  if (type !== 'reasoning') return item
  const isBegun = parts.length === 0
  const { encrypted_content: _, ...kept } = rest
  return { ...kept, type, ...(isBegun ? {} : { content }), status: isBegun ? 'in_progress' : 'completed' }
}

/** In a whole answer, a call has its id and its place under other names. */
function bodyItem(item: object, index: number): object {
  const { id, ...rest } = item as Members
  return rest['type'] === 'function_call' ? { ...rest, item_id: id, output_index: index } : item
}

/** Parts are counted over all items, and those of thoughts have events of their own. */
function eventMembers(type: string, fields: Fields): object {
  const { content_index: place, part, ...rest } = fields
  const { logprobs: _, ...bare } = (part ?? {}) as Members
  const isThought = (part as Members | undefined)?.['type'] === 'reasoning_text'
  const isDone = type === 'response.content_part.done'
  return {
    ...rest,
    ...(place === undefined ? {} : { content_index: fields['output_index'] }),
    ...(part === undefined ? {} : { part: isDone ? bare : part }),
    type: isThought ? type.replace('content_part', 'reasoning_part') : type,
  }
}
