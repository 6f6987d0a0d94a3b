/** Providers, and what their clients make of the fault without and with a stream: what came of the text, the error, how often was asked. */
type Row = readonly [providers: string, unary: string, stream: string]
type Table = Readonly<Record<string, readonly Row[]>>

/** By msw 2 and by llm.fetch, where clients see what they would see of the real API. */
const TABLE: Table = {
  rate_limit: [
    ['openai anthropic groq together', 'RateLimitError 429, 3 requests', 'RateLimitError 429, 3 requests'],
    ['google', 'ApiError 429', 'ApiError 429'],
    ['mistral', 'SDKError 429', 'SDKError 429'],
    ['cohere', 'TooManyRequestsError 429, 3 requests', 'TooManyRequestsError 429, 3 requests'],
  ],
  overloaded: [
    ['openai groq together', 'InternalServerError 503, 3 requests', 'InternalServerError 503, 3 requests'],
    ['anthropic', 'OverloadedError 529, 3 requests', 'OverloadedError 529, 3 requests'],
    ['google', 'ApiError 503', 'ApiError 503'],
    ['mistral', 'SDKError 503', 'SDKError 503'],
    ['cohere', 'ServiceUnavailableError 503, 3 requests', 'ServiceUnavailableError 503, 3 requests'],
  ],
  server_error: [
    ['openai anthropic groq cohere', 'InternalServerError 500, 3 requests', 'InternalServerError 500, 3 requests'],
    ['google', 'ApiError 500', 'ApiError 500'],
    ['mistral', 'SDKError 500', 'SDKError 500'],
    ['together', 'InternalServerError 500', 'InternalServerError 500'],
  ],
  timeout: [
    ['openai groq', 'APIError 408, 3 requests', 'APIError 408, 3 requests'],
    ['anthropic cohere', 'GatewayTimeoutError 504, 3 requests', 'GatewayTimeoutError 504, 3 requests'],
    ['google', 'ApiError 504', 'ApiError 504'],
    ['mistral', 'SDKError 504', 'SDKError 504'],
    ['together', 'InternalServerError 504, 3 requests', 'InternalServerError 504, 3 requests'],
  ],
  auth: [
    ['openai anthropic groq together', 'AuthenticationError 401', 'AuthenticationError 401'],
    ['google', 'ApiError 403', 'ApiError 403'],
    ['mistral', 'SDKError 401', 'SDKError 401'],
    ['cohere', 'UnauthorizedError 401', 'UnauthorizedError 401'],
  ],
  permission: [
    ['openai anthropic groq together', 'PermissionDeniedError 403', 'PermissionDeniedError 403'],
    ['google', 'ApiError 403', 'ApiError 403'],
    ['mistral', 'SDKError 403', 'SDKError 403'],
    ['cohere', 'ForbiddenError 403', 'ForbiddenError 403'],
  ],
  not_found: [
    ['openai anthropic groq cohere together', 'NotFoundError 404', 'NotFoundError 404'],
    ['google', 'ApiError 404', 'ApiError 404'],
    ['mistral', 'SDKError 404', 'SDKError 404'],
  ],
  invalid_request: [
    ['openai anthropic groq cohere together', 'BadRequestError 400', 'BadRequestError 400'],
    ['google', 'ApiError 400', 'ApiError 400'],
    ['mistral', 'SDKError 400', 'SDKError 400'],
  ],
  context_length: [
    ['openai anthropic groq cohere together', 'BadRequestError 400', 'BadRequestError 400'],
    ['google', 'ApiError 400', 'ApiError 400'],
    ['mistral', 'SDKError 400', 'SDKError 400'],
  ],
  quota: [
    ['openai groq', 'RateLimitError 429, 3 requests', 'RateLimitError 429, 3 requests'],
    ['anthropic', 'BadRequestError 400', 'BadRequestError 400'],
    ['google', 'ApiError 429', 'ApiError 429'],
    ['mistral', 'SDKError 402', 'SDKError 402'],
    ['cohere', 'CohereError 402', 'CohereError 402'],
    ['together', 'APIError 402', 'APIError 402'],
  ],
  content_filter: [
    ['openai anthropic groq', 'BadRequestError 400', 'BadRequestError 400'],
    ['google', 'ApiError 400', 'ApiError 400'],
    ['mistral', 'SDKError 403', 'SDKError 403'],
    ['cohere', 'InvalidTokenError 498', 'InvalidTokenError 498'],
    ['together', 'UnprocessableEntityError 422', 'UnprocessableEntityError 422'],
  ],
  bad_gateway: [
    ['openai anthropic groq together', 'InternalServerError 502, 3 requests', 'InternalServerError 502, 3 requests'],
    ['google', 'ApiError 502', 'ApiError 502'],
    ['mistral', 'SDKError 502', 'SDKError 502'],
    ['cohere', 'CohereError 502, 3 requests', 'CohereError 502, 3 requests'],
  ],
  'no connection': [
    ['openai anthropic groq together', 'APIConnectionError, 3 requests', 'APIConnectionError, 3 requests'],
    ['google', 'TypeError', 'TypeError'],
    ['mistral', 'ConnectionError', 'ConnectionError'],
    ['cohere', 'CohereError', 'CohereError'],
  ],
  'no answer': [
    ['openai anthropic', 'patience, 2 requests', 'patience, 2 requests'],
    ['google mistral', 'patience', 'patience'],
    ['groq together', 'APIConnectionTimeoutError, 3 requests', 'APIConnectionTimeoutError, 3 requests'],
    ['cohere', 'CohereError', 'CohereError'],
  ],
  'socket after headers': [
    ['openai anthropic google groq mistral together', 'TypeError', 'TypeError'],
    ['cohere', 'CohereError', 'TypeError'],
  ],
  'socket in the middle': [
    ['openai anthropic google groq mistral together', 'TypeError', 'part, TypeError'],
    ['cohere', 'CohereError', 'part, TypeError'],
  ],
  'stall in the middle': [
    ['anthropic google groq mistral cohere together', 'patience', 'part, patience'],
    ['openai', 'patience, 2 requests', 'part, patience'],
  ],
  'error in the middle': [
    ['openai groq together', 'InternalServerError 503, 3 requests', 'part, APIError'],
    ['anthropic', 'OverloadedError 529, 3 requests', 'part, APIError'],
    ['google', 'ApiError 503', 'part, ApiError 503'],
    ['mistral', 'SDKError 503', 'part'],
    ['cohere', 'ServiceUnavailableError 503, 3 requests', 'part'],
  ],
  'end in the middle': [
    ['openai anthropic google groq mistral together', 'SyntaxError', 'part'],
    ['cohere', 'TypeError', 'part'],
  ],
  'end before usage': [
    ['openai anthropic groq together', 'SyntaxError', 'whole'],
    ['google mistral', 'SyntaxError', 'part'],
    ['cohere', 'TypeError', 'whole'],
  ],
  'end before terminator': [
    ['openai anthropic groq mistral together', 'SyntaxError', 'whole'],
    ['google', 'SyntaxError', 'part'],
    ['cohere', 'TypeError', 'whole'],
  ],
  'socket after terminator': [
    ['anthropic google groq together', 'TypeError', 'whole, TypeError'],
    ['openai mistral', 'TypeError', 'whole'],
    ['cohere', 'CohereError', 'whole'],
  ],
  'half a character': [
    ['anthropic groq mistral together', 'SyntaxError', 'part'],
    ['openai', 'SyntaxError', 'part, SyntaxError'],
    ['google', 'SyntaxError', 'part, Error'],
    ['cohere', 'TypeError', 'part'],
  ],
  'half an event': [
    ['openai anthropic google groq together', 'SyntaxError', 'part, SyntaxError'],
    ['mistral', 'SyntaxError', 'part, ZodError'],
    ['cohere', 'TypeError', 'part, SyntaxError'],
  ],
  'event twice': [['all', 'whole', 'garbled']],
  'events swapped': [['all', 'whole', 'garbled']],
  drip: [['all', 'whole', 'whole']],
  'keep-alives first': [['all', 'whole', 'whole']],
  'keep-alives only': [
    ['anthropic google groq mistral cohere together', 'patience', 'patience'],
    ['openai', 'patience, 2 requests', 'patience'],
  ],
  'wrong content type': [
    ['openai anthropic groq together', 'TypeError', 'whole'],
    ['google cohere', 'whole', 'whole'],
    ['mistral', 'SDKError 200', 'SDKError 200'],
  ],
  empty: [['all', '', '']],
  length: [['all', 'part', 'part']],
  'content filtered': [
    ['openai anthropic groq mistral cohere together', 'part', 'part'],
    ['google', '', 'part'],
  ],
}

/** Where msw 3 differs: headers leave with the first bytes, so that a loss right after them comes before them; small events arrive together. */
const OVER_MSW_3: Table = {
  'socket after headers': [
    ['openai anthropic groq together', 'APIConnectionError, 3 requests', 'APIConnectionError, 3 requests'],
    ['mistral', 'ConnectionError', 'ConnectionError'],
    ['cohere', 'CohereError', 'CohereError'],
  ],
  'error in the middle': [['google', 'ApiError 503', 'part, Error']],
}

/** Where sockets differ: small events arrive together, and this client knows an error only where it comes alone. */
const OVER_SOCKETS: Table = {
  'error in the middle': [['google', 'ApiError 503', 'part, Error']],
}

/** What carries an answer, where that shows. */
export type Carrier = 'msw 3' | 'sockets'

const BY_CARRIER: Readonly<Record<Carrier, Table>> = { 'msw 3': OVER_MSW_3, sockets: OVER_SOCKETS }

/** What a provider's client makes of a fault. */
export function outcomeOf(
  provider: string,
  fault: string,
  carrier: Carrier | undefined,
): readonly [unary: string, stream: string] {
  const find = (table: Table) =>
    table[fault]?.find(([providers]) => providers === 'all' || providers.split(' ').includes(provider))
  const [, unary, stream] = (carrier && find(BY_CARRIER[carrier])) ?? find(TABLE)!
  return [unary, stream]
}
