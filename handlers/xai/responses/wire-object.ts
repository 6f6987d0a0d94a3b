import { ENDS } from '../../openai/responses/planned-item.ts'
import { echoFormat } from '../../openai/responses/echo-tools.ts'
import { float } from '../../openai/responses/json.ts'
import type { ResponsesExchange, Stage } from '../../openai/responses/profile.ts'
import type { WireFormat, WireTool } from '../../openai/responses/wire.ts'
import { fingerprintOf } from '../language-models.ts'
import { responseId } from './ids.ts'

/** Ticks of a US dollar in `cost_in_usd_ticks`. */
const TICKS_PER_USD = 1e10

/** xAI's response object, keys in the order of the wire (recorded August 2026). */
export function xaiResponse(
  exchange: ResponsesExchange,
  stage: Stage,
  output: readonly object[],
  isEvent: boolean,
): object {
  const { request, receivedAtMs, schedule, outcome, model } = exchange
  const { wire } = request
  const isDone = stage === 'done'
  const end = isDone ? ENDS[outcome.finishReason] : { status: stage, reason: undefined }
  return {
    created_at: seconds(receivedAtMs),
    completed_at: isDone ? seconds(receivedAtMs + schedule.totalMs) : null,
    id: responseId(exchange),
    max_output_tokens: wire.max_output_tokens ?? null,
    model: model!.id,
    object: 'response',
    output: isDone ? output : [],
    parallel_tool_calls: wire.parallel_tool_calls ?? true,
    previous_response_id: wire.previous_response_id ?? null,
    reasoning: reasoningOf(exchange, isEvent),
    temperature: wire.temperature ?? 0.7,
    text: { format: formatOf(wire.text?.format) },
    tool_choice: wire.tool_choice ?? 'auto',
    tools: (wire.tools ?? []).map(echoTool),
    top_p: wire.top_p ?? 0.95,
    usage: isDone ? usageOf(exchange) : null,
    user: wire['user'] ?? null,
    incomplete_details: end.reason === undefined ? null : { reason: end.reason },
    status: end.status,
    store: wire.store ?? true,
    metadata: { ...wire.metadata, system_fingerprint: fingerprintOf(model!.id) },
    background: false,
    service_tier: 'default',
    truncation: 'disabled',
    top_logprobs: wire.top_logprobs ?? 0,
    presence_penalty: float(0),
    frequency_penalty: float(0),
    prompt_cache_key: wire['prompt_cache_key'] ?? null,
    max_tool_calls: wire['max_tool_calls'] ?? null,
    safety_identifier: null,
    error: null,
    instructions: wire.instructions ?? null,
  }
}

/** A format without its name (recorded). */
function formatOf(format: WireFormat | null | undefined): object {
  return format?.type === 'json_schema' ? { type: format.type, schema: format.schema } : echoFormat(format)
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}

/** Streams repeat what was asked, whole answers what was done (recorded). */
function reasoningOf({ request, outcome }: ResponsesExchange, isEvent: boolean): object {
  const { effort = null, summary = null } = request.wire.reasoning ?? {}
  if (isEvent || !outcome.content.some((part) => part.type === 'reasoning')) return { effort, summary }
  return { effort: effort ?? 'low', summary: summary ?? 'detailed' }
}

function echoTool({ type, description, name, parameters, strict, ...rest }: WireTool): object {
  if (type !== 'function') return { type, ...rest }
  return { type, description: description ?? null, name, parameters: parameters ?? {}, strict: strict === true }
}

function usageOf({ usage, costUsd, outcome }: ResponsesExchange): object {
  const { inputTokens, outputTokens, cacheReadTokens, reasoningTokens } = usage
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cacheReadTokens },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
    num_sources_used: 0,
    num_server_side_tools_used: outcome.content.filter(({ type }) => type === 'server-tool').length,
    cost_in_usd_ticks: Math.round(costUsd * TICKS_PER_USD),
    context_details: { input_tokens: inputTokens, output_tokens: outputTokens },
  }
}
