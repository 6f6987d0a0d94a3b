import type { Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { OperationResult } from '../../src/exchange.ts'
import type { ResolvedModel } from '../../src/models.ts'
import { encodeError, modelNotFound } from './errors.ts'
import { headers } from './headers.ts'
import { createdAt, traitsOf } from './models.ts'

interface ModelList extends OperationResult {
  readonly models: readonly ResolvedModel[]
}

interface ModelFound extends OperationResult {
  readonly found: ResolvedModel
}

/** GET /models. */
export function listModels(): Endpoint<OperationRequest, ModelList> {
  return {
    name: 'models',
    method: 'GET',
    path: '/models',
    operation: 'models',
    style: 'pretty+newline',
    parse: () => ({ operation: 'models', model: '', stream: false, wire: undefined }),
    perform: (_, { models }) => ({
      models: models.models.flatMap((model) => [model.id, ...(model.snapshots ?? [])].map((id) => ({ model, id }))),
    }),
    encode: ({ outcome }) => ({ object: 'list', data: outcome.models.map(wireModel) }),
    encodeError,
    headers,
  }
}

/** GET /models/:model. */
export function getModel(): Endpoint<OperationRequest, ModelFound> {
  return {
    name: 'models.get',
    method: 'GET',
    path: '/models/:model',
    operation: 'models',
    style: 'pretty+newline',
    parse: ({ params }) => ({ operation: 'models', model: params['model']!, stream: false, wire: undefined }),
    perform: ({ model: id }, { models }) => {
      const resolved = models.resolve(id)
      if (!resolved) throw modelNotFound(id)
      return { found: { model: resolved.model, id } }
    },
    encode: ({ outcome }) => wireModel(outcome.found),
    encodeError,
    headers,
  }
}

function wireModel(resolved: ResolvedModel): object {
  return { id: resolved.id, object: 'model', created: createdAt(resolved), owned_by: traitsOf(resolved.model).ownedBy }
}
