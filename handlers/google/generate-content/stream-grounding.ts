import { choicesOf, type ServerToolPart } from '../../../src/completion.ts'
import type { Backend } from '../backend.ts'
import { traitsOf } from '../model-traits.ts'
import { fetchedUrls, readPages } from './grounding.ts'
import type { GenerateExchange } from './usage.ts'
import type { WireAnswerPart, WireCandidate } from './wire.ts'

/** What the events of one stream show of built-in tools before the end. */
export interface ToolProgress {
  /** Whether counts include what tools have read: once they ran, with Gemini 3 only at the end (recorded). */
  hasToolInput(): boolean
  toolRan(part: ServerToolPart): void
  /** Members of a candidate with these parts. */
  extra(parts: readonly WireAnswerPart[]): object
  /** The end of the candidate, without what an event has shown before. */
  end(whole: Omit<WireCandidate, 'content'>): Omit<WireCandidate, 'content'>
}

/** Gemini 2.5 marks every text of an answer that searches by empty metadata, and names the pages it read with the first (recorded). */
export function progressOf(exchange: GenerateExchange, { name }: Backend): ToolProgress {
  const uses = choicesOf(exchange.outcome).flatMap(({ content }) =>
    content.filter((part): part is ServerToolPart => part.type === 'server-tool'),
  )
  const isMarked =
    name === 'gemini' &&
    traitsOf(exchange.model!.model).generation === '2.5' &&
    uses.some(({ name: tool }) => /google_search|url_context/.test(tool))
  const isThird = traitsOf(exchange.model!.model).generation === '3'
  const urls = fetchedUrls(uses)
  let hasRun = false
  let hasShownPages = false
  return {
    hasToolInput() {
      return hasRun && !isThird
    },
    toolRan() {
      hasRun = true
    },
    extra(parts) {
      if (!isMarked || !parts.some((part) => 'text' in part && !part.thought)) return {}
      const pages = urls.length > 0 && !hasShownPages ? { urlContextMetadata: readPages(urls) } : {}
      hasShownPages = true
      return { groundingMetadata: {}, ...pages }
    },
    end(whole) {
      if (!hasShownPages || urls.length === 0) return whole
      const { urlContextMetadata: _, ...rest } = whole
      return rest
    },
  }
}
