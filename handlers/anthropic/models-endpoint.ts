import type { OperationResult } from '../../src/exchange.ts'
import type { Model, ResolvedModel } from '../../src/models.ts'
import type { Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { protocolOf } from './messages/check-headers.ts'
import { encodeError } from './messages/errors.ts'
import { plainHeaders } from './messages/headers.ts'
import { resolveModel } from './messages/parse.ts'
import { traitsOf } from './models.ts'
import { pageItems, pageRequestOf, wirePage, type PageRequest } from './page.ts'

interface ModelsRequest extends OperationRequest {
  readonly operation: 'models'
  readonly page: PageRequest
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
    const asked = [...searchParams.getAll('lifecycle[]'), ...searchParams.getAll('lifecycle')]
    return {
      operation: 'models',
      model: '',
      stream: false,
      wire: undefined,
      page: pageRequestOf(call),
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

function pageOf({ page, lifecycle }: ModelsRequest, models: readonly Model[]) {
  const all = models
    .map((model) => describe(model, model.snapshots?.[0] ?? model.id))
    .filter((one) => lifecycle.includes(one.lifecycle))
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
  const { items, hasMore } = pageItems(all, page)
  return wirePage(items, hasMore)
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
