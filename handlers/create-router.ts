import { UsageError } from '../src/errors.ts'
import type { ProviderCard } from '../src/provider.ts'
import {
  createFourRuleRouter,
  needsOf,
  routerOver,
  textOfContent,
  type Router,
  type RouteEntry,
  type RouteRequest,
  type RouterOptions,
} from '../src/router/index.ts'
import type { ChatRequest } from '../src/reply/chat-body.ts'
import { directRequest } from '../src/reply/direct.ts'
import { loadTokenizer } from '../src/tokens/load-tokenizer.ts'
import { definitionOf } from './named-provider.ts'
import { providers as known, type ProviderName } from './registry.ts'
import { entriesOf, entryOf, USUAL_MODELS } from './router-catalog.ts'

/** Options of {@link createRouter}. */
export interface CreateRouterOptions extends RouterOptions {
  /** Providers whose models may be chosen. Default: openai, anthropic, groq, mistral, cohere, google and together, with the usual models of each. */
  readonly providers?: readonly ProviderName[]
  /** The models to choose from, by `provider:model` or as entries with times, quality and weight of your own. Excludes `providers`. */
  readonly catalog?: readonly (string | RouteEntry)[]
}

/**
 * A router over the catalogue: which model for which prompt, under which budget and which constraints.
 *
 * @throws {UsageError} for an option, a provider or a model that is none
 * @example
 * const router = createRouter({ strategy: 'cheapest' })
 * const { provider, reason } = router.selectModel({ messages: [{ role: 'user', content: 'Hello' }] }, { excludedProviders: ['groq'] })
 * expect(provider).not.toBe('groq')
 * expect(reason).toMatch('cheapest')
 */
export function createRouter({ providers, catalog, ...options }: CreateRouterOptions = {}): Router {
  if (options.compat) return createFourRuleRouter(options, ['providers', 'catalog'])
  if (providers && catalog) {
    throw new UsageError(
      'Both providers and catalog are given. Keep one: providers for all models of some, catalog for single models.',
    )
  }
  const entries = catalog
    ? catalog.map(entryNamed)
    : cardsOf(providers).flatMap((card) => entriesOf(card, providers === undefined))
  return routerOver({ entries, resolve, count, names: Object.keys(known) }, options, ['providers', 'catalog'])
}

function cardsOf(names: readonly string[] = Object.keys(USUAL_MODELS)): readonly ProviderCard[] {
  return names.map((name) => definitionOf(name as ProviderName) as ProviderCard)
}

function entryNamed(entry: string | RouteEntry): RouteEntry {
  if (typeof entry !== 'string') return entry
  const [found] = resolve(entry)
  if (found) return found
  throw new UsageError(
    `catalog: there is no model "${entry}". Name it as provider:model, or give an entry { provider, model }.`,
  )
}

/** Any model of the registry by `provider:model` or `provider/model`. */
function resolve(name: string): readonly RouteEntry[] {
  const [, provider = '', id = ''] = /^([^:/]+)[:/](.+)$/.exec(name) ?? []
  const card: ProviderCard | undefined = Object.hasOwn(known, provider) ? known[provider as ProviderName] : undefined
  const model = card?.models.resolve(id)?.model
  return model ? [entryOf(provider, model)] : []
}

/** Input tokens as the provider counts them; pictures and sound by the estimate. */
async function count({ provider, model }: RouteEntry, request: RouteRequest): Promise<number> {
  const { messages, tools = [] } = request
  const text = messages.map((message) => ({ ...message, content: textOfContent(message.content) }))
  const tokenizer = await loadTokenizer(model.tokenizer)
  const card = Object.hasOwn(known, provider) ? known[provider as ProviderName] : undefined
  const media = needsOf(request).tokensIn - needsOf({ ...request, messages: text }).tokensIn
  if (!card) return media + tokenizer.count(text.map(({ content }) => content).join('\n'))
  const { accounting } = await card.load()
  const functions = tools.map((tool) => (tool as { readonly function?: ToolInput }).function ?? (tool as ToolInput))
  return (
    media +
    accounting.countInput(directRequest({ model: model.id, messages: text, tools: functions }), model, tokenizer)
  )
}

type ToolInput = NonNullable<ChatRequest['tools']>[number]
