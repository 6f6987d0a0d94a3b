import type { OperationResult } from '../../src/exchange.ts'
import type { ResolvedModel } from '../../src/models.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { encodeError, refused, unknownModel } from './errors.ts'
import { headers } from './headers.ts'
import { traitsOf } from './models.ts'

interface Query {
  readonly size: number
  readonly start: number
  readonly endpoint: string | undefined
  readonly nowMs: number
}

interface ModelPage extends OperationResult {
  readonly models: readonly ResolvedModel[]
  readonly next: string | undefined
}

interface ModelFound extends OperationResult {
  readonly found: ResolvedModel
}

/** GET /v1/models, page by page; models that were removed are not shown. */
export const listModels: Endpoint<OperationRequest<Query>, ModelPage> = {
  name: 'models',
  method: 'GET',
  path: '/v1/models',
  operation: 'models',
  style: 'compact',
  parse: (call) => ({ operation: 'models', model: '', stream: false, wire: queryOf(call) }),
  perform({ wire: { size, start, endpoint, nowMs } }, { models }) {
    const shown = models.models.filter((model) => {
      const { api, removedFrom } = traitsOf(model)
      return (
        (endpoint === undefined || api === endpoint) && !(removedFrom !== undefined && nowMs >= Date.parse(removedFrom))
      )
    })
    const page = shown.slice(start, start + size).map((model) => ({ model, id: model.id }))
    return { models: page, next: start + size < shown.length ? btoa(String(start + size)) : undefined }
  },
  encode: ({ outcome: { models, next } }) => ({
    models: models.map(wireModel),
    ...(next === undefined ? {} : { next_page_token: next }),
  }),
  encodeError,
  headers,
}

/** GET /v1/models/:model. */
export const getModel: Endpoint<OperationRequest, ModelFound> = {
  name: 'models.get',
  method: 'GET',
  path: '/v1/models/:model',
  operation: 'models',
  style: 'compact',
  parse: ({ params }) => ({ operation: 'models', model: params['model']!, stream: false, wire: undefined }),
  perform({ model: id }, { models }) {
    const found = models.resolve(id)
    if (!found) throw unknownModel(id)
    return { found: { ...found, id } }
  },
  encode: ({ outcome }) => wireModel(outcome.found),
  encodeError,
  headers,
}

const APIS = ['chat', 'embed', 'classify', 'summarize', 'rerank', 'rate', 'generate']

/** `page_size` is 20 unless asked, 1000 at most (documented). */
function queryOf({ url, nowMs }: Call): Query {
  const text = url.searchParams.get('page_size')
  const size = text === null ? 20 : Number(text)
  if (!Number.isInteger(size) || size < 1 || size > 1000)
    throw refused('invalid request: page_size must be between 1 and 1000 inclusive.')
  const endpoint = url.searchParams.get('endpoint') ?? undefined
  if (endpoint !== undefined && !APIS.includes(endpoint))
    throw refused(`invalid request: endpoint must be one of ${APIS.map((one) => `'${one}'`).join(', ')}.`)
  return { size, start: startOf(url.searchParams.get('page_token')), endpoint, nowMs }
}

function startOf(token: string | null): number {
  if (!token) return 0
  const start = /^[\w+/=]+$/.test(token) && token.length % 4 === 0 ? Number(atob(token)) : Number.NaN
  if (!Number.isInteger(start) || start < 0) throw refused('invalid request: page_token is not valid')
  return start
}

function wireModel({ model, id }: ResolvedModel): object {
  const { api, features, removedFrom } = traitsOf(model)
  return {
    name: id,
    is_deprecated: removedFrom !== undefined,
    endpoints: [api],
    finetuned: false,
    context_length: model.contextWindow,
    tokenizer_url: `https://storage.googleapis.com/cohere-public/tokenizers/${id}.json`,
    default_endpoints: [],
    features: features.length > 0 ? features : null,
  }
}
