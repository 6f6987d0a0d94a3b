import { cutByCharacters } from '../../../src/chunking.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { Random } from '../../../src/random.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { deltaTextOf, type Cut, type CutText } from '../../../src/stream.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import { traitsOf } from '../model-traits.ts'
import type { WireRequest } from './wire.ts'

/** What decides about the size of pieces. */
type Cuttable = Pick<Exchange<OperationRequest<Pick<WireRequest, 'generationConfig'>>>, 'request' | 'model'>

interface Sizes {
  readonly first: readonly [number, number]
  readonly rest: readonly [number, number]
  /** A text up to this length comes in one event (recorded of most). */
  readonly whole?: number
}

const SMALL: Sizes = { first: [2, 4], rest: [9, 90] }
const FLASH_25: Sizes = { first: [4, 110], rest: [48, 279], whole: 110 }
const LARGE: Sizes = { first: [7, 74], rest: [69, 127] }
/** A paragraph of a summary. */
const THOUGHT: Sizes = { first: [219, 439], rest: [219, 439] }

/** Characters of the first event and of the others (p10 to p90 of recorded streams). */
function sizesOf({ model }: Cuttable): Sizes {
  const { generation, thinking } = traitsOf(model!.model)
  if (generation === '2.0' || generation === '1.5') return SMALL
  const isFlash25 = generation === '2.5' && thinking?.by === 'budget' && thinking.canBeOff
  return isFlash25 ? FLASH_25 : LARGE
}

/** Events of some dozen to some hundred characters, cut anywhere; calls and single words come whole. */
export function cut(exchange: Cuttable, tokenizer: Tokenizer, random: Random): Cut {
  const isWord = exchange.request.wire.generationConfig?.responseMimeType === 'text/x.enum'
  const sizes = sizesOf(exchange)
  return (part) => {
    const text = deltaTextOf(part)
    if (text === '') return { texts: [] }
    if (isWord || 'arguments' in part) return { texts: [text], tokens: [tokenizer.count(text)] }
    return cutText(text, tokenizer, random, part.type === 'reasoning' ? THOUGHT : sizes)
  }
}

function cutText(text: string, tokenizer: Tokenizer, random: Random, { first, rest, whole = 0 }: Sizes): CutText {
  if (text.length <= whole) return { texts: [text], tokens: [tokenizer.count(text)] }
  const [head = ''] = cutByCharacters(text, tokenizer, random, ...first).texts
  const others = cutByCharacters(text.slice(head.length), tokenizer, random, ...rest)
  return { texts: [head, ...others.texts], tokens: [tokenizer.count(head), ...(others.tokens ?? [])] }
}
