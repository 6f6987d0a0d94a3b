import { echoFormat } from '../../openai/responses/echo-tools.ts'
import { ENDS } from '../../openai/responses/planned-item.ts'
import type { ResponsesExchange, Stage } from '../../openai/responses/profile.ts'
import type { WireTool } from '../../openai/responses/wire.ts'
import { costsOf, tierOf } from '../chat-completions/encode.ts'
import { servedBy } from '../chat-completions/route.ts'
import { generationId } from '../ids.ts'
import { traitsOf } from '../models.ts'
import { finalItem } from './members.ts'

/** OpenRouter's response object, keys in the order of the wire (recorded in streams of August 2026). */
export function openrouterResponse(exchange: ResponsesExchange, stage: Stage, output: readonly object[]): object {
  const { request, receivedAtMs, schedule, outcome } = exchange
  const { wire } = request
  const isDone = stage === 'done'
  const end = isDone ? ENDS[outcome.finishReason] : { status: stage, reason: undefined }
  return {
    id: generationId(exchange),
    object: 'response',
    created_at: Math.floor(receivedAtMs / 1000),
    model: modelOf(exchange),
    status: end.status,
    completed_at: isDone ? Math.floor((receivedAtMs + schedule.totalMs) / 1000) : null,
    output: isDone ? output.map(finalItem) : [],
    error: null,
    incomplete_details: end.reason === undefined ? null : { reason: end.reason },
    tools: (wire.tools ?? []).map(echoTool),
    tool_choice: wire.tool_choice ?? 'auto',
    parallel_tool_calls: wire.parallel_tool_calls ?? true,
    max_output_tokens: wire.max_output_tokens ?? null,
    temperature: wire.temperature ?? 1,
    top_p: wire.top_p ?? 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    top_logprobs: wire.top_logprobs ?? 0,
    max_tool_calls: wire['max_tool_calls'] ?? null,
    metadata: wire.metadata ?? {},
    background: false,
    previous_response_id: null,
    service_tier: (isDone ? tierOf(exchange) : null) ?? wire.service_tier ?? 'auto',
    truncation: 'disabled',
    store: false,
    instructions: wire.instructions ?? null,
    text: {
      format: echoFormat(wire.text?.format),
      ...(wire.text?.verbosity ? { verbosity: wire.text.verbosity } : {}),
    },
    reasoning: reasoningOf(exchange),
    safety_identifier: wire['safety_identifier'] ?? null,
    prompt_cache_key: wire['prompt_cache_key'] ?? null,
    prompt_cache_options: wire['prompt_cache_options'] ?? null,
    usage: isDone ? usageOf(exchange) : null,
  }
}

/** The model that was asked for; where OpenRouter chose, the chosen one. */
function modelOf({ request, model }: ResponsesExchange): string {
  return request.model.startsWith('openrouter/') ? model!.model.id : request.model
}

/** What was asked, filled in where the model reasons (recorded for GPT-5.6). */
function reasoningOf({ request, model }: ResponsesExchange): object | null {
  const { wire, reasoning } = request
  const asked = wire.reasoning
  if (!reasoning) return asked ? { effort: asked.effort ?? null, summary: asked.summary ?? null } : null
  const { effort } = reasoning
  const summary = asked?.summary ?? 'detailed'
  if (traitsOf(model!.model).format !== 'openai-responses-v1') return { effort, summary }
  const isNew = /^openai\/gpt-(5\.[6-9]|[6-9])/.test(model!.model.id)
  return { context: isNew ? 'all_turns' : 'current_turn', effort, mode: 'standard', summary }
}

function echoTool({ type, name, description, strict, parameters, ...rest }: WireTool): object {
  if (type !== 'function') return { type, ...rest }
  return { type, name, description: description ?? null, strict: strict ?? null, parameters: parameters ?? null }
}

/** Usage with its price; Google's models always tell what was written to the cache, others where something was (recorded). */
function usageOf(exchange: ResponsesExchange): object {
  const { usage, request, model } = exchange
  const { cost, input, output } = costsOf(exchange)
  const tellsWrites = usage.cacheWriteTokens > 0 || servedBy(request.wire, model!) === 'Google'
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: {
      cached_tokens: usage.cacheReadTokens,
      ...(tellsWrites ? { cache_write_tokens: usage.cacheWriteTokens } : {}),
    },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
    cost,
    is_byok: false,
    cost_details: {
      upstream_inference_cost: cost,
      upstream_inference_input_cost: input,
      upstream_inference_output_cost: output,
    },
  }
}
