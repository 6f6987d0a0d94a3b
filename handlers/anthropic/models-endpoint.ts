import type { OperationResult } from '../../src/exchange.ts'
import type { Model, ResolvedModel } from '../../src/models.ts'
import type { Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { protocolOf } from './messages/check-headers.ts'
import { encodeError } from './messages/errors.ts'
import { plainHeaders } from './messages/headers.ts'
import { refused } from './messages/issues.ts'
import { resolveModel } from './messages/parse.ts'
import { traitsOf } from './models.ts'

interface ModelsRequest extends OperationRequest {
  readonly operation: 'models'
  readonly limit: number
  readonly afterId: string | null
  readonly beforeId: string | null
  readonly lifecycle: readonly string[]
}

interface Answer extends OperationResult {
  readonly body: unknown
}

/** `GET /v1/models`: the models by day of release, newest first, in pages. */
export const listModels: Endpoint<ModelsRequest, Answer> = {
  name: 'models',
  method: 'GET',
  path: '/v1/models',
  operation: 'models',
  parse(call) {
    protocolOf(call)
    const { searchParams } = call.url
    const limit = Number(searchParams.get('limit') ?? 20)
    if (!Number.isInteger(limit))
      throw refused('limit: Input should be a valid integer, unable to parse string as an integer')
    if (limit < 1) throw refused('limit: Input should be greater than or equal to 1')
    if (limit > 1000) throw refused('limit: Input should be less than or equal to 1000')
    const asked = [...searchParams.getAll('lifecycle[]'), ...searchParams.getAll('lifecycle')]
    return {
      operation: 'models',
      model: '',
      stream: false,
      wire: undefined,
      limit,
      afterId: searchParams.get('after_id'),
      beforeId: searchParams.get('before_id'),
      lifecycle: asked.length > 0 ? asked : ['active', 'deprecated'],
    }
  },
  perform: (request, { models }) => ({ body: pageOf(request, models.models) }),
  encode: ({ outcome }) => outcome.body,
  style: 'compact',
  encodeError,
  headers: plainHeaders,
}

interface ModelRequest extends OperationRequest {
  readonly operation: 'models'
  readonly resolved: ResolvedModel
}

/** `GET /v1/models/{id or alias}`. */
export const getModel: Endpoint<ModelRequest, Answer> = {
  name: 'models.get',
  method: 'GET',
  path: '/v1/models/:model',
  operation: 'models',
  parse(call) {
    protocolOf(call)
    const resolved = resolveModel(call.params['model']!, call.models)
    return { operation: 'models', model: resolved.id, stream: false, wire: undefined, resolved }
  },
  perform: ({ resolved: { model, id } }) => ({ body: describe(model, id) }),
  encode: ({ outcome }) => outcome.body,
  style: 'compact',
  encodeError,
  headers: plainHeaders,
}

function pageOf({ limit, afterId, beforeId, lifecycle }: ModelsRequest, models: readonly Model[]) {
  const all = models
    .map((model) => describe(model, model.snapshots?.[0] ?? model.id))
    .filter((one) => lifecycle.includes(one.lifecycle))
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
  const after = afterId === null ? 0 : all.findIndex(({ id }) => id === afterId) + 1
  const before =
    beforeId === null
      ? all.length
      : Math.max(
          0,
          all.findIndex(({ id }) => id === beforeId),
        )
  const start = beforeId === null ? after : Math.max(after, before - limit)
  const data = all.slice(start, Math.min(before, start + limit))
  const hasMore = beforeId === null ? start + data.length < all.length : start > 0
  return { data, has_more: hasMore, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
}

const supported = (isSupported: boolean) => ({ supported: isSupported })

function describe(model: Model, id: string) {
  const traits = traitsOf(model)
  const { retired } = traits
  return {
    type: 'model',
    id,
    display_name: model.displayName ?? model.id,
    created_at: `${model.released ?? '2025-01-01'}T00:00:00Z`,
    lifecycle: retired ? 'retired' : 'active',
    line: /haiku|sonnet|opus|fable|mythos/.exec(model.id)?.[0] ?? null,
    deprecated_at: null,
    retires_at: null,
    max_input_tokens: model.contextWindow,
    max_tokens: model.maxOutputTokens,
    capabilities: capabilitiesOf(model),
  } as const
}

function capabilitiesOf(model: Model) {
  const { efforts, thinking } = traitsOf(model)
  const has = (capability: Model['capabilities'][number]) => model.capabilities.includes(capability)
  const takes = (type: 'enabled' | 'adaptive' | 'disabled') => supported(thinking.types.includes(type))
  const level = (effort: (typeof efforts)[number]) => supported(efforts.includes(effort))
  const reasons = has('reasoning')
  return {
    batch: supported(true),
    citations: supported(true),
    code_execution: supported(reasons),
    context_management: {
      clear_thinking_20251015: supported(reasons),
      clear_tool_uses_20250919: supported(reasons),
      compact_20260112: supported(has('long-context')),
      supported: reasons,
    },
    effort: {
      high: level('high'),
      low: level('low'),
      max: level('max'),
      medium: level('medium'),
      supported: efforts.length > 0,
      xhigh: level('xhigh'),
    },
    image_input: supported(has('vision')),
    pdf_input: supported(has('vision')),
    server_tools: {
      code_execution: supported(reasons),
      supported: has('web-search'),
      web_search: supported(has('web-search')),
    },
    structured_outputs: supported(has('json_schema')),
    thinking: {
      supported: reasons,
      types: {
        adaptive: takes('adaptive'),
        between_tools: takes('adaptive'),
        disabled: takes('disabled'),
        enabled: takes('enabled'),
      },
    },
  }
}
