import type { Exchange } from '../../../src/exchange.ts'
import { FLAG_THRESHOLD, HARMS, moderate, type Harm } from '../../../src/generate/moderation.ts'
import { ALNUM, drawId } from '../../../src/ids.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { ModerationInput, ModerationRequest } from './parse.ts'

export type ModerationExchange = Exchange<ModerationRequest>

/** Categories that images are judged for (recorded). */
const SEEN_IN_IMAGES: ReadonlySet<Harm> = new Set<Harm>([
  'sexual',
  'self-harm/intent',
  'self-harm/instructions',
  'self-harm',
  'violence',
  'violence/graphic',
])

/** Categories of the text models, in their order. */
const TEXT_HARMS: readonly Harm[] = [
  'sexual',
  'hate',
  'harassment',
  'self-harm',
  'sexual/minors',
  'hate/threatening',
  'violence/graphic',
  'self-harm/intent',
  'self-harm/instructions',
  'harassment/threatening',
  'violence',
]

/** The body: one result per input. */
export function encode(exchange: ModerationExchange): unknown {
  const { request, seed } = exchange
  return {
    id: request.isTextModel ? `modr-${drawId(seed, 'moderation', 29, ALNUM)}` : `modr-${number(exchange)}`,
    model: request.answeringModel,
    results: request.inputs.map((input) => (request.isTextModel ? textResult(input) : omniResult(input))),
  }
}

/** Ids of the omni models are plain numbers, mostly of four digits (recorded in 2026). */
function number({ seed }: ModerationExchange): number {
  return createRandom(fork(seed, 'moderation')).integer(1000, 9999)
}

function omniResult({ text, kinds }: ModerationInput): object {
  const scores = moderate(text)
  return {
    flagged: HARMS.some((harm) => scores[harm] >= FLAG_THRESHOLD),
    categories: mapOf(HARMS, (harm) => scores[harm] >= FLAG_THRESHOLD),
    category_scores: mapOf(HARMS, (harm) => scores[harm]),
    category_applied_input_types: mapOf(HARMS, (harm) =>
      kinds.filter((kind) => kind === 'text' || SEEN_IN_IMAGES.has(harm)),
    ),
  }
}

function textResult({ text }: ModerationInput): object {
  const scores = moderate(text)
  return {
    flagged: TEXT_HARMS.some((harm) => scores[harm] >= FLAG_THRESHOLD),
    categories: mapOf(TEXT_HARMS, (harm) => scores[harm] >= FLAG_THRESHOLD),
    category_scores: mapOf(TEXT_HARMS, (harm) => scores[harm]),
  }
}

function mapOf<T>(harms: readonly Harm[], value: (harm: Harm) => T): Record<string, T> {
  return Object.fromEntries(harms.map((harm) => [harm, value(harm)]))
}
