import type { Model } from '../../src/models.ts'
import type { CachePlan, CacheSegment } from '../../src/prompt-cache.ts'
import type { CompletionRequest } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import type { CacheControl, MessagesRequest } from './messages/wire.ts'
import { traitsOf } from './models.ts'

const MINUTE_MS = 60_000
/** Blocks before a breakpoint in which an older entry is looked for. */
const LOOKBACK = 20

/**
 * Prompt caching up to the request's breakpoints, in the order tools, system, messages (anthropic.md 6).
 *
 * A change of tools changes everything behind them; of tool choice or thinking, the messages only.
 */
export function cachePlan(request: CompletionRequest, model: Model, tokenizer: Tokenizer): CachePlan | undefined {
  // Reason: what the messages dialect parsed; a direct call has no cache_control anywhere and gets no plan.
  const wire = request.wire as Partial<MessagesRequest>
  const segments = segmentsOf(wire, tokenizer)
  if (!segments.some(({ breakpoint }) => breakpoint)) return undefined
  return {
    kind: 'breakpoints',
    segments,
    minimumTokens: traitsOf(model).cacheMinimumTokens,
    lookbackSegments: LOOKBACK,
  }
}

interface Block {
  readonly value: unknown
  readonly control: CacheControl | null | undefined
}

function segmentsOf(wire: Partial<MessagesRequest>, tokenizer: Tokenizer): readonly CacheSegment[] {
  const blocks = [...(wire.tools ?? []), ...listOf(wire.system)].map(blockOf)
  const messages = (wire.messages ?? []).flatMap(({ role, content }) =>
    listOf(content).map((one) => blockOf({ role, ...one })),
  )
  const options = { tool_choice: wire.tool_choice, thinking: wire.thinking }
  const all = [
    ...blocks,
    ...messages.map((block, index) => (index === 0 ? { ...block, value: [block.value, options] } : block)),
  ]
  return all.map(({ value, control }, index) => {
    const marked = control ?? (index === all.length - 1 ? wire.cache_control : undefined)
    const text = JSON.stringify(value)
    return { fingerprint: text, tokens: tokenizer.count(text), ...(marked ? { breakpoint: breakpointOf(marked) } : {}) }
  })
}

function listOf(content: unknown): readonly object[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return Array.isArray(content) ? content : []
}

/** A block without its mark: moving the mark on does not change the prefix. */
function blockOf(block: object): Block {
  const { cache_control: control, ...value } = block as { readonly cache_control?: CacheControl | null }
  return { value, control }
}

function breakpointOf({ ttl }: CacheControl) {
  const isLong = ttl === '1h'
  return { lifetimeMs: isLong ? 60 * MINUTE_MS : 5 * MINUTE_MS, isLong }
}
