import { BEDROCK_ERAS } from './eras-bedrock.ts'
import { COMPATIBLE_ERAS } from './eras-compatible.ts'

/** A member of the wire that came, went, changed, or is only sometimes there. */
export interface Era {
  /** A provider, or one of its endpoints: `openai.responses`. */
  readonly provider: string
  /**
   * `header openai-project`, `header value server`, `key caller.type` (every path that holds these keys in a row), `key order`,
   * `type caller` (what is at this key), `words model` (its text), `id form` (any id).
   * Days are those of recordings: the truth lies between one that has it and the nearest that has not.
   */
  readonly what: string
  /** The first day of the present form: answers before it may lack or differ. */
  readonly since?: string
  /** The first day without it: answers before it may have it, ours do not. */
  readonly until?: string
  /** Why it may be there or not at any time. */
  readonly sometimes?: string
}

/** What changed between the recordings' days and now: our answers speak the wire of August 2026. */
const ERAS: readonly Era[] = [
  { provider: 'openai', what: 'header x-content-type-options', since: '2024-11-13' },
  { provider: 'openai', what: 'header value strict-transport-security', since: '2024-11-13' },
  { provider: 'openai', what: 'header value x-request-id', since: '2024-11-13' },
  { provider: 'openai', what: 'header openai-project', since: '2025-07-16' },
  { provider: 'openai', what: 'header x-openai-proxy-wasm', since: '2025-09-22' },
  { provider: 'openai', what: 'header value access-control-expose-headers', since: '2026-06-08' },
  { provider: 'openai', what: 'header www-authenticate', since: '2026-08-19' },
  { provider: 'openai', what: 'header x-envoy-upstream-service-time', until: '2026-01-27' },
  { provider: 'openai', what: 'key service_tier', since: '2025-01-22' },
  { provider: 'openai', what: 'key annotations', since: '2025-03-20' },
  { provider: 'openai', what: 'key obfuscation', since: '2025-08-05' },
  { provider: 'openai.responses', what: 'key background', since: '2025-06-28' },
  { provider: 'openai.responses', what: 'key max_tool_calls', since: '2025-07-16' },
  { provider: 'openai.responses', what: 'key prompt_cache_key', since: '2025-08-15' },
  { provider: 'openai.responses', what: 'key safety_identifier', since: '2025-08-15' },
  { provider: 'openai.responses', what: 'key top_logprobs', since: '2025-08-15' },
  { provider: 'openai.responses', what: 'key verbosity', since: '2025-08-15' },
  { provider: 'openai.responses', what: 'key logprobs', since: '2025-08-15' },
  { provider: 'openai.responses', what: 'key reasoning.summary', since: '2025-05-20' },
  { provider: 'openai.responses', what: 'key billing', since: '2025-10-22' },
  { provider: 'openai.responses', what: 'key prompt_cache_retention', since: '2025-11-20' },
  { provider: 'openai.responses', what: 'type prompt_cache_retention', since: '2026-04-30' },
  { provider: 'openai.responses', what: 'id form', since: '2025-10-01' },
  { provider: 'openai.responses', what: 'key completed_at', since: '2026-01-17' },
  { provider: 'openai.responses', what: 'key frequency_penalty', since: '2026-01-17' },
  { provider: 'openai.responses', what: 'key presence_penalty', since: '2026-01-17' },
  { provider: 'openai.responses', what: 'key action.queries', since: '2026-01-27' },
  { provider: 'openai.responses', what: 'key moderation', since: '2026-04-30' },
  { provider: 'openai.responses', what: 'key phase', since: '2026-07-21' },
  { provider: 'openai.responses', what: 'key tool_usage', since: '2026-07-21' },
  { provider: 'openai.responses', what: 'key reasoning.context', since: '2026-07-21' },
  { provider: 'openai.responses', what: 'key reasoning.mode', since: '2026-07-21' },
  { provider: 'openai.responses', what: 'key cache_write_tokens', since: '2026-07-21' },
  { provider: 'openai.responses', what: 'key tools.output_schema', since: '2026-07-21' },
  { provider: 'openai.responses', what: 'key output.content', since: '2026-07-24' },
  { provider: 'openai.responses', what: 'key item.content', since: '2026-07-24' },
  { provider: 'openai.responses', what: 'header access-control-expose-headers', since: '2026-07-21' },
  { provider: 'openai.responses', what: 'key service_tier', since: '2025-06-10' },
  { provider: 'openai.responses', what: 'key sequence_number', since: '2025-07-03' },
  { provider: 'openai.responses', what: 'key reasoning.generate_summary', until: '2025-05-20' },
  { provider: 'openai.responses', what: 'key order', since: '2025-12-01' },
  { provider: 'openai.responses', what: 'header x-ratelimit-limit-requests', since: '2026-08-17' },
  { provider: 'openai.responses', what: 'header x-ratelimit-limit-tokens', since: '2026-08-17' },
  { provider: 'openai.responses', what: 'header x-ratelimit-remaining-requests', since: '2026-08-17' },
  { provider: 'openai.responses', what: 'header x-ratelimit-remaining-tokens', since: '2026-08-17' },
  { provider: 'openai.responses', what: 'header x-ratelimit-reset-requests', since: '2026-08-17' },
  { provider: 'openai.responses', what: 'header x-ratelimit-reset-tokens', since: '2026-08-17' },
  { provider: 'openai.embeddings', what: 'header access-control-expose-headers', since: '2025-01-13' },
  { provider: 'openai.embeddings', what: 'header access-control-allow-origin', sometimes: 'one of two backends' },
  { provider: 'openai.embeddings', what: 'header openai-model', sometimes: 'one of two backends' },
  { provider: 'openai.embeddings', what: 'header value openai-model', since: '2025-05-29' },
  { provider: 'openai.embeddings', what: 'header via', sometimes: 'one of two backends' },
  { provider: 'openai.embeddings', what: 'header openai-organization', sometimes: 'a recorder leaves it out' },
  { provider: 'openai.completions', what: 'header access-control-expose-headers', since: '2025-07-10' },
  { provider: 'openai.completions', what: 'header via', since: '2025-07-10' },
  { provider: 'openai.completions', what: 'header value openai-model', since: '2025-07-10' },
  { provider: 'openai.completions', what: 'header openai-organization', sometimes: 'a recorder leaves it out' },
  { provider: 'openai.completions', what: 'header cf-ray', sometimes: 'a recorder leaves it out' },
  { provider: 'openai.completions', what: 'header cf-cache-status', sometimes: 'a recorder leaves it out' },
  { provider: 'voyage', what: 'header x-api-warning', sometimes: 'accounts without a payment method' },
  { provider: 'cohere', what: 'header value expires', since: '2025-09-14' },
  { provider: 'cohere', what: 'header value vary', since: '2026-01-17' },
  { provider: 'cohere', what: 'header num-chars', since: '2026-08-13' },
  { provider: 'cohere', what: 'header num-tokens', since: '2026-08-13' },
  { provider: 'cohere', what: 'header num_chars', until: '2026-08-13' },
  { provider: 'cohere', what: 'header num_tokens', until: '2026-08-13' },
  { provider: 'cohere', what: 'header x-endpoint-monthly-call-limit', sometimes: 'trial keys only' },
  { provider: 'cohere', what: 'header x-trial-endpoint-call-limit', sometimes: 'trial keys only' },
  { provider: 'cohere', what: 'header x-trial-endpoint-call-remaining', sometimes: 'trial keys only' },
  { provider: 'cohere', what: 'header value alt-svc', sometimes: 'the load balancer offers h3-29 at times' },
  { provider: 'cohere', what: 'key cached_tokens', since: '2026-01-17' },
  { provider: 'cohere', what: 'key reasoning_tokens', since: '2026-08-13' },
  { provider: 'google', what: 'key usageMetadata.serviceTier', since: '2026-05-13' },
  { provider: 'google', what: 'header x-gemini-service-tier', since: '2026-07-07' },
  { provider: 'google', what: 'key functionCall.id', since: '2026-05-04' },
  { provider: 'google', what: 'key segment.startIndex', sometimes: 'a start of 0 is left out' },
  { provider: 'google.interactions', what: 'id form', sometimes: 'as long as the microsecond that it holds' },
  { provider: 'google.openai-chat', what: 'id form', sometimes: 'base64url: its signs look like separators' },
  { provider: 'google.openai-chat', what: 'key message.extra_content', until: '2025-11-18' },
  { provider: 'google.openai-chat', what: 'key message.thought_signature', until: '2025-11-18' },
  { provider: 'google.openai-chat', what: 'key tool_calls.extra_content', since: '2025-11-18' },
  { provider: 'vertex', what: 'key segment.startIndex', sometimes: 'a start of 0 is left out' },
  { provider: 'vertex', what: 'header alt-svc', sometimes: 'from one of two front ends' },
  { provider: 'vertex', what: 'key avgLogprobs', sometimes: 'left out of some answers of every model and day' },
  { provider: 'anthropic', what: 'header strict-transport-security', since: '2025-05-29' },
  { provider: 'anthropic', what: 'header content-security-policy', since: '2026-01-29' },
  { provider: 'anthropic', what: 'header vary', since: '2026-05-15' },
  { provider: 'anthropic', what: 'header traceresponse', since: '2026-05-15' },
  { provider: 'anthropic', what: 'header anthropic-workspace-id', since: '2026-08-19' },
  { provider: 'anthropic', what: 'header via', until: '2025-11-23' },
  { provider: 'anthropic', what: 'header x-envoy-upstream-service-time', until: '2026-07-07' },
  { provider: 'anthropic', what: 'header server-timing', sometimes: 'on some answers of one day, not on others' },
  { provider: 'anthropic', what: 'key usage.service_tier', since: '2025-05-29' },
  { provider: 'anthropic', what: 'key usage.cache_creation', since: '2025-11-23' },
  { provider: 'anthropic', what: 'key order', since: '2025-11-23' },
  { provider: 'anthropic', what: 'key usage.input_tokens', since: '2026-01-09' },
  { provider: 'anthropic', what: 'key usage.cache_creation_input_tokens', since: '2026-01-09' },
  { provider: 'anthropic', what: 'key usage.cache_read_input_tokens', since: '2026-01-09' },
  { provider: 'anthropic', what: 'key usage.inference_geo', since: '2026-02-09' },
  { provider: 'anthropic', what: 'key caller', since: '2026-03-18' },
  { provider: 'anthropic', what: 'key usage.server_tool_use.web_fetch_requests', since: '2026-03-18' },
  { provider: 'anthropic', what: 'key stop_details', since: '2026-04-23' },
  { provider: 'anthropic', what: 'key usage.output_tokens_details', since: '2026-06-01' },
]

/** Whether an answer of that day may lack what we have, or have it in another form. An unknown day may be any. */
export function mayLack(provider: string, what: string, day: string | undefined): boolean {
  return erasOf(provider, what).some(
    ({ since, sometimes }) => sometimes !== undefined || (since !== undefined && (day === undefined || day < since)),
  )
}

/** Whether an answer of that day may have what we lack. */
export function mayHave(provider: string, what: string, day: string | undefined): boolean {
  return erasOf(provider, what).some(
    ({ until, sometimes }) => sometimes !== undefined || (until !== undefined && (day === undefined || day < until)),
  )
}

/** Endpoints on which those of another also pass. */
const ALIKE: Readonly<Record<string, string>> = { 'azure.responses': 'openai.responses' }

function erasOf(provider: string, what: string): readonly Era[] {
  return [...ERAS, ...COMPATIBLE_ERAS, ...BEDROCK_ERAS].filter(
    (era) =>
      [provider, ALIKE[provider] ?? provider].some((one) => `${one}.`.startsWith(`${era.provider}.`)) &&
      covers(era.what, what),
  )
}

/** `key usage.caller` covers `key content[tool_use].usage.caller.type`; a pattern with brackets also looks at the items' types. */
function covers(pattern: string, what: string): boolean {
  if (!pattern.startsWith('key ') || !what.startsWith('key ')) return pattern === what
  const path = pattern.includes('[') ? what.slice(4) : what.slice(4).replace(/\[[^\]]*\]/g, '')
  return `.${path}.`.includes(`.${pattern.slice(4)}.`)
}
