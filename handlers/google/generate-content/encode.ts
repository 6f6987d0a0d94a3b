import { choicesOf, toolCallsOf, type Choice, type FinishReason } from '../../../src/completion.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { Backend } from '../backend.ts'
import { createTime, responseId } from '../ids.ts'
import { traitsOf } from '../model-traits.ts'
import { writeBody } from '../transport.ts'
import { partsOf } from './answer-parts.ts'
import { groundingOf } from './grounding.ts'
import { allSent, usageWriter, type GenerateExchange } from './usage.ts'
import type { WireAnswerPart, WireCandidate, WireFinishReason } from './wire.ts'

/** The wire's word for every end; a function call is no end of its own. */
export const FINISH: Record<FinishReason, WireFinishReason> = {
  stop: 'STOP',
  'stop-sequence': 'STOP',
  length: 'MAX_TOKENS',
  'context-window': 'MAX_TOKENS',
  'tool-calls': 'STOP',
  'content-filter': 'SAFETY',
  refusal: 'STOP',
  error: 'OTHER',
}

/** The body of a unary answer, ready text. */
export function encode(exchange: GenerateExchange, backend: Backend): string {
  const usage = usageWriter(exchange, backend)(allSent(exchange))
  if (isPromptBlocked(exchange))
    return writeBody({ ...promptFeedback(exchange, usage), ...tail(exchange, backend) }, exchange.request.transport)
  const candidates = choicesOf(exchange.outcome).map((choice, index) => candidateOf(exchange, choice, index, backend))
  const body = { candidates, usageMetadata: usage, ...tail(exchange, backend) }
  return writeBody(body, exchange.request.transport)
}

/** A filter that let nothing through has blocked the prompt. */
export function isPromptBlocked({ outcome }: GenerateExchange): boolean {
  return outcome.finishReason === 'content-filter' && outcome.content.length === 0
}

/** What stands instead of candidates; Model Armor, where the request names its templates, says what it found and counts nothing (recorded). */
export function promptFeedback({ request }: GenerateExchange, usageMetadata: object): object {
  if (!request.wire.modelArmorConfig) return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata }
  const blockReasonMessage = 'The prompt violated Prompt Injection and Jailbreak filters.'
  const { trafficType } = usageMetadata as { readonly trafficType?: string }
  return { promptFeedback: { blockReason: 'MODEL_ARMOR', blockReasonMessage }, usageMetadata: { trafficType } }
}

/** What every response and event ends with. */
export function tail(exchange: GenerateExchange, backend: Backend): object {
  const { seed, receivedAtMs } = exchange
  return {
    modelVersion: exchange.model!.id,
    ...(backend.name === 'vertex' ? { createTime: createTime(seed, receivedAtMs) } : {}),
    responseId: responseId(seed, receivedAtMs),
  }
}

function candidateOf(exchange: GenerateExchange, choice: Choice, index: number, backend: Backend): WireCandidate {
  const isBlocked = choice.finishReason === 'content-filter'
  const parts = isBlocked ? [] : partsOf(exchange, choice, index, backend)
  return {
    content: isBlocked ? {} : contentOf(parts, backend),
    ...endOf(exchange, choice, index, backend, false),
  }
}

/** The two services order the members of a turn differently; a turn without parts has none. */
export function contentOf(parts: readonly WireAnswerPart[], backend: Backend): WireCandidate['content'] {
  if (parts.length === 0) return { role: 'model' }
  return backend.name === 'vertex' ? { role: 'model', parts } : { parts, role: 'model' }
}

/** The place of a candidate, which older models and Vertex AI leave out. */
export function indexOf(exchange: GenerateExchange, index: number, backend: Backend): { readonly index?: number } {
  const isOld = ['1.5', '2.0'].includes(traitsOf(exchange.model!.model).generation)
  const isLeftOut = index === 0 && (isOld || backend.name === 'vertex')
  return isLeftOut ? {} : { index }
}

/** What stands at the end of a candidate: why it ended, and what goes with that. */
export function endOf(
  exchange: GenerateExchange,
  choice: Choice,
  index: number,
  backend: Backend,
  isStream: boolean,
): Omit<WireCandidate, 'content'> {
  const { generation } = traitsOf(exchange.model!.model)
  const isGemini = backend.name === 'gemini'
  const hasMessage = isGemini && (generation === '2.5' || (generation === '3' && !isStream))
  const isScored =
    !isStream &&
    (!isGemini || generation === '1.5' || generation === '2.0') &&
    choice.finishReason !== 'length' &&
    choice.content.every(({ type }) => type !== 'image-output' && type !== 'server-tool')
  return {
    finishReason: FINISH[choice.finishReason],
    ...indexOf(exchange, index, backend),
    ...(choice.finishReason === 'content-filter' ? { safetyRatings: blockedRatings() } : {}),
    ...groundingOf(exchange, choice, backend),
    ...(hasMessage && toolCallsOf(choice).length > 0 ? { finishMessage: 'Model generated function call(s).' } : {}),
    ...(isScored ? { avgLogprobs: averageLogprob(exchange, index) } : {}),
  }
}

function averageLogprob({ seed }: GenerateExchange, index: number): number {
  return -0.02 - 0.6 * createRandom(fork(seed, `logprob ${index}`)).next()
}

const CATEGORIES = ['SEXUALLY_EXPLICIT', 'HATE_SPEECH', 'HARASSMENT', 'DANGEROUS_CONTENT'] as const

/** Ratings are shown where an answer was blocked; the last category is the one that did it. */
function blockedRatings(): readonly object[] {
  return CATEGORIES.map((name) => ({
    category: `HARM_CATEGORY_${name}`,
    ...(name === 'DANGEROUS_CONTENT' ? { probability: 'HIGH', blocked: true } : { probability: 'NEGLIGIBLE' }),
  }))
}
