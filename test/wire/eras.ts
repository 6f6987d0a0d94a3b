/** A member of the wire that came, went, changed, or is only sometimes there. */
interface Era {
  readonly provider: string
  /**
   * `header openai-project`, `header value server`, `key caller.type` (every path that holds these keys in a row), `key order`.
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

function erasOf(provider: string, what: string): readonly Era[] {
  return ERAS.filter((era) => era.provider === provider && covers(era.what, what))
}

/** `key usage.caller` covers `key content[tool_use].usage.caller.type`. */
function covers(pattern: string, what: string): boolean {
  if (!pattern.startsWith('key ') || !what.startsWith('key ')) return pattern === what
  const path = what.slice(4).replace(/\[[^\]]*\]/g, '')
  return `.${path}.`.includes(`.${pattern.slice(4)}.`)
}
