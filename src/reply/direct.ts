import { textOf, toolCallsOf, type Choice, type Completion, type ContentPart } from '../completion.ts'
import type { Engine } from '../engine.ts'
import { UsageError } from '../errors.ts'
import type { ExchangeRecord } from '../exchange.ts'
import type { AnyEndpoint } from '../provider.ts'
import type { CompletionRequest, InputPart, Message, ToolDefinition } from '../request.ts'
import { finished } from './answer.ts'
import { CHAT_FINISH_REASON, type ChatBody, type ChatMessage, type ChatRequest } from './chat-body.ts'
import { gradedText } from './graded-text.ts'
import { findRule } from './find-rule.ts'

/** Stands in for an endpoint: direct calls have no wire. */
export const directEndpoint: AnyEndpoint = {
  name: 'direct',
  method: 'POST',
  path: '',
  operation: 'chat',
  style: 'compact',
  parse: (call) => call.json,
  encode: () => undefined,
  encodeError: (error) => ({ status: error.status ?? 500, body: undefined }),
  headers: () => ({}),
}

/** A direct call's request in engine terms. */
export function directRequest(request: ChatRequest): CompletionRequest {
  const { model, messages, maxTokens, stop, tools = [], temperature } = request
  if (typeof model !== 'string' || !Array.isArray(messages)) {
    throw new UsageError(`chatCompletion takes { model: string, messages: [...] }, not ${JSON.stringify(request)}.`)
  }
  return {
    operation: 'chat',
    model,
    stream: false,
    wire: request,
    messages: messages.map(messageOf),
    tools: tools.map((tool): ToolDefinition => ({ ...tool, kind: 'function' })),
    toolChoice: 'auto',
    parallelToolCalls: true,
    responseFormat: { type: 'text' },
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    stopSequences: stop === undefined ? [] : [stop].flat(),
    n: 1,
  }
}

const ROLES: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  developer: 'system',
  assistant: 'assistant',
  tool: 'tool',
}

function messageOf({ role, content, name }: ChatMessage): Message {
  return { role: ROLES[role] ?? 'user', content: partsOf(content), ...(name === undefined ? {} : { name }) }
}

function partsOf(content: unknown): InputPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (!Array.isArray(content)) return []
  return content.flatMap((part: { readonly text?: unknown }) =>
    typeof part.text === 'string' ? [{ type: 'text', text: part.text } as const] : [],
  )
}

/** The answer of a direct call: a rule's where one matches, else the ancestor's text in the model's grade. */
export function withQualityText(
  request: CompletionRequest,
  engine: Engine,
  record: ExchangeRecord,
  inner: () => Promise<Choice>,
): Promise<Choice> {
  const isScripted =
    engine.strict || engine.responder !== undefined || findRule(engine.rulesOf(record), request, record) !== undefined
  if (isScripted || request.tools.length > 0) return inner()
  return Promise.resolve(finished([{ type: 'text', text: gradedText(request) }]))
}

/** A completion in the shape of a direct call; `number` is the provider's count of requests. */
export function bodyOfCompletion(
  provider: string,
  model: string,
  completion: Completion,
  number: number,
  createdMs: number,
): ChatBody {
  const calls = toolCallsOf(completion)
  const refusal = completion.content.find((part) => part.type === 'refusal')
  const text = textOf({ content: completion.content.filter((part) => part.type === 'text') })
  const { inputTokens, outputTokens } = completion.usage
  return {
    id: `chatcmpl-${provider}-${number}`,
    object: 'chat.completion',
    created: Math.floor(createdMs / 1000),
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' && (calls.length > 0 || refusal) ? null : text,
          ...(refusal ? { refusal: refusal.text } : {}),
          ...(calls.length > 0
            ? {
                tool_calls: calls.map(({ id, name, arguments: args }) => ({
                  id,
                  type: 'function',
                  function: { name, arguments: args },
                })),
              }
            : {}),
        },
        finish_reason: CHAT_FINISH_REASON[completion.finishReason],
      },
    ],
    usage: { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens },
    system_fingerprint: `fp_${provider}`,
  }
}

/** The choice that an overridden `chatCompletion` gave as a body. */
export function choiceOfBody(body: ChatBody): Choice {
  const message = body?.choices?.[0]?.message
  if (!message) {
    throw new UsageError(
      `An overridden chatCompletion must resolve to a chat completion body with choices[0].message, not ${JSON.stringify(body)}.`,
    )
  }
  const { content, refusal, tool_calls: calls = [] } = message
  const parts: ContentPart[] = [
    ...(content ? [{ type: 'text', text: content } as const] : []),
    ...(refusal ? [{ type: 'refusal', text: refusal } as const] : []),
    ...calls.map(
      ({ id, function: { name, arguments: args } }) => ({ type: 'tool-call', id, name, arguments: args }) as const,
    ),
  ]
  const finishReason = body.choices[0]!.finish_reason === 'length' ? ({ finishReason: 'length' } as const) : {}
  return { ...finished(parts), ...finishReason }
}
