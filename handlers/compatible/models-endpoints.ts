import type { ApiError } from '../../src/errors.ts'
import type { OperationResult } from '../../src/exchange.ts'
import type { Model, ResolvedModel } from '../../src/models.ts'
import type { AnyEndpoint, Endpoint, JsonStyle, Voice } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'

/** How one provider shows its models. */
export interface ModelsProfile extends Voice {
  /** One row or one card. */
  item(model: ResolvedModel): object
  /** The whole list. Default: `{ object: 'list', data }`. */
  list?(items: readonly object[]): unknown
  /** Ids that the list shows of a model. Default: its snapshots, else its id. */
  ids?(model: Model): readonly string[]
  unknown(id: string): ApiError
  /** Default: `compact`. */
  readonly style?: JsonStyle
  /** Path of the list. Default: `/models`. */
  readonly path?: string
}

interface ModelList extends OperationResult {
  readonly models: readonly ResolvedModel[]
}

interface ModelFound extends OperationResult {
  readonly found: ResolvedModel
}

/** GET of the list and of one card; ids may hold a slash, encoded or not. */
export function modelsEndpoints(profile: ModelsProfile): readonly AnyEndpoint[] {
  const path = profile.path ?? '/models'
  return [listModels(profile, path), getModel(profile, `${path}/:model`), getModel(profile, `${path}/:owner/:model`)]
}

/** GET of the list alone. */
export function listModels(profile: ModelsProfile, path = '/models'): Endpoint<OperationRequest, ModelList> {
  const ids = profile.ids ?? ((model) => model.snapshots ?? [model.id])
  return {
    name: 'models',
    method: 'GET',
    path,
    operation: 'models',
    style: profile.style ?? 'compact',
    parse: () => ({ operation: 'models', model: '', stream: false, wire: undefined }),
    perform: (_, { models }) => ({
      models: models.models.flatMap((model) => ids(model).map((id) => ({ model, id }))),
    }),
    encode({ outcome }) {
      const items = outcome.models.map((model) => profile.item(model))
      return profile.list ? profile.list(items) : { object: 'list', data: items }
    },
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: (exchange) => profile.headers(exchange),
  }
}

function getModel(profile: ModelsProfile, path: string): Endpoint<OperationRequest, ModelFound> {
  return {
    name: 'models.get',
    method: 'GET',
    path,
    operation: 'models',
    style: profile.style ?? 'compact',
    parse({ params }) {
      const { owner, model } = params
      return { operation: 'models', model: owner ? `${owner}/${model}` : model!, stream: false, wire: undefined }
    },
    perform({ model: id }, { models }) {
      const resolved = models.resolve(id)
      if (!resolved) throw profile.unknown(id)
      return { found: { model: resolved.model, id } }
    },
    encode: ({ outcome }) => profile.item(outcome.found),
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: (exchange) => profile.headers(exchange),
  }
}
