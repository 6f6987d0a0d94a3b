import type { WireFormat, WireRequest, WireTool } from './wire.ts'
import { float } from './json.ts'

/** The tools of a request as the response repeats them, what was left out filled in (recorded 2025 to 2026). */
export function echoTools(tools: WireRequest['tools']): readonly object[] {
  return (tools ?? []).map((tool) => (ECHOES[tool.type] ?? ((same: WireTool) => same))(tool))
}

const NOWHERE = { type: 'approximate', city: null, country: 'US', region: null, timezone: null }

const ECHOES: Readonly<Record<string, (tool: WireTool) => object>> = {
  function: echoFunction,
  custom: ({ description, format, name, ...rest }) => ({
    ...rest,
    type: 'custom',
    description: described(description),
    format: echoGrammar(format),
    name,
  }),
  web_search: ({ filters, search_context_size, user_location }) => ({
    type: 'web_search',
    filters: filters ?? null,
    search_context_size: search_context_size ?? 'medium',
    user_location: located(user_location),
  }),
  web_search_preview: ({ search_context_size, user_location }) => ({
    type: 'web_search_preview',
    search_context_size: search_context_size ?? 'medium',
    user_location: located(user_location),
  }),
  file_search: ({ filters, max_num_results, ranking_options, vector_store_ids }) => ({
    type: 'file_search',
    filters: filters ?? null,
    max_num_results: max_num_results ?? 20,
    ranking_options: ranking_options ?? { ranker: 'auto', score_threshold: float(0) },
    vector_store_ids,
  }),
  code_interpreter: ({ container }) => ({ type: 'code_interpreter', container: container ?? { type: 'auto' } }),
  image_generation: (tool) => ({
    type: 'image_generation',
    background: tool['background'] ?? 'auto',
    moderation: tool['moderation'] ?? 'auto',
    n: 1,
    output_compression: tool['output_compression'] ?? 100,
    output_format: tool['output_format'] ?? 'png',
    quality: tool['quality'] ?? 'auto',
    size: tool['size'] ?? 'auto',
  }),
  mcp: echoServer,
  tool_search: ({ description, parameters }) => ({
    type: 'tool_search',
    description: description ?? null,
    parameters: parameters ?? null,
  }),
}

function echoFunction({
  description,
  name,
  parameters,
  strict,
  defer_loading: deferred,
  output_schema,
}: WireTool): object {
  return {
    type: 'function',
    ...(deferred === undefined ? {} : { defer_loading: deferred }),
    description: described(description),
    name,
    output_schema: output_schema ?? null,
    parameters: parameters ?? {},
    strict: strict === undefined ? qualifies(parameters) : strict === true,
  }
}

/** Whether a schema can be strict: every property is required. That is what an omitted `strict` becomes. */
function qualifies(parameters: WireTool['parameters']): boolean {
  const required = parameters?.['required']
  const names = Object.keys((parameters?.['properties'] as object | undefined) ?? {})
  return names.every((name) => Array.isArray(required) && required.includes(name))
}

/** A custom tool's format; text unless it is a grammar. */
function echoGrammar(format: unknown): object {
  const { type = 'text', definition, syntax } = (format ?? {}) as Readonly<Record<string, unknown>>
  return definition === undefined ? { type } : { type, definition, syntax }
}

function described(description: unknown): unknown {
  return description === undefined || description === '' ? null : description
}

function located(location: unknown): object {
  return { ...NOWHERE, ...(location as object | null | undefined) }
}

/** Secrets are not repeated: header values and all of the address but its host (recorded). */
function echoServer({
  allowed_tools,
  headers,
  require_approval,
  server_description,
  server_label,
  server_url,
  ...rest
}: WireTool): object {
  const names = Object.keys((headers as object | null | undefined) ?? {})
  const origin = typeof server_url === 'string' ? /^https?:\/\/[^/]+/.exec(server_url)?.[0] : undefined
  const connector = rest['connector_id'] === undefined ? {} : { connector_id: rest['connector_id'] }
  return {
    type: 'mcp',
    allowed_tools: allowed_tools ?? null,
    ...(rest['authorization'] === undefined ? {} : { authorization: '<redacted>' }),
    ...connector,
    headers: headers ? Object.fromEntries(names.map((name) => [name, '<redacted>'])) : null,
    require_approval: require_approval ?? 'always',
    server_description: server_description ?? null,
    server_label,
    server_url: origin === undefined ? null : `${origin}/<redacted>`,
  }
}

/** The text format as the response repeats it. */
export function echoFormat(format: WireFormat | null | undefined): object {
  if (!format || format.type !== 'json_schema') return { type: format?.type ?? 'text' }
  const { description, name, schema, strict } = format
  const { $schema: _, ...rest } = schema
  return { type: 'json_schema', description: description ?? null, name, schema: rest, strict: strict ?? true }
}
