import type { ChatExchange } from '../../../src/exchange.ts'
import { cutByCharacters, cutByTokens } from '../../../src/chunking.ts'
import type { Random } from '../../../src/random.ts'
import type { Cut, CutText } from '../../../src/stream.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import { traitsOf, type AnthropicTraits } from '../models.ts'
import { isBlock, isOmitted, isRedacted } from './blocks.ts'
import { useBlock } from './server-blocks.ts'
import { spacedJson } from './spaced-json.ts'
import { modelOf } from './usage.ts'

const NOTHING: CutText = { texts: [], tokens: [] }

/** How the API cuts an answer: text in lumps of several tokens, arguments anywhere after a few characters [3.2, 3.3]. */
export function cut(exchange: ChatExchange, tokenizer: Tokenizer, random: Random): Cut {
  const { deltaChars } = traitsOf(modelOf(exchange))
  return (part, choice, index) => {
    if (!isBlock(part)) return NOTHING
    if (part.type === 'tool-call') return cutArguments(part.arguments, tokenizer, random)
    if (part.type === 'server-tool')
      return useBlock(exchange, part, {}) ? cutArguments(part.arguments, tokenizer, random) : NOTHING
    if (part.type === 'text') {
      const isLed = deltaChars.leadToken && choice.content[index - 1]?.type !== 'reasoning'
      return cutLumps(part.text, tokenizer, random, { ...deltaChars, lead: isLed ? 1 : 0 })
    }
    if (isRedacted(exchange, part) || isOmitted(exchange)) return NOTHING
    return cutLumps(part.text, tokenizer, random, {
      mean: deltaChars.thinkingMean,
      max: THINKING_MAX,
      lead: random.integer(1, 8),
    })
  }
}

/** Longest recorded `thinking_delta`. */
const THINKING_MAX = 258

interface Lumps extends Pick<AnthropicTraits['deltaChars'], 'mean' | 'max'> {
  /** Tokens of the first lump; 0: like the others. */
  readonly lead: number
}

function cutLumps(text: string, tokenizer: Tokenizer, random: Random, { mean, max, lead }: Lumps): CutText {
  const charactersPerToken = Math.max(1, text.length / Math.max(1, tokenizer.count(text)))
  return cutByTokens(text, tokenizer, (index) => {
    if (index === 0 && lead > 0) return lead
    const characters = Math.min(max, random.gamma(4, mean))
    return Math.max(1, Math.min(Math.floor(max / charactersPerToken), Math.round(characters / charactersPerToken)))
  })
}

/** 1 to 11 characters make the recorded mean of 6; an empty object sends nothing after its first, empty fragment. */
function cutArguments(json: string, tokenizer: Tokenizer, random: Random): CutText {
  const text = spacedJson(json)
  return text === '{}' ? NOTHING : cutByCharacters(text, tokenizer, random, 1, 11)
}
