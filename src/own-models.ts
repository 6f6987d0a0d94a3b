import { UsageError } from './errors.ts'
import { createCatalog, type Model, type ModelCatalog } from './models.ts'

/** A model of yours: its name, or its name and what is known of it. Default: 128,000 tokens of window, tools and JSON schemas, counted as o200k, free. */
export type ModelInput = string | (Pick<Model, 'id'> & Partial<Model>)

/** `'any'`: every name is a model; or models besides the known ones. */
export type ModelsOption = 'any' | readonly ModelInput[]

/**
 * A whole model out of what is said of it.
 *
 * @example
 * expect(completeModel({ id: 'acme-large', contextWindow: 8192 })).toMatchObject({ contextWindow: 8192, prices: [] })
 */
export function completeModel(input: ModelInput): Model {
  const said = typeof input === 'string' ? { id: input } : input
  if (typeof said?.id !== 'string' || said.id === '')
    throw new UsageError(`A model needs an id, for instance { id: 'my-model' }, not ${JSON.stringify(input)}.`)
  const contextWindow = said.contextWindow ?? 128_000
  return {
    contextWindow,
    maxOutputTokens: Math.min(16_384, contextWindow),
    capabilities: ['chat', 'streaming', 'json', 'json_schema', 'tools'],
    tokenizer: 'o200k',
    prices: [],
    ...said,
  }
}

/** A catalogue with models of yours in front; with `'any'` it knows every name. */
export function withModels(catalog: ModelCatalog, option: ModelsOption): ModelCatalog {
  if (option === 'any') {
    return {
      models: catalog.models,
      resolve: (name) => catalog.resolve(name) ?? (name === '' ? undefined : { model: completeModel(name), id: name }),
    }
  }
  if (!Array.isArray(option)) throw new UsageError(`models must be 'any' or a list of models, not ${String(option)}.`)
  const own = createCatalog(option.map(completeModel))
  return { models: [...own.models, ...catalog.models], resolve: (name) => own.resolve(name) ?? catalog.resolve(name) }
}
