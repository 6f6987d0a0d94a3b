import { sse } from '../../../src/framing/sse.ts'
import { drawId } from '../../../src/ids.ts'
import type { Model } from '../../../src/models.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { FINISH_REASON } from '../../compatible/answer.ts'
import { asksForUsage, createdAt, plainChat, plainChunks, type PlainWire } from '../../compatible/plain-chat.ts'
import { plainRules } from '../../compatible/plain-rules.ts'
import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatChunks, ChatExchange, ChatProfile } from '../../openai/chat-completions/profile.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import type { Backend } from '../backend.ts'
import { refused } from '../generate-content/errors.ts'
import { cut } from '../generate-content/cut.ts'
import { reasoningOf } from '../generate-content/to-request.ts'
import type { WireGenerationConfig } from '../generate-content/wire.ts'
import { responseId, thoughtSignature } from '../ids.ts'
import { traitsOf } from '../model-traits.ts'
import { openaiVoice, sorted, unknownModel } from './voice.ts'

/** Chat completions as Google's services speak them [10]: keys in the order of the alphabet, thinking within the total alone. */
export function openaiChat(backend: Backend, path: string): ChatProfile {
  const voice = openaiVoice(backend)
  const rules = plainRules(
    {
      refused: (message) => refused(message),
      unknownModel: (model) => unknownModel(model, 'generateContent'),
      missingModel: 'model is not specified',
    },
    {},
    { reasoning: (wire, { model }) => reasoningFor(wire, model) },
  )
  const wireOf = (exchange: ChatExchange) => layout(exchange, backend)
  return {
    ...plainChat(wireOf),
    ...voice,
    name: 'openai.chat',
    path,
    style: 'compact',
    framing: { ...sse, contentType: 'text/event-stream' },
    parse: (call) => parseChat(call, rules),
    chunks: (exchange) => chunks(wireOf(exchange)),
    toolCallId: (seed, name) => `function-call-${drawId(seed, name, 19, '123456789')}`,
    cut: (exchange, tokenizer, random) =>
      cut({ ...exchange, request: { ...exchange.request, wire: {} } }, tokenizer, random),
  }
}

/** What the endpoint takes besides OpenAI's members, under `extra_body.google`. */
interface GoogleExtras {
  readonly extra_body?: {
    readonly google?: {
      readonly thinking_config?: {
        readonly thinking_budget?: number
        readonly thinking_level?: string
        readonly include_thoughts?: boolean
      }
    }
  }
}

const BUDGETS: Readonly<Record<string, number>> = { none: 0, minimal: 512, low: 1024, medium: 8192, high: 24_576 }
const LEVELS: Readonly<Record<string, string>> = {
  none: 'MINIMAL',
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
}

/** An effort as the model's own budget or level; Google's own settings go before it. */
function reasoningFor(wire: WireRequest, model: Model): CompletionRequest['reasoning'] {
  const { thinking_config: asked } = (wire as GoogleExtras).extra_body?.google ?? {}
  const effort = wire.reasoning_effort ?? ''
  const { thinking } = traitsOf(model)
  const byEffort: WireGenerationConfig['thinkingConfig'] =
    thinking?.by === 'level'
      ? effort in LEVELS
        ? { thinkingLevel: LEVELS[effort] as 'LOW' }
        : {}
      : effort in BUDGETS
        ? { thinkingBudget: BUDGETS[effort]! }
        : {}
  const { thinking_budget: budget, thinking_level: level, include_thoughts: includeThoughts = false } = asked ?? {}
  const thinkingConfig = {
    ...byEffort,
    ...(budget === undefined ? {} : { thinkingBudget: budget }),
    ...(level === undefined ? {} : { thinkingLevel: level.toUpperCase() as 'LOW' }),
    includeThoughts,
  }
  return reasoningOf({ thinkingConfig }, model).reasoning
}

function layout(exchange: ChatExchange, backend: Backend): PlainWire {
  const { seed, receivedAtMs, usage, request, model } = exchange
  const id = responseId(seed, receivedAtMs)
  const created = createdAt(exchange)
  // Google's own service answers with the name that was asked for (recorded).
  const name = request.model
  const isThird = traitsOf(model!.model).generation === '3'
  const isSigned = isThird || (usage.reasoningTokens > 0 && request.tools.length > 0)
  const extra_content = { google: { thought_signature: thoughtSignature(seed, '0', usage.reasoningTokens) } }
  const signed = (said: SaidText) => (isSigned && said.tool_calls === undefined ? { ...said, extra_content } : said)
  return {
    frame: (object, choices, counted) => ({
      choices,
      created,
      id,
      model: name,
      object,
      ...(counted ? { usage: counted } : {}),
    }),
    choice(index, said, reason) {
      const message = 'message' in said ? { message: signed(said.message as SaidText) } : said
      return sorted({ ...message, finish_reason: reason ?? undefined, index }) as object
    },
    usage: {
      completion_tokens: usage.outputTokens - usage.reasoningTokens,
      prompt_tokens: usage.inputTokens,
      total_tokens: usage.inputTokens + usage.outputTokens,
    },
    role: 'always',
    wholeCalls: true,
    lastDelta: { role: 'assistant' },
    usageIn: asksForUsage(exchange) ? 'finish' : 'none',
    call: (part, index) => ({
      ...(isSigned && index === 0 ? { extra_content } : {}),
      function: { arguments: part.arguments, name: part.name },
      id: part.id,
      ...(request.stream ? { index } : {}),
      type: 'function',
    }),
    error: (error) => [backend.errors.errorBody(error, exchange)],
  }
}

interface SaidText {
  readonly tool_calls?: unknown
}

/** The last piece of a text goes out with the finish reason. */
function chunks(wire: PlainWire): ChatChunks {
  const plain = plainChunks(wire)
  return {
    ...plain,
    holdsLast: true,
    finish(choice, answer, last) {
      if (!last) return plain.finish(choice, answer, undefined)
      const [said] = (last as { readonly choices: readonly object[] }).choices
      const reason = { finish_reason: FINISH_REASON[answer.finishReason] }
      const counted = wire.usageIn === 'finish' ? { usage: wire.usage } : {}
      return [{ ...last, choices: [sorted({ ...said, ...reason })], ...counted }]
    },
  }
}
