import { choicesOf, type Completion } from '../../../src/completion.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { Backend } from '../backend.ts'
import { mediaTokens } from '../media-tokens.ts'
import { imageOutputTokens, traitsOf } from '../model-traits.ts'
import { serviceTierOf } from './headers.ts'
import type { GenerateRequest } from './parse.ts'
import type { WireTokensDetail } from './wire.ts'

export type GenerateExchange = Exchange<GenerateRequest, Completion> & { readonly outcome: Completion }

/** Output tokens as far as they have been sent. */
export interface Sent {
  readonly candidates: number
  readonly thoughts: number
  readonly isLast: boolean
  /** Whether the results of built-in tools have been read. */
  readonly hasToolInput: boolean
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
    hasToolInput: true,
  }
}

function geminiUsage(exchange: GenerateExchange): (sent: Sent) => object {
  const prompt = promptTokens(exchange)
  const isOld = ['1.5', '2.0'].includes(traitsOf(exchange.model!.model).generation)
  const promptTokensDetails = promptDetails(exchange)
  const { cached, cacheTokensDetails } = cacheDetails(exchange)
  const images = imageTokens(exchange)
  const serviceTier = serviceTierOf(exchange)
  return ({ candidates, thoughts, isLast, hasToolInput }) => {
    const isShown = !isOld || isLast
    const tools = hasToolInput ? (exchange.usage.toolInputTokens ?? 0) : 0
    return {
      ...counts(prompt, isShown ? candidates : 0, isShown ? thoughts : 0, tools),
      ...cached,
      promptTokensDetails,
      ...cacheTokensDetails,
      ...(isLast && candidates > 0 && (isOld || images > 0)
        ? { candidatesTokensDetails: candidateDetails(candidates, images) }
        : {}),
      ...(tools > 0 ? { toolUsePromptTokenCount: tools, toolUsePromptTokensDetails: [text(tools)] } : {}),
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
    const tools = exchange.usage.toolInputTokens ?? 0
    return {
      ...counts(promptTokens(exchange), candidates, thoughts, tools),
      ...cached,
      trafficType,
      promptTokensDetails: promptDetails(exchange),
      ...cacheTokensDetails,
      ...(candidates > 0 ? { candidatesTokensDetails: candidateDetails(candidates, imageTokens(exchange)) } : {}),
      ...(tools > 0 ? { toolUsePromptTokensDetails: [text(tools)], toolUsePromptTokenCount: tools } : {}),
      ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
    }
  }
}

/** Counts of 0 are left out, as protobuf does. */
function counts(prompt: number, candidates: number, thoughts: number, tools: number): object {
  return {
    ...(prompt > 0 ? { promptTokenCount: prompt } : {}),
    ...(candidates > 0 ? { candidatesTokenCount: candidates } : {}),
    totalTokenCount: prompt + candidates + thoughts + tools,
  }
}

function text(tokenCount: number): WireTokensDetail {
  return { modality: 'TEXT', ...(tokenCount > 0 ? { tokenCount } : {}) }
}

/** Tokens of the pictures that the answer holds. */
function imageTokens({ outcome, model }: GenerateExchange): number {
  const images = choicesOf(outcome).flatMap(({ content }) => content.filter(({ type }) => type === 'image-output'))
  return images.length * imageOutputTokens(model!.model)
}

function candidateDetails(candidates: number, images: number): readonly WireTokensDetail[] {
  if (images === 0) return [text(candidates)]
  const drawn = { modality: 'IMAGE', tokenCount: images } as const
  return candidates > images ? [text(candidates - images), drawn] : [drawn]
}

/** The prompt without what built-in tools added to it. */
function promptTokens({ usage }: GenerateExchange): number {
  return usage.inputTokens - (usage.toolInputTokens ?? 0)
}

function promptDetails(exchange: GenerateExchange): readonly WireTokensDetail[] {
  const media = [...mediaTokens(exchange.request, exchange.model!.model)]
  const rest = promptTokens(exchange) - media.reduce((sum, [, tokens]) => sum + tokens, 0)
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
