import type { Choice, ServerToolPart } from '../../src/completion.ts'
import type { Model } from '../../src/models.ts'
import { traitsOf } from './model-traits.ts'

/** Around the pages of a search, and for each of its queries (recorded: 61 to 74 for one, 100 for two). */
const SEARCH = 40
const QUERY = 30
/** Around what files and pages gave. */
const FILES = 600
const PAGE = 40

interface Counter {
  count(text: string): number
}

/** What the use of built-in tools costs as input: after code ran, the model reads all again; of pages, it reads what it fetched. */
export function toolInput({ content }: Choice, model: Model, counter: Counter, promptTokens: () => number): number {
  let written = 0
  let sum = 0
  for (const part of content) {
    if (part.type === 'text') written += counter.count(part.text)
    if (part.type !== 'server-tool') continue
    written += counter.count(part.arguments)
    if (!/code/.test(part.name)) sum += lookup(part, model, counter)
    else {
      written += counter.count(textOf(part.result))
      sum += promptTokens() + written
    }
  }
  return sum
}

function lookup({ name, arguments: json, result }: ServerToolPart, model: Model, counter: Counter): number {
  if (name === 'url_context') return PAGE + counter.count(textOf(result))
  if (name === 'file_search') return FILES + counter.count(textOf(result))
  // Gemini 3 counts nothing for a search (recorded).
  if (traitsOf(model).generation === '3') return 0
  return SEARCH + QUERY * Math.max(1, queryCount(json))
}

function queryCount(json: string): number {
  const [, list] = /"queries":\s*\[([^\]]*)\]/.exec(json) ?? []
  return list === undefined ? 1 : list.split('","').length
}

function textOf(result: unknown): string {
  return typeof result === 'string' ? result : (JSON.stringify(result) ?? '')
}
