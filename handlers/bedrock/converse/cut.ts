import { cutByCharacters, cutByTokens } from '../../../src/chunking.ts'
import type { ContentPart } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { Random } from '../../../src/random.ts'
import { deltaTextOf, type Cut, type CutText } from '../../../src/stream.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import { spacedJson } from '../../anthropic/messages/spaced-json.ts'
import { traitsOf } from '../models.ts'

const NOTHING: CutText = { texts: [], tokens: [] }

/** How the service cuts an answer: lumps of a few tokens; arguments of Claude in fragments, of others whole (recorded). */
export function cut(exchange: ChatExchange, tokenizer: Tokenizer, random: Random): Cut {
  const traits = traitsOf(exchange.model!.model)
  return (part) => {
    if (part.type === 'tool-call') {
      const { arguments: json } = part
      if (traits.family !== 'claude') return whole(json === '' ? '{}' : json, tokenizer)
      const text = spacedJson(json)
      return text === '{}' || text === '' ? NOTHING : cutByCharacters(text, tokenizer, random, 1, 11)
    }
    if (part.type === 'server-tool') return NOTHING
    return cutText(part, tokenizer, random, traits.delta)
  }
}

/** A text in lumps as long as the model's are. */
export function cutText(
  part: ContentPart,
  tokenizer: Tokenizer,
  random: Random,
  delta: ReturnType<typeof traitsOf>['delta'],
): CutText {
  const text = deltaTextOf(part)
  if ('lumpChars' in delta)
    return cutByCharacters(
      text,
      tokenizer,
      random,
      Math.round(delta.lumpChars * 0.7),
      Math.round(delta.lumpChars * 1.1),
    )
  if (delta.tokens === 1) return { texts: tokenizer.split(text) }
  // The first one is a single word more often than not.
  return cutByTokens(text, tokenizer, (index) =>
    index === 0 ? 1 : Math.max(1, Math.round(random.gamma(4, delta.tokens))),
  )
}

/** All of a text as one delta. */
export function whole(text: string, tokenizer: Tokenizer): CutText {
  return { texts: [text], tokens: [tokenizer.count(text)] }
}
