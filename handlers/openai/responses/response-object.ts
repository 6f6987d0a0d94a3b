import type { Completion } from '../../../src/completion.ts'
import { isKeptForDay } from '../cache-plan.ts'
import { traitsOf, type OpenAiTraits } from '../models.ts'
import { echoFormat, echoTools } from './echo-tools.ts'
import { float } from './json.ts'
import { ENDS } from './planned-item.ts'
import type { ResponsesExchange, Stage } from './profile.ts'
import { conversationIdOf } from './stored.ts'
import { wireUsage } from './usage.ts'
import type { WireRequest } from './wire.ts'

/** OpenAI's response object, keys in the order of the wire (recorded August 2026): everything the request said, and what came of it. */
export function openaiResponse(
  exchange: ResponsesExchange,
  id: string,
  stage: Stage,
  output: readonly object[],
  isEvent: boolean,
): object {
  const { wire } = exchange.request
  const end = endOf(exchange, stage)
  const isDone = stage === 'done'
  const conversation = conversationIdOf(wire.conversation)
  return {
    id,
    object: 'response',
    created_at: Math.floor(exchange.receivedAtMs / 1000),
    status: end.status,
    background: wire.background ?? false,
    ...(isDone && !isEvent ? { billing: { payer: 'developer' } } : {}),
    completed_at: end.completedAt,
    ...(conversation === undefined ? {} : { conversation: { id: conversation } }),
    error: end.error,
    frequency_penalty: float(0),
    incomplete_details: end.reason === undefined ? null : { reason: end.reason },
    instructions: wire.instructions ?? null,
    max_output_tokens: wire.max_output_tokens ?? null,
    max_tool_calls: wire['max_tool_calls'] ?? null,
    model: exchange.model!.id,
    moderation: null,
    output: isDone ? output : [],
    parallel_tool_calls: wire.parallel_tool_calls ?? true,
    presence_penalty: float(0),
    previous_response_id: wire.previous_response_id ?? null,
    ...(wire.prompt
      ? { prompt: { id: wire.prompt.id, variables: wire.prompt.variables ?? {}, version: wire.prompt.version ?? null } }
      : {}),
    prompt_cache_key: wire['prompt_cache_key'] ?? null,
    ...(wire['prompt_cache_options'] ? { prompt_cache_options: wire['prompt_cache_options'] } : {}),
    ...modelMembers(exchange),
    safety_identifier: wire['safety_identifier'] ?? null,
    service_tier: serviceTier(wire.service_tier, isDone),
    store: wire.store ?? true,
    ...samplingMembers(exchange),
    truncation: wire['truncation'] ?? 'disabled',
    usage: isDone ? wireUsage(exchange.outcome.usage) : null,
    user: wire['user'] ?? null,
    metadata: wire.metadata ?? {},
  }
}

function endOf({ outcome, receivedAtMs, schedule }: ResponsesExchange, stage: Stage) {
  if (stage !== 'done') return { status: stage, completedAt: null, error: null, reason: undefined }
  const { status, reason } = ENDS[outcome.finishReason]
  const completedAt = status === 'completed' ? Math.floor((receivedAtMs + schedule.totalMs) / 1000) : null
  const failure = {
    code: 'server_error',
    message: 'The server had an error while processing your request. Sorry about that!',
  }
  return { status, completedAt, error: status === 'failed' ? failure : null, reason }
}

/** Members whose defaults are the model's. */
function modelMembers({ request, model }: ResponsesExchange): object {
  const traits = traitsOf(model!.model)
  const { wire } = request
  return {
    prompt_cache_retention: wire.prompt_cache_retention ?? (isKeptForDay(model!.model.id) ? '24h' : 'in_memory'),
    reasoning: echoReasoning(wire.reasoning, model!.model.id, traits),
  }
}

function samplingMembers(exchange: ResponsesExchange): object {
  const { wire } = exchange.request
  const { outcome, model } = exchange
  return {
    temperature: float(wire.temperature ?? 1),
    text: { format: echoFormat(wire.text?.format), verbosity: wire.text?.verbosity ?? 'medium' },
    tool_choice: wire.tool_choice ?? 'auto',
    tool_usage: toolUsage(outcome),
    tools: echoTools(wire.tools),
    top_logprobs: wire.top_logprobs ?? 0,
    top_p: float(wire.top_p ?? (isNew(model!.model.id) ? 0.98 : 1)),
  }
}

/** Models from gpt-5.2 on. */
function isNew(id: string): boolean {
  return /^gpt-(5\.[2-9]|[6-9])/.test(id)
}

function echoReasoning(asked: WireRequest['reasoning'], id: string, traits: OpenAiTraits): object {
  const summary = asked?.summary ?? asked?.generate_summary ?? null
  if (!traits.reasoning) return { context: null, effort: asked?.effort ?? null, summary }
  const usual = /^gpt-(5\.[6-9]|[6-9])/.test(id) ? 'all_turns' : 'current_turn'
  const context = asked?.context && asked.context !== 'auto' ? asked.context : usual
  return {
    context,
    effort: asked?.effort ?? traits.defaultEffort ?? 'medium',
    mode: asked?.mode ?? 'standard',
    summary,
  }
}

const NO_TOKENS = { image_tokens: 0, text_tokens: 0 }

/** `outcome` may be missing: a response that failed before it was answered. */
function toolUsage(outcome: Partial<Completion>): object {
  const searches = (outcome.content ?? []).filter(
    (part) => part.type === 'server-tool' && part.name.startsWith('web_search'),
  )
  return {
    image_gen: {
      input_tokens: 0,
      input_tokens_details: NO_TOKENS,
      output_tokens: 0,
      output_tokens_details: NO_TOKENS,
      total_tokens: 0,
    },
    web_search: { num_requests: searches.length },
  }
}

const SERVICE_TIERS: Readonly<Record<string, string>> = {
  flex: 'flex',
  priority: 'priority',
  fast: 'priority',
  scale: 'scale',
}

/** As asked for until it is done, then the one that served. */
function serviceTier(asked: string | null | undefined, isDone: boolean): string {
  return isDone ? (SERVICE_TIERS[asked ?? ''] ?? 'default') : (asked ?? 'auto')
}
