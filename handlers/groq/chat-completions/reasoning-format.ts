import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import type { GroqTraits } from '../models.ts'

/** How reasoning shows: in a field of its own, inside the text, or not at all. */
export type ReasoningFormat = 'parsed' | 'raw' | 'hidden'

/** The format that a request gets: gpt-oss has no raw one; others think aloud unless tools or JSON are asked for (groq.md 3). */
export function formatOf(wire: WireRequest, { reasoning }: GroqTraits): ReasoningFormat {
  if (wire['include_reasoning'] === false) return 'hidden'
  const asked = wire['reasoning_format']
  if (asked === 'hidden' || asked === 'parsed') return asked
  if (reasoning === 'gpt-oss' || wire['include_reasoning'] === true) return 'parsed'
  const isShaped = (wire.tools ?? []).length > 0 || (wire.response_format?.type ?? 'text') !== 'text'
  return isShaped ? 'parsed' : 'raw'
}
