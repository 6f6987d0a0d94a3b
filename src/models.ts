import type { TokenizerFamily } from './tokens/families.ts'

/** What a model can do. */
export type Capability =
  | 'chat'
  | 'tools'
  | 'vision'
  | 'audio'
  | 'json'
  | 'json_schema'
  | 'reasoning'
  | 'streaming'
  | 'embeddings'
  | 'long-context'
  | 'web-search'

/** USD per million tokens, by list. What is absent costs what input or output costs. */
export interface Price {
  readonly inputUsdPerMillion: number
  readonly outputUsdPerMillion: number
  readonly cacheReadUsdPerMillion?: number
  readonly cacheWriteUsdPerMillion?: number
  readonly cacheWriteLongUsdPerMillion?: number
  readonly outputReasoningUsdPerMillion?: number
  readonly inputAudioUsdPerMillion?: number
  readonly inputImageUsdPerMillion?: number
  readonly outputAudioUsdPerMillion?: number
  readonly outputImageUsdPerMillion?: number
  /** USD for each thousand of requests, and of searches of the web; absent: none. */
  readonly requestsUsdPerThousand?: number
  readonly webSearchesUsdPerThousand?: number
  /** The first day of validity, `YYYY-MM-DD`; the first price of a model has none. */
  readonly since?: string
  /** The hours of the day in UTC, `HH:MM`, in which it holds; absent: all. */
  readonly hours?: readonly [from: string, until: string]
  /** Prices of the whole call once its input is larger than `aboveInputTokens`. */
  readonly long?: Omit<Price, 'long' | 'since' | 'hours'> & { readonly aboveInputTokens: number }
}

/** One model of a catalogue. */
export interface Model {
  /** The name that users write, without date: `gpt-4o`. */
  readonly id: string
  /** Dated ids, the one that `id` resolves to first: `gpt-4o-2024-08-06`. */
  readonly snapshots?: readonly string[]
  /** Other names for the first snapshot. */
  readonly aliases?: readonly string[]
  /** Tokens of prompt and answer together. */
  readonly contextWindow: number
  /** Most tokens of one answer. */
  readonly maxOutputTokens: number
  /** Most tokens of one prompt, where it is less than the window. */
  readonly maxInputTokens?: number
  readonly capabilities: readonly Capability[]
  readonly tokenizer: TokenizerFamily
  /** Newest last. Empty: free, or not known. */
  readonly prices: readonly Price[]
  /** Day of release, `YYYY-MM-DD`. */
  readonly released?: string
  readonly displayName?: string
  /** Facts that only the provider's own dialects read. */
  readonly traits?: Readonly<Record<string, unknown>>
}

/** A model as one request named it. */
export interface ResolvedModel {
  readonly model: Model
  /** The id that the answer names: the snapshot behind an alias. */
  readonly id: string
}

/** Models by every name they have. */
export interface ModelCatalog {
  readonly models: readonly Model[]
  /** The model that an id, alias or snapshot names; undefined for names of none. */
  resolve(name: string): ResolvedModel | undefined
}

/** All names of a model. */
export function namesOf({ id, aliases = [], snapshots = [] }: Model): readonly string[] {
  return [id, ...aliases, ...snapshots]
}

/**
 * A catalogue over `models`; `fallback` resolves names that are in no list (fine-tunes, self-hosted models).
 *
 * @example
 * const catalog = createCatalog([completeModel('acme-large')])
 * expect(catalog.resolve('acme-large').id).toBe('acme-large')
 */
export function createCatalog(
  models: readonly Model[],
  fallback?: (name: string, catalog: ModelCatalog) => ResolvedModel | undefined,
): ModelCatalog {
  const byName = new Map<string, ResolvedModel>()
  for (const model of models) {
    const current = model.snapshots?.[0] ?? model.id
    for (const alias of [model.id, ...(model.aliases ?? [])]) byName.set(alias, { model, id: current })
    for (const snapshot of model.snapshots ?? []) byName.set(snapshot, { model, id: snapshot })
  }
  const catalog: ModelCatalog = {
    models,
    resolve: (name) => byName.get(name) ?? fallback?.(name, catalog),
  }
  return catalog
}

/** A model that is made when it is first asked for. */
export type LateModel = readonly [id: string, make: () => Model]

/** The same as {@link createCatalog}, of models that are made when they are asked for: a test file asks for one or two of a hundred. */
export function lateCatalog(
  late: readonly LateModel[],
  fallback?: (name: string, catalog: ModelCatalog) => ResolvedModel | undefined,
): ModelCatalog {
  const makers = new Map(late)
  const made = new Map<string, Model>()
  const modelOf = (id: string, make: () => Model) => {
    const model = made.get(id) ?? make()
    made.set(id, model)
    return model
  }
  const resolved = new Map<string, ResolvedModel>()
  let whole: ModelCatalog | undefined
  const all = () =>
    (whole ??= createCatalog(
      late.map(([id, make]) => modelOf(id, make)),
      fallback,
    ))
  return {
    get models() {
      return all().models
    },
    resolve(name) {
      const make = makers.get(name)
      if (!make || whole) return all().resolve(name)
      let found = resolved.get(name)
      if (!found) {
        const model = modelOf(name, make)
        resolved.set(name, (found = { model, id: model.snapshots?.[0] ?? model.id }))
      }
      return found
    },
  }
}
