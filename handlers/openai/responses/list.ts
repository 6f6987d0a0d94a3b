import { refused } from '../wording.ts'
import type { WireItem } from './wire.ts'

const MOST = 100

/** A page of items: `limit` (20 unless asked), `order` (newest first unless asked), `after` an id. */
export function listItems(items: readonly WireItem[], query: Readonly<Record<string, string>>): object {
  const limit = limitOf(query['limit'])
  const { order = 'desc', after } = query
  if (order !== 'asc' && order !== 'desc')
    throw refused(`Invalid value: '${order}'. Supported values are: 'asc' and 'desc'.`, 'order', 'invalid_value')
  const ordered = order === 'asc' ? items : items.toReversed()
  const start = after === undefined ? 0 : ordered.findIndex((item) => item.id === after) + 1
  const data = ordered.slice(start, start + limit)
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    has_more: start + limit < ordered.length,
    last_id: data.at(-1)?.id ?? null,
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return 20
  const limit = Number(text)
  if (!Number.isInteger(limit)) {
    throw refused(`Invalid type for 'limit': expected an integer, but got a string instead.`, 'limit', 'invalid_type')
  }
  const [where, sign, bound, code] =
    limit < 1 ? (['below minimum', '>=', 1, 'min'] as const) : (['above maximum', '<=', MOST, 'max'] as const)
  if (limit >= 1 && limit <= MOST) return limit
  throw refused(
    `Invalid 'limit': integer ${where} value. Expected a value ${sign} ${bound}, but got ${limit} instead.`,
    'limit',
    `integer_${where.split(' ')[0]!}_${code}_value`,
  )
}
