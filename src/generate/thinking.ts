import type { ContentPart } from '../completion.ts'
import type { Random } from '../random.ts'
import type { CompletionRequest, ReasoningEffort } from '../request.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { SentenceWriter } from './sentences.ts'

const THINKING_TOKENS: Record<ReasoningEffort, number> = {
  none: 0,
  minimal: 24,
  low: 90,
  medium: 240,
  high: 700,
  xhigh: 1200,
  max: 2000,
}

/** The reasoning of an answer: as long as the effort asks, empty where it is not shown. */
export function writeThinking(request: CompletionRequest, facts: PromptFacts, random: Random): ContentPart {
  const { effort = 'medium', budgetTokens, visible } = request.reasoning!
  const drawn = THINKING_TOKENS[effort] * Math.exp(0.5 * random.normal())
  const tokens = Math.max(8, Math.round(Math.min(drawn, (budgetTokens ?? Number.POSITIVE_INFINITY) * 0.8)))
  return visible
    ? { type: 'reasoning', text: writeReasoning(facts, tokens, random) }
    : { type: 'reasoning', text: '', tokens }
}

/** Thinking aloud of about `tokens` tokens. */
function writeReasoning(facts: PromptFacts, tokens: number, random: Random): string {
  const writer = new SentenceWriter(facts, random, undefined, 'thought')
  const sentences = [writer.next()]
  // A sentence of this kind has some thirteen tokens.
  while (sentences.length * 13 < tokens) sentences.push(writer.next())
  return sentences.join(' ')
}
