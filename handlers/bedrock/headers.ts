import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import { requestId } from './ids.ts'
import { traitsOf } from './models.ts'

/** Headers of every response; `content-type` is the engine's, and there are none of limits [1.2]. */
export function plainHeaders(exchange: Exchange): Record<string, string> {
  const { receivedAtMs, schedule, request, seed, error } = exchange
  const answeredAtMs = receivedAtMs + (request.stream && !error ? schedule.headersMs : schedule.totalMs)
  return { date: httpDate(answeredAtMs), 'x-amzn-requestid': requestId(seed) }
}

/** Headers of InvokeModel: its latency, and tokens as the body counts them. */
export function invokeHeaders(exchange: Exchange): Record<string, string> {
  const { usage, schedule, model, error } = exchange
  const plain = plainHeaders(exchange)
  if (error) return plain
  const input = usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens
  const traits = model && traitsOf(model.model)
  const tellsCache = traits?.family === 'nova' || (traits?.family === 'claude' && tellsCacheTokens(model!.id))
  const isChat = exchange.operation === 'chat'
  return {
    ...plain,
    'x-amzn-bedrock-invocation-latency': String(Math.round(schedule.totalMs)),
    ...(tellsCache
      ? {
          'x-amzn-bedrock-cache-read-input-token-count': String(usage.cacheReadTokens),
          'x-amzn-bedrock-cache-write-input-token-count': String(usage.cacheWriteTokens),
        }
      : {}),
    'x-amzn-bedrock-input-token-count': String(input),
    ...(isChat ? { 'x-amzn-bedrock-output-token-count': String(usage.outputTokens) } : {}),
  }
}

/** Headers of a stream of InvokeModel. */
export function invokeStreamHeaders(exchange: Exchange): Record<string, string> {
  const plain = plainHeaders(exchange)
  return exchange.error ? plain : { ...plain, 'x-amzn-bedrock-content-type': 'application/json' }
}

/** Claude models from before the prompt cache say nothing of it: recorded on Claude 2, 3 and 3.5 Sonnet. */
export function tellsCacheTokens(id: string): boolean {
  return !/claude-(v2|instant|3-haiku|3-sonnet|3-opus|3-5-sonnet-20240620)/.test(id)
}
