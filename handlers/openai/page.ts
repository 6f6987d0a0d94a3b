import type { Call } from '../../src/provider.ts'
import { refused } from './wording.ts'

/** A part of a list, as `limit`, `after` and `order` of the query ask for it. */
export interface PageRequest {
  readonly limit: number
  readonly after: string | null
  readonly isAscending: boolean
}

/** The page that a query asks for; refuses limits out of bounds. */
export function pageOf({ url, validation }: Call, defaultLimit: number, most: number): PageRequest {
  const text = url.searchParams.get('limit')
  const limit = text === null ? defaultLimit : Number(text)
  if (validation !== 'lenient' && !Number.isInteger(limit))
    throw refused(`Invalid type for 'limit': expected an integer, but got a string instead.`, 'limit', 'invalid_type')
  if (limit < 1) throw outOfBounds('below minimum', '>=', 1, limit, 'integer_below_min_value')
  if (limit > most) throw outOfBounds('above maximum', '<=', most, limit, 'integer_above_max_value')
  const isAscending = url.searchParams.get('order') === 'asc'
  return { limit, after: url.searchParams.get('after'), isAscending }
}

function outOfBounds(where: string, sign: string, bound: number, value: number, code: string) {
  const message = `Invalid 'limit': integer ${where} value. Expected a value ${sign} ${bound}, but got ${value} instead.`
  return refused(message, 'limit', code)
}

/** The items of a page, newest first unless asked otherwise. */
export function pageItems<T extends { readonly id: string }>(
  oldestFirst: readonly T[],
  { limit, after, isAscending }: PageRequest,
): { readonly items: readonly T[]; readonly hasMore: boolean } {
  const ordered = isAscending ? oldestFirst : oldestFirst.toReversed()
  const start = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1
  return { items: ordered.slice(start, start + limit), hasMore: ordered.length > start + limit }
}

/** The body of a page. */
export function wirePage(data: readonly object[], ids: readonly string[], hasMore: boolean): object {
  return { object: 'list', data, first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null, has_more: hasMore }
}
