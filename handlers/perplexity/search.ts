import { createRandom, fork } from '../../src/random.ts'
import type { Citation } from '../../src/completion.ts'
import { promptOf } from '../../src/request.ts'
import type { ChatExchange } from '../openai/chat-completions/profile.ts'

/** One page that a search found, keys in the order of the wire. */
export interface SearchResult {
  readonly title: string
  readonly url: string
  readonly date: string
  readonly last_updated: string
  readonly snippet: string
  readonly source: 'web'
  readonly place_metadata: null
}

const SITES = [
  'en.wikipedia.org/wiki',
  'www.britannica.com/topic',
  'www.youtube.com/watch',
  'medium.com/stories',
  'www.reddit.com/r',
]
const DAY_MS = 86_400_000

/** What the search found: the pages that the answer cites, else pages about the words of the prompt. */
export function searchResults(exchange: ChatExchange): readonly SearchResult[] {
  const { request, seed, receivedAtMs, outcome } = exchange
  const random = createRandom(fork(seed, 'search'))
  const day = (back: number) => new Date(receivedAtMs - Math.floor(back) * DAY_MS).toISOString().slice(0, 10)
  const dates = () => ({ date: day(30 + random.next() * 900), last_updated: day(random.next() * 14) })
  const cited = outcome.content.flatMap((part) => (part.type === 'text' ? (part.citations ?? []) : [])).filter(hasUrl)
  if (cited.length > 0) {
    return cited.map(({ url, title, citedText }) => ({
      title: title ?? url,
      url,
      ...dates(),
      snippet: citedText ?? '',
      source: 'web',
      place_metadata: null,
    }))
  }
  const words = [...new Set(promptOf(request).match(/[\p{L}\d]{4,}/gu) ?? ['search'])]
  const count = random.integer(3, 5)
  return Array.from({ length: count }, (_, index) => {
    const word = words[index % words.length]!
    const site = SITES[index % SITES.length]!
    return {
      title: `${word[0]!.toUpperCase()}${word.slice(1)} - ${site.split('/')[0]!.replace(/^(?:www|en)\./, '')}`,
      url: `https://${site}/${encodeURIComponent(word.toLowerCase())}`,
      ...dates(),
      snippet: `What is known about ${words.slice(0, 6).join(' ')}.`,
      source: 'web',
      place_metadata: null,
    }
  })
}

function hasUrl(citation: Citation): citation is Citation & { readonly url: string } {
  return citation.url !== undefined
}
