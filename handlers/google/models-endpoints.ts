import type { OperationResult } from '../../src/exchange.ts'
import type { Model } from '../../src/models.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { ApiError } from '../../src/errors.ts'
import type { Backend } from './backend.ts'
import { refused } from './generate-content/errors.ts'
import { traitsOf } from './model-traits.ts'
import { JSON_TYPE, remembering, transportOf, writeBody, type Transport } from './transport.ts'

interface ModelsRequest extends OperationRequest {
  readonly operation: 'models'
  readonly transport: Transport
  readonly start: number
  readonly size: number
}

interface Page extends OperationResult {
  readonly models: readonly Model[]
  readonly next: number | undefined
}

interface Found extends OperationResult {
  readonly model: Model
  readonly id: string
}

const PAGE = 50
const LARGEST = 1000

/** `GET /models`, page by page. */
export function listModels(backend: Backend, path: string): Endpoint<ModelsRequest, Page> {
  return {
    name: 'models',
    method: 'GET',
    path,
    operation: 'models',
    style: 'pretty+newline',
    contentType: JSON_TYPE,
    parse: (call) => remembering(call, () => parsePage(call, backend)),
    perform({ start, size }, { models }) {
      const end = start + size
      return { models: models.models.slice(start, end), next: end < models.models.length ? end : undefined }
    },
    encode: ({ request, outcome: { models, next } }) =>
      writeBody(
        {
          models: models.map((model) => wireModel(model, model.id)),
          ...(next === undefined ? {} : { nextPageToken: tokenOf(next) }),
        },
        request.transport,
      ),
    encodeError: backend.errors.encodeError,
    headers: backend.headers,
  }
}

/** `GET /models/{model}`. */
export function getModel(backend: Backend, path: string): Endpoint<ModelsRequest, Found> {
  return {
    name: 'models.get',
    method: 'GET',
    path: `${path}/:model`,
    operation: 'models',
    style: 'pretty+newline',
    contentType: JSON_TYPE,
    parse: (call) => remembering(call, () => ({ ...parsePage(call, backend), model: call.params['model']! })),
    perform({ model: name }, { models }) {
      const resolved = models.resolve(name)
      if (!resolved) throw new ApiError('not_found', `Model is not found: models/${name} for api version v1beta`)
      return { model: resolved.model, id: resolved.id }
    },
    encode: ({ request, outcome }) => writeBody(wireModel(outcome.model, outcome.id), request.transport),
    encodeError: backend.errors.encodeError,
    headers: backend.headers,
  }
}

function parsePage(call: Call, backend: Backend): ModelsRequest {
  backend.packageOf(call)
  const query = call.url.searchParams
  const asked = Number(query.get('pageSize') ?? query.get('page_size') ?? 0)
  if (!Number.isInteger(asked) || asked < 0) throw refused('Request contains an invalid argument.')
  const size = asked === 0 ? PAGE : Math.min(asked, LARGEST)
  const token = query.get('pageToken') ?? query.get('page_token') ?? ''
  const start = token === '' ? 0 : placeOf(token)
  if (start === undefined) throw refused('The page token is invalid.')
  return { operation: 'models', model: '', stream: false, wire: undefined, transport: transportOf(call), start, size }
}

/** The place of the next page, in the base64url that tokens have. */
function tokenOf(place: number): string {
  return btoa(`models/${place}`).replaceAll('=', '')
}

function placeOf(token: string): number | undefined {
  try {
    const [, place] = /^models\/(\d+)$/.exec(atob(token)) ?? []
    return place === undefined ? undefined : Number(place)
  } catch {
    return undefined
  }
}

function wireModel(model: Model, id: string): object {
  const { version, description, methods, topK, thinking, generation } = traitsOf(model)
  const sampling = generation === 'embedding' ? {} : { temperature: 1, topP: 0.95, topK, maxTemperature: 2 }
  return {
    name: `models/${id}`,
    version,
    displayName: model.displayName ?? id,
    description,
    inputTokenLimit: model.maxInputTokens ?? model.contextWindow,
    outputTokenLimit: model.maxOutputTokens,
    supportedGenerationMethods: methods,
    ...sampling,
    ...(thinking ? { thinking: true } : {}),
  }
}
