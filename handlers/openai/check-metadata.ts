import { refused, wordIssue } from './wording.ts'

const MOST_PAIRS = 16
const MOST_KEY = 64
const MOST_VALUE = 512

/** Refuses metadata that is too much, or not text. The limits are documented, the words of two are from memory. */
export function checkMetadata(metadata: unknown): void {
  if (typeof metadata !== 'object' || metadata === null) return
  const pairs = Object.entries(metadata)
  if (pairs.length > MOST_PAIRS) {
    throw refused(
      `Invalid 'metadata': too many properties. Expected an object with at most ${MOST_PAIRS} properties, but got an object with ${pairs.length} properties instead.`,
      'metadata',
      'object_above_max_properties',
    )
  }
  for (const [key, value] of pairs) checkPair(key, value)
}

function checkPair(key: string, value: unknown): void {
  const path = ['metadata', key]
  if (typeof value !== 'string') throw wordIssue({ kind: 'type', path, expected: ['string'], value })
  if (key.length > MOST_KEY) {
    throw refused(
      `Invalid 'metadata': property name too long. Expected a string with maximum length ${MOST_KEY}, but got a string with length ${key.length} instead.`,
      'metadata',
      'string_above_max_length',
    )
  }
  if (value.length <= MOST_VALUE) return
  throw wordIssue({ kind: 'length', of: 'string', side: 'above', bound: MOST_VALUE, length: value.length, path })
}
