import { drawId, drawUuid, HEX } from '../../../src/ids.ts'
import type { Face, GatewayWords } from '../face.ts'
import { isFallback, usd } from './plain.ts'

/** As a LiteLLM proxy shows itself (its documentation of response headers, October 2026; class names of its exceptions: memory). */
export const litellm: Face = {
  headers(call, exchange, atMs) {
    const { attempts, decision } = call
    const used = attempts.at(-1)
    const durationMs = atMs - call.receivedAtMs
    return {
      'x-litellm-call-id': drawUuid(call.seed, 'call'),
      ...(used ? { 'x-litellm-model-id': drawId(0, `${used.provider}:${used.model}`, 64, HEX) } : {}),
      'x-litellm-model-group': call.model,
      ...(exchange ? { 'x-litellm-model-api-base': exchange.url } : {}),
      ...(exchange ? { 'x-litellm-response-cost': usd(exchange.costUsd) } : {}),
      'x-litellm-response-duration-ms': String(durationMs),
      'x-litellm-overhead-duration-ms': String(Math.max(0, durationMs - (used?.latencyMs ?? 0))),
      'x-litellm-attempted-retries': String(attempts.filter(({ isRetry }) => isRetry).length),
      'x-litellm-attempted-fallbacks': String(fallbacksOf(call)),
      ...(decision && isFallback(call) ? { 'x-litellm-max-fallbacks': String(call.maxAttempts - 1) } : {}),
    }
  },
  error({ message, type, code, param = null, status, details }, _, provider) {
    const name = CLASSES[status] ?? (status >= 500 ? 'InternalServerError' : 'BadRequestError')
    const isOwn = provider === undefined
    return {
      error: {
        message: isOwn ? message : `litellm.${name}: ${name}: ${capital(provider)}Exception - ${message}`,
        type,
        param,
        // A status as text.
        code: isOwn && code !== null && !/^\d+$/.test(code) ? code : String(status),
        ...(details ? { details } : {}),
      },
    }
  },
  words(words, call): GatewayWords {
    if (words.code !== 'no_providers_available') return words
    const seconds = Number(new Map(Object.entries(words.details ?? {})).get('retry_after_seconds') ?? 5)
    return {
      status: 429,
      message: `No deployments available for selected model, Try again in ${seconds} seconds. Passed model=${call.model}.`,
      type: 'None',
      code: '429',
    }
  },
}

const CLASSES: Readonly<Record<number, string>> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  408: 'Timeout',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
  503: 'ServiceUnavailableError',
}

function fallbacksOf({ attempts }: { readonly attempts: readonly { readonly isRetry: boolean }[] }): number {
  return Math.max(0, attempts.filter(({ isRetry }) => !isRetry).length - 1)
}

function capital(name: string): string {
  return name === 'openai' ? 'OpenAI' : name.charAt(0).toUpperCase() + name.slice(1)
}
