import type { Choice, ContentPart } from '../../../src/completion.ts'
import type { Model } from '../../../src/models.ts'
import type { ServerToolOffer } from '../../../src/request.ts'

/** OpenRouter's own tools that read the web. */
const OFFERS: Readonly<Record<string, ServerToolOffer>> = {
  'openrouter:web_search': { kind: 'web-search', name: 'web_search' },
  'openrouter:web_fetch': { kind: 'web-fetch', name: 'web_fetch' },
}

const ALWAYS: ServerToolOffer = { kind: 'web-search', name: 'web_search', isForced: true }

/** What a request has of the web: its own tools; the plugin, `:online` and models that search by themselves always search (openrouter.md 2). */
export function webOffers(
  { tools, plugins }: Readonly<Record<string, unknown>>,
  name: string,
  model: Model | undefined,
): readonly ServerToolOffer[] {
  const isPlugged = typed(plugins).some(({ id, enabled }) => id === 'web' && enabled !== false)
  const isAlways = isPlugged || name.endsWith(':online') || model?.capabilities.includes('web-search') === true
  return isAlways ? [ALWAYS] : typed(tools).flatMap(({ type }) => OFFERS[String(type)] ?? [])
}

function typed(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
}

/** The citations of a text; models that search by themselves do not say where they stand (recorded). */
export function annotationsOf(
  { content }: { readonly content: readonly ContentPart[] },
  model: Model,
): readonly object[] {
  const isPlaced = !model.capabilities.includes('web-search')
  return content.flatMap((part) =>
    part.type !== 'text'
      ? []
      : (part.citations ?? []).map(({ url = '', title = '', start = 0, end = 0 }) => ({
          type: 'url_citation',
          url_citation: { url, title, start_index: isPlaced ? start : 0, end_index: isPlaced ? end : 0 },
        })),
  )
}

/** How often OpenRouter searched, where it did; models that search by themselves do not tell (recorded). */
export function toolUse({ content }: Pick<Choice, 'content'>, model: Model): object {
  const searches = content.filter((part) => part.type === 'server-tool' && part.name === 'web_search').length
  if (searches === 0 || model.capabilities.includes('web-search')) return {}
  return { server_tool_use_details: { web_search_requests: searches } }
}
