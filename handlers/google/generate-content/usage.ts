import type { Completion } from '../../../src/completion.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { Backend } from '../backend.ts'
import { mediaTokens } from '../media-tokens.ts'
import { traitsOf } from '../model-traits.ts'
import { serviceTierOf } from './headers.ts'
import type { GenerateRequest } from './parse.ts'
import type { WireTokensDetail } from './wire.ts'

export type GenerateExchange = Exchange<GenerateRequest, Completion> & { readonly outcome: Completion }

/** Output tokens as far as they have been sent. */
export interface Sent {
  readonly candidates: number
  readonly thoughts: number
  readonly isLast: boolean
}

/** Writes `usageMetadata`; what does not change in a stream is worked out once. */
export function usageWriter(exchange: GenerateExchange, backend: Backend): (sent: Sent) => object {
  return backend.name === 'vertex' ? vertexUsage(exchange) : geminiUsage(exchange)
}

/** All output tokens of an exchange. */
export function allSent({ usage }: GenerateExchange): Sent {
  return {
    candidates: usage.outputTokens - usage.reasoningTokens,
    thoughts: usage.reasoningTokens,
    isLast: true,
  }
}

function geminiUsage(exchange: GenerateExchange): (sent: Sent) => object {
  const { inputTokens } = exchange.usage
  const isOld = ['1.5', '2.0'].includes(traitsOf(exchange.model!.model).generation)
  const promptTokensDetails = promptDetails(exchange)
  const { cached, cacheTokensDetails } = cacheDetails(exchange)
  const serviceTier = serviceTierOf(exchange)
  return ({ candidates, thoughts, isLast }) => {
    const isShown = !isOld || isLast
    return {
      ...counts(inputTokens, isShown ? candidates : 0, isShown ? thoughts : 0),
      ...cached,
      promptTokensDetails,
      ...cacheTokensDetails,
      ...(isOld && isLast && candidates > 0 ? { candidatesTokensDetails: [text(candidates)] } : {}),
      ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
      serviceTier,
    }
  }
}

/** Vertex AI counts in the last event only. */
function vertexUsage(exchange: GenerateExchange): (sent: Sent) => object {
  const trafficType = 'ON_DEMAND'
  const { cached, cacheTokensDetails } = cacheDetails(exchange)
  return ({ candidates, thoughts, isLast }) => {
    if (!isLast) return { trafficType }
    return {
      ...counts(exchange.usage.inputTokens, candidates, thoughts),
      ...cached,
      trafficType,
      promptTokensDetails: promptDetails(exchange),
      ...cacheTokensDetails,
      ...(candidates > 0 ? { candidatesTokensDetails: [text(candidates)] } : {}),
      ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
    }
  }
}

/** Counts of 0 are left out, as protobuf does. */
function counts(prompt: number, candidates: number, thoughts: number): object {
  return {
    ...(prompt > 0 ? { promptTokenCount: prompt } : {}),
    ...(candidates > 0 ? { candidatesTokenCount: candidates } : {}),
    totalTokenCount: prompt + candidates + thoughts,
  }
}

function text(tokenCount: number): WireTokensDetail {
  return { modality: 'TEXT', ...(tokenCount > 0 ? { tokenCount } : {}) }
}

function promptDetails({ request, usage, model }: GenerateExchange): readonly WireTokensDetail[] {
  const media = [...mediaTokens(request, model!.model)]
  const rest = usage.inputTokens - media.reduce((sum, [, tokens]) => sum + tokens, 0)
  return [text(rest), ...media.map(([modality, tokenCount]) => ({ modality, tokenCount }))]
}

/** What a cache held, named by the request or found by the engine. */
function cacheDetails({ request, usage }: GenerateExchange): {
  readonly cached: object
  readonly cacheTokensDetails: object
} {
  const tokens = Math.min(usage.inputTokens, Math.max(usage.cacheReadTokens, request.cachedTokens ?? 0))
  if (tokens === 0) return { cached: {}, cacheTokensDetails: {} }
  return { cached: { cachedContentTokenCount: tokens }, cacheTokensDetails: { cacheTokensDetails: [text(tokens)] } }
}
