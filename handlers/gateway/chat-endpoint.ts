import { httpDate } from '../../src/http-date.ts'
import type { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { BASE62, drawId, drawUuid } from '../../src/ids.ts'
import { earlyEndpoints } from '../../src/late-endpoint.ts'
import type { AnyEndpoint, ProviderDefinition, Voice } from '../../src/provider.ts'
import { plainChat } from '../compatible/plain-chat.ts'
import { refusals } from '../compatible/plain-errors.ts'
import { plainRules } from '../compatible/plain-rules.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import { answerWire } from './answer-wire.ts'
import type { GatewayCall } from './call.ts'
import { errorBody } from './errors.ts'
import type { Face } from './face.ts'
import { retryHeaders, upstreamWords } from './upstream-error.ts'

const words = refusals((model) => [`The model \`${model}\` does not exist.`, 404, 'model_not_found'])
const rules = plainRules(words)

/** Chat completions in OpenAI's shape at a provider that may speak another: what a gateway asks of it. */
export function chatEndpoint(definition: ProviderDefinition, face: Face, call: GatewayCall): AnyEndpoint {
  const voice = gatewayVoice(definition, face, call)
  const own = earlyEndpoints(definition).find(({ operation }) => operation === 'chat')
  const endpoint = chatCompletions({
    name: 'gateway-chat',
    style: 'compact',
    parse: (received) => parseChat(received, rules),
    toolCallId: (seed, name) => `call_${drawId(seed, name, 24, BASE62)}`,
    ...voice,
    ...plainChat((exchange) =>
      answerWire(exchange, face, call, (error) =>
        errorBody(upstreamWords(definition, error, exchange), face, call, definition.name),
      ),
    ),
  })
  return own?.limits ? { ...endpoint, limits: own.limits } : endpoint
}

/** Errors of a provider in OpenAI's envelope, with its own status and words. */
export function gatewayVoice(definition: ProviderDefinition, face: Face, call: GatewayCall): Voice {
  return {
    encodeError(error: ApiError, exchange: Exchange) {
      const said = upstreamWords(definition, error, exchange)
      return {
        status: said.status,
        body: errorBody(said, face, call, definition.name),
        headers: retryHeaders(definition, error, exchange),
      }
    },
    headers: ({ receivedAtMs, seed }) => ({
      date: httpDate(receivedAtMs),
      'x-request-id': drawUuid(seed, 'request'),
    }),
  }
}
