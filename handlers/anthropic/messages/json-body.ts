import type { ApiError } from '../../../src/errors.ts'
import type { Call } from '../../../src/provider.ts'
import { refused } from './issues.ts'

/** The JSON of a body that must have one. */
export function jsonOf(call: Call): unknown {
  const { text, json, jsonError } = call
  if (text.trim() === '') throw notJson('Input is a zero-length, empty document', '', 0)
  if (jsonError === undefined) return json
  const at = /end of/i.test(jsonError) ? text.length : errorAt(text, jsonError)
  throw notJson(at === text.length ? 'unexpected end of data' : 'unexpected character', text, at)
}

function notJson(detail: string, text: string, at: number): ApiError {
  const lines = text.slice(0, at).split('\n')
  return refused(
    `The request body is not valid JSON: ${detail}: line ${lines.length} column ${lines.at(-1)!.length + 1} (char ${at})`,
  )
}

const TOKENS = /(?:\s+|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}:,])*/y

/** Where parsing stopped. Engines do not always say: then where no token of JSON begins, or the last place of the character they name. */
function errorAt(text: string, error: string): number {
  const [, position] = /position (\d+)/.exec(error) ?? []
  if (position !== undefined) return Number(position)
  TOKENS.lastIndex = 0
  const { length } = TOKENS.exec(text)![0]
  if (length < text.length) return length
  const [, named] = /token '?(.)/.exec(error) ?? []
  return Math.max(0, named === undefined ? 0 : text.lastIndexOf(named))
}
