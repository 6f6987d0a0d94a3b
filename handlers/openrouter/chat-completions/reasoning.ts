import type { Choice, ReasoningPart } from '../../../src/completion.ts'
import { ALNUM, drawId, HEX } from '../../../src/ids.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { traitsOf } from '../models.ts'

/** Whether the request leaves reasoning out of the answer. */
export function isExcluded({ request }: Pick<ChatExchange, 'request'>): boolean {
  // Checked by the shape.
  const asked = request.wire['reasoning'] as { readonly exclude?: boolean | null } | null | undefined
  return asked?.exclude === true
}

/** The reasoning part of a choice, where one is shown or proven. */
export function reasoningPart(choice: Pick<Choice, 'content'>): ReasoningPart | undefined {
  return choice.content.find((part) => part.type === 'reasoning')
}

/** `reasoning_details` of a whole answer, in the form of the model's maker (openrouter.md 3; recordings of 2026). */
export function detailsOf(exchange: ChatExchange, part: ReasoningPart, choice = 0): readonly object[] {
  const { format } = traitsOf(exchange.model!.model)
  if (part.text === '') return proofOf(exchange, part, choice)
  if (format === 'openai-responses-v1' || format === 'xai-responses-v1') {
    const summary = { type: 'reasoning.summary', summary: part.text, format, index: 0 }
    return [summary, ...proofOf(exchange, part, choice).map((proof) => ({ ...proof, index: 1 }))]
  }
  const signature = format === 'anthropic-claude-v1' ? { signature: signatureOf(exchange, part, choice) } : {}
  return [{ ...textDetail(exchange, part.text), ...signature }]
}

/** A stretch of reasoning. */
export function textDetail(exchange: ChatExchange, text: string): object {
  return { type: 'reasoning.text', text, format: traitsOf(exchange.model!.model).format, index: 0 }
}

/** What proves reasoning that is not shown, or that was: its own delta in a stream. Empty where the format has no proof. */
export function proofOf(exchange: ChatExchange, part: ReasoningPart, choice = 0): readonly object[] {
  const { format } = traitsOf(exchange.model!.model)
  if (format === 'unknown') return []
  const isEncrypted = format === 'openai-responses-v1' || format === 'xai-responses-v1'
  const data = signatureOf(exchange, part, choice)
  if (!isEncrypted) return [{ type: 'reasoning.text', signature: data, format, index: 0 }]
  return [
    { type: 'reasoning.encrypted', data, format, id: `rs_${drawId(exchange.seed, `rs ${choice}`, 50, HEX)}`, index: 0 },
  ]
}

/** Opaque base64 that grows with the thought behind it. */
function signatureOf({ seed }: ChatExchange, part: ReasoningPart, choice: number): string {
  if (part.signature !== undefined) return part.signature
  const tokens = part.tokens ?? Math.ceil(part.text.length / 4)
  const length = 4 * Math.min(600, 90 + Math.round(tokens * 1.6))
  return drawId(seed, `signature ${choice}`, length - 2, `${ALNUM}+/`) + '=='
}
