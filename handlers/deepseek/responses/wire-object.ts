import { drawUuid } from '../../../src/ids.ts'
import { spacedJson } from '../../anthropic/messages/spaced-json.ts'
import { echoFormat } from '../../openai/responses/echo-tools.ts'
import { float } from '../../openai/responses/json.ts'
import { ENDS } from '../../openai/responses/planned-item.ts'
import type { ResponsesExchange, Stage } from '../../openai/responses/profile.ts'
import type { WireTool } from '../../openai/responses/wire.ts'
import { traitsOf } from '../models.ts'

/** DeepSeek's response object, keys in the order of the wire (recorded August 2026). */
export function deepseekResponse(
  exchange: ResponsesExchange,
  id: string,
  stage: Stage,
  output: readonly object[],
): object {
  const { request, receivedAtMs, schedule, outcome, model } = exchange
  const { wire } = request
  const isDone = stage === 'done'
  const end = isDone ? ENDS[outcome.finishReason] : { status: 'in_progress', reason: undefined }
  return {
    id,
    object: 'response',
    created_at: Math.floor(receivedAtMs / 1000),
    status: end.status,
    background: false,
    completed_at: isDone ? Math.floor((receivedAtMs + schedule.totalMs) / 1000) : null,
    content_filters: null,
    error: null,
    frequency_penalty: float(0),
    incomplete_details: end.reason === undefined ? null : { reason: end.reason },
    instructions: wire.instructions ?? null,
    max_output_tokens: wire.max_output_tokens ?? null,
    max_tool_calls: wire['max_tool_calls'] ?? null,
    model: traitsOf(model!.model).servedBy ?? model!.id,
    moderation: null,
    output: isDone ? output : [],
    parallel_tool_calls: wire.parallel_tool_calls ?? true,
    presence_penalty: float(0),
    previous_response_id: null,
    prompt_cache_key: null,
    prompt_cache_retention: null,
    reasoning: { effort: wire.reasoning?.effort ?? null, summary: null },
    safety_identifier: null,
    service_tier: 'default',
    store: false,
    temperature: float(wire.temperature ?? 1),
    text: { format: echoFormat(wire.text?.format), verbosity: null },
    tool_choice: wire.tool_choice ?? 'auto',
    tools: (wire.tools ?? []).map(echoTool),
    top_logprobs: wire.top_logprobs ?? 0,
    top_p: float(wire.top_p ?? 1),
    truncation: 'disabled',
    usage: isDone ? usageOf(exchange) : null,
    user: null,
    metadata: wire.metadata ?? {},
  }
}

function usageOf({ usage }: ResponsesExchange): object {
  const { inputTokens, outputTokens, cacheReadTokens, reasoningTokens } = usage
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cacheReadTokens },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
  }
}

/** An output item, keys in the order of the wire; thoughts have a status. */
export function itemMembers(item: object, { outcome, seed }: ResponsesExchange): object {
  const { type, id, status, content, summary, arguments: text, ...rest } = item as Readonly<Record<string, unknown>>
  if (type === 'reasoning') {
    const isBegun = Array.isArray(content) && content.length === 0 && isShown(outcome)
    if (isBegun) return { type, id, status: 'in_progress', content, summary }
    // The response's id, asked for or not (recorded since 19 August 2026).
    return { type, id, status: 'completed', content, encrypted_content: `${drawUuid(seed, 'response')}-0`, summary }
  }
  if (type === 'message') return { type, id, status, content, ...rest }
  if (type !== 'function_call') return item
  return { type, id, status, arguments: typeof text === 'string' && text !== '' ? spacedJson(text) : text, ...rest }
}

function isShown({ content }: ResponsesExchange['outcome']): boolean {
  return content.some((part) => part.type === 'reasoning' && part.text !== '')
}

/** A function as it was sent, its members in the order of the wire. */
function echoTool({ type, name, description, parameters, strict, ...rest }: WireTool): object {
  return type === 'function' ? { type, name, description, parameters, strict } : { type, ...rest }
}
