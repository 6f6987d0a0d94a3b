import type { Choice, ContentPart } from '../completion.ts'
import { deltaTextOf } from '../stream.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'
import { placeOf, type FaultRule } from './fault.ts'

/** The answer with no content, or with content that ends early for the fault's reason. */
export function breakAnswer(choice: Choice, fault: FaultRule, tokenizer: Tokenizer): Choice {
  if (fault.how === 'empty') return { content: [], finishReason: 'stop' }
  if (fault.how !== 'length' && fault.how !== 'content-filter') return choice
  const pieces = choice.content.map((part) => tokenizer.split(deltaTextOf(part)))
  const total = pieces.reduce((sum, { length }) => sum + length, 0)
  const at = placeOf(fault)
  const share = typeof at === 'object' && 'share' in at ? at.share : 0.5
  let left = typeof at === 'object' && 'tokens' in at ? at.tokens : Math.floor(total * share)
  const content: ContentPart[] = []
  for (const [index, part] of choice.content.entries()) {
    const kept = pieces[index]!.slice(0, left)
    left -= kept.length
    if (kept.length === pieces[index]!.length) content.push(part)
    else if (kept.length > 0) content.push(shortened(part, kept.join('')))
  }
  return { content, finishReason: fault.how }
}

function shortened(part: ContentPart, text: string): ContentPart {
  if (part.type === 'image-output') return part
  return 'arguments' in part ? { ...part, arguments: text } : { ...part, text }
}
