import type { Call } from '../../src/provider.ts'
import { refused } from './messages/issues.ts'

/** A part of a list, as `limit`, `after_id` and `before_id` of the query ask for it. */
export interface PageRequest {
  readonly limit: number
  readonly afterId: string | null
  readonly beforeId: string | null
}

/** The page that a query asks for: 20 items unless it says otherwise, at most 1000. */
export function pageRequestOf({ url: { searchParams } }: Call): PageRequest {
  const limit = Number(searchParams.get('limit') ?? 20)
  if (!Number.isInteger(limit))
    throw refused('limit: Input should be a valid integer, unable to parse string as an integer')
  if (limit < 1) throw refused('limit: Input should be greater than or equal to 1')
  if (limit > 1000) throw refused('limit: Input should be less than or equal to 1000')
  return { limit, afterId: searchParams.get('after_id'), beforeId: searchParams.get('before_id') }
}

/** The items of a page in the order of the list. */
export function pageItems<T extends { readonly id: string }>(
  all: readonly T[],
  { limit, afterId, beforeId }: PageRequest,
): { readonly items: readonly T[]; readonly hasMore: boolean } {
  const after = afterId === null ? 0 : all.findIndex(({ id }) => id === afterId) + 1
  const before =
    beforeId === null
      ? all.length
      : Math.max(
          0,
          all.findIndex(({ id }) => id === beforeId),
        )
  const start = beforeId === null ? after : Math.max(after, before - limit)
  const items = all.slice(start, Math.min(before, start + limit))
  return { items, hasMore: beforeId === null ? start + items.length < all.length : start > 0 }
}

/** The body of a page. */
export function wirePage(data: readonly { readonly id: string }[], hasMore: boolean) {
  return { data, has_more: hasMore, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
}
