import type { Completion } from '../../src/completion.ts'
import { runCheck } from '../../src/checks.ts'
import { ApiError } from '../../src/errors.ts'
import { sse } from '../../src/framing/sse.ts'
import { BASE58, drawId } from '../../src/ids.ts'
import type { Call, Endpoint, StreamEncoder } from '../../src/provider.ts'
import type { CompletionRequest } from '../../src/request.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { countTokens } from '../anthropic/count-tokens.ts'
import { messages } from '../anthropic/messages/index.ts'
import { catalog as claude } from '../anthropic/models.ts'
import { vertexHeaders } from '../google/generate-content/headers.ts'
import { remembering } from '../google/transport.ts'
import { anthropicName } from './anthropic-name.ts'
import { publisherModelNotFound, vertexBackend } from './vertex.ts'

const VERSION = 'vertex-2023-10-16'
/** Anthropic's own client sends the plain version of the API since its version 1 (seen: 2026-10-21). */
const VERSIONS = /^(?:vertex-2023-10-16|20\d\d-\d\d-\d\d)$/

/** A body of Vertex AI as Anthropic's own API would have it: with the model of the path, and the version in a header. */
function toMessagesCall(call: Call, model: string, stream: boolean | undefined): Call {
  const { anthropic_version: version, ...body } = bodyOf(call)
  if (!(typeof version === 'string' && VERSIONS.test(version)) && call.validation === 'strict')
    throw new ApiError(
      'invalid_request',
      version === undefined ? 'anthropic_version: Field required' : `anthropic_version: Input should be '${VERSION}'`,
    )
  // The model is in the path alone.
  if ('model' in body)
    runCheck(call, 'parameters', () => {
      throw new ApiError('invalid_request', 'model: Extra inputs are not permitted')
    })
  const headers = new Headers(call.headers)
  headers.set('anthropic-version', '2023-06-01')
  const json = { ...body, model, ...(stream === undefined ? {} : { stream }) }
  return { ...call, headers, json, models: claude }
}

function bodyOf({ json }: Call): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {}
}

/** `:rawPredict` and `:streamRawPredict` of Claude; the body of the first may ask for a stream as well. */
export function rawPredict(
  path: string,
  verb: 'rawPredict' | 'streamRawPredict',
): Endpoint<CompletionRequest, Completion> {
  return {
    ...messages,
    name: 'rawPredict',
    path: `${path}:${verb}`,
    parse: (call) =>
      remembering(call, () => {
        const asked = call.params['model']!
        const name = anthropicName(asked)
        if (!claude.resolve(name)) throw publisherModelNotFound(call, 'anthropic', asked)
        return messages.parse(toMessagesCall(call, name, verb === 'streamRawPredict' ? true : undefined))
      }),
    encode(exchange) {
      const body = messages.encode(exchange) as { readonly id: string }
      return { ...body, id: vertexId(body.id) }
    },
    encodeStream(exchange) {
      const encoder = messages.encodeStream!(exchange)
      return renamed(encoder)
    },
    framing: sse,
    encodeError: (error, exchange) =>
      isGoogles(error) ? vertexBackend.errors.encodeError(error, exchange) : messages.encodeError(error, exchange),
    headers: (exchange) => ({
      ...vertexHeaders(exchange),
      'request-id': `req_vrtx_011${drawId(exchange.seed, 'request', 21, BASE58)}`,
    }),
    toolCallId: (seed, name) => `toolu_vrtx_01${drawId(seed, name, 22, BASE58)}`,
  }
}

/** What the model's own API never sees: tokens, quotas, paths. */
function isGoogles({ kind }: ApiError): boolean {
  return ['auth', 'permission', 'not_found', 'rate_limit', 'quota', 'bad_gateway'].includes(kind)
}

function vertexId(id: string): string {
  return id.replace(/^msg_/, 'msg_vrtx_')
}

/** The same events with the message's id as it is here. */
function renamed(encoder: StreamEncoder): StreamEncoder {
  return function* (part) {
    for (const event of encoder(part)) {
      const isStart = event.event === 'message_start'
      yield isStart ? { ...event, data: event.data.replace('"id":"msg_', '"id":"msg_vrtx_') } : event
    }
  }
}

type Counted = Parameters<typeof countTokens.encode>[0]

/** Counting goes by a model of its own: `count-tokens:rawPredict`, with the real one in the body. */
export function countClaude(path: string): typeof countTokens {
  return {
    ...countTokens,
    name: 'countTokens.anthropic',
    path: `${path}/count-tokens:rawPredict`,
    parse(call) {
      return remembering(call, () => {
        const { model } = bodyOf(call)
        const asked = typeof model === 'string' ? model : ''
        const name = anthropicName(asked)
        if (!claude.resolve(name)) throw publisherModelNotFound(call, 'anthropic', asked)
        const { anthropic_version: _, ...body } = bodyOf(call)
        const headers = new Headers(call.headers)
        headers.set('anthropic-version', '2023-06-01')
        return countTokens.parse({ ...call, headers, json: { ...body, model: name }, models: claude })
      })
    },
    encode: (exchange: Counted & { readonly outcome: OperationResult }) => countTokens.encode(exchange),
    encodeError: (error, exchange) =>
      isGoogles(error) ? vertexBackend.errors.encodeError(error, exchange) : countTokens.encodeError(error, exchange),
    headers: vertexHeaders,
  }
}
