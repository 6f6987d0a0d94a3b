import { sse } from '../../../src/framing/sse.ts'
import { drawId, drawUuid, HEX } from '../../../src/ids.ts'
import { createdAt, plainChat, type PlainWire } from '../../compatible/plain-chat.ts'
import { plainRules } from '../../compatible/plain-rules.ts'
import { errorBody } from '../../compatible/wording.ts'
import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../../openai/chat-completions/profile.ts'
import { checkRoute, encodeError, refused, unknownModel, wording } from './errors.ts'
import { mantleHeaders } from './models-endpoint.ts'
import { sorted } from './sorted.ts'

const PATH = '/v1/chat/completions'

const rules = plainRules(
  {
    refused,
    unknownModel,
    malformed: (detail) => `Failed to deserialize the JSON body into the target type: ${detail ?? 'not an object'}`,
  },
  {},
  { check: (_, { model }) => checkRoute(model.id, 'plain', PATH) },
)

/** Chat completions of Bedrock's OpenAI-shaped endpoint: members by name, reasoning beside the content (published). */
export const chatProfile: ChatProfile = {
  path: PATH,
  style: 'compact',
  framing: { ...sse, contentType: 'text/event-stream' },
  parse: (call) => parseChat(call, rules),
  toolCallId: (seed, name) => `call_${drawId(seed, name, 16, HEX)}`,
  encodeError,
  headers: mantleHeaders,
  ...plainChat(wireOf),
}

function wireOf(exchange: ChatExchange): PlainWire {
  const { usage, model, seed } = exchange
  const { inputTokens, outputTokens } = usage
  return {
    // Sorting an object gives one.
    frame: (object, choices, counts) =>
      sorted({
        id: `chatcmpl-${drawUuid(seed, 'completion')}`,
        choices,
        created: createdAt(exchange),
        model: model!.id,
        object,
        service_tier: 'default',
        ...(counts ? { usage: counts } : {}),
      }) as object,
    usage: {
      completion_tokens: outputTokens,
      prompt_tokens: inputTokens,
      total_tokens: inputTokens + outputTokens,
    },
    role: 'apart',
    reasoning: 'reasoning',
    content: { besideCalls: null },
    usageIn: 'own',
    // The wording gives an object.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
