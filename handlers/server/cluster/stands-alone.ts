import { loadEndpoint } from '../../../src/late-endpoint.ts'
import { loadTokenizer } from '../../../src/tokens/load-tokenizer.ts'
import { cachedFrom } from './cached-from.ts'
import type { Asked } from './request-key.ts'

/** Operations whose answers keep nothing, endpoints in `KEEPING` aside. */
const OPERATIONS: ReadonlySet<string> = new Set(['chat', 'embeddings', 'embed', 'rerank', 'moderations'])
const KEEPING = /responses|interactions/
/** Endpoints that remember only where the request's words say so. */
const REMEMBERS_IF_ASKED: ReadonlySet<string> = new Set(['messages', 'rawPredict'])
/** Members of bodies that refer to what an earlier request left, or leave something for a later one. */
const REFERENCES =
  /"(?:thread|previous_response_id|conversation|file_ids?|file|file_?[Uu]ri|file_?[Dd]ata|cached_?[Cc]ontent|cache_control|cachePoint|container)"/

/** Providers' own tokens per token of OpenAI's, at most. */
const MOST_TOKENS = 1.6

/** Whether the answer depends on nothing but the request and how often it came: then any process may give it. */
export async function standsAlone({ definition, route }: Asked, text: string): Promise<boolean> {
  const endpoint = route.endpoint && (await loadEndpoint(route.endpoint))
  if (!endpoint || endpoint.method !== 'POST' || !OPERATIONS.has(endpoint.operation)) return false
  if (KEEPING.test(endpoint.name) || REFERENCES.test(text)) return false
  if (endpoint.remember && !REMEMBERS_IF_ASKED.has(endpoint.name)) return false
  if (endpoint.operation !== 'chat') return true
  const from = cachedFrom(definition)
  // A token is a byte at least; English has four or five in one.
  if (text.length * 3 < from) return true
  if (text.length > from * 8) return false
  return (await loadTokenizer('o200k')).count(text) * MOST_TOKENS < from
}
