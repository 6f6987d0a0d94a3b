import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { retryAfterSeconds, type Wording, type Words } from './wording.ts'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: { status: 429, message: 'Rate limit exceeded. Please try again later.' },
  overloaded: { status: 503, message: 'The service is temporarily overloaded. Please try again later.' },
  server_error: { status: 500, message: 'Internal server error' },
  timeout: { status: 408, message: 'Request timed out.' },
  auth: { status: 401, message: 'Invalid API key.' },
  permission: { status: 403, message: 'You do not have permission to access this resource.' },
  not_found: { status: 404, message: 'Not Found' },
  invalid_request: { status: 400, message: 'Invalid request.' },
  context_length: { status: 400, message: '' },
  quota: { status: 402, message: 'Insufficient balance.' },
  content_filter: { status: 400, message: 'The request was rejected by the content filter.' },
  bad_gateway: { status: 502, message: 'Bad Gateway' },
}

/** The words of every kind: a provider's own over plain ones. */
export function plainKinds(own: Readonly<Partial<Record<ErrorKind, Partial<Words>>>>): Record<ErrorKind, Words> {
  // Every kind of the plain table is kept.
  return Object.fromEntries(
    Object.entries(KINDS).map(([kind, words]) => [kind, { ...words, ...own[kind as ErrorKind] }]),
  ) as Record<ErrorKind, Words>
}

/** Seconds to wait, on every 429. */
export const retryAfterOn429: NonNullable<Wording['headers']> = ({ status }, error): Record<string, string> =>
  Object.fromEntries(status === 429 ? [['retry-after', retryAfterSeconds(error)]] : [])

/** A prompt that is too long, in the words that vLLM and its relatives use. */
export function windowText({ details }: ApiError, { model }: Exchange): string {
  const window = Number(details['window'] ?? model?.model.contextWindow ?? 131_072)
  const tokens = Number(details['inputTokens'] ?? window + 1)
  return `This model's maximum context length is ${window} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`
}

/** Makes a provider's refusals: 400 and its unknown model. */
export function refusals(unknown: (model: string) => readonly [message: string, status?: number, code?: string]) {
  return {
    refused: (message: string, param?: string | null) =>
      new ApiError('invalid_request', message, param ? { param } : {}),
    unknownModel(model: string) {
      const [message, status, code] = unknown(model)
      return new ApiError('not_found', message, { ...(status ? { status } : {}), ...(code ? { code } : {}) })
    },
  }
}

/** The three counts of usage. */
export function threeCounts({ usage }: Pick<Exchange, 'usage'>) {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
  }
}
