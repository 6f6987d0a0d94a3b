import { httpDate } from '../../src/http-date.ts'
import { textOf, type FinishReason } from '../../src/completion.ts'
import { priceAt } from '../../src/cost.ts'
import type { Framing } from '../../src/framing/framing.ts'
import { drawId, drawUuid, LOWER_ALNUM } from '../../src/ids.ts'
import type { Exchange } from '../../src/exchange.ts'
import { FINISH_REASON, reasoningOf } from '../compatible/answer.ts'
import { rayOf } from '../compatible/edge-headers.ts'
import { createdAt } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import { messagesWith } from '../compatible/request-shape.ts'
import { callChecks, edgeRules } from '../compatible/call-checks.ts'
import { plainRules } from '../compatible/plain-rules.ts'
import { errorBody } from '../compatible/wording.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { WireMessage } from '../openai/chat-completions/wire.ts'
import type { Shape } from '../../src/validation.ts'
import type { ChatChunks, ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { checkTurns } from './check.ts'
import { encodeError, refused, unknownModel, wording } from './errors.ts'
import { requestUsdOf } from './models.ts'
import { searchResults } from './search.ts'

const FILE: Shape = { type: 'object', open: true, fields: {} }

const rules = plainRules(
  { refused, unknownModel },
  // A schema needs no name here (recorded).
  {
    response_format: { type: 'object', nullable: true, open: true, fields: {} },
    // Files come by address (recorded).
    messages: messagesWith({ file_url: FILE, pdf_url: FILE, video_url: FILE }),
  },
  {
    checkCall: callChecks(edgeRules('cloudflare')),
    check: checkTurns,
    // The models search; they call no tools, and say their thoughts in the text.
    read: ({ tools: _tools, tool_choice: _choice, response_format: format, ...asked }) => {
      const wire = { ...asked, messages: asked.messages.map(withFiles) }
      if (format?.type !== 'json_schema') return wire
      const schema = { ...format.json_schema, name: format.json_schema?.name ?? 'answer' }
      return { ...wire, response_format: { ...format, json_schema: schema } }
    },
  },
)

/** A message with files by address as files that OpenAI's parts know. */
function withFiles(message: WireMessage): WireMessage {
  if (!Array.isArray(message.content)) return message
  // Parts of any type pass the shape.
  const parts = message.content as readonly { readonly type: string; readonly file_url?: { readonly url: string } }[]
  const content = parts.map(({ file_url: file, ...part }) =>
    part.type === 'file_url' ? { type: 'file', file: { file_data: file?.url ?? '' } } : part,
  )
  return { ...message, content } as WireMessage
}

/** Lines end in CR LF (recorded). */
const crlf: Framing = {
  contentType: 'text/event-stream; charset=utf-8',
  frame: ({ data }) => `data: ${data}\r\n\r\n`,
}

/** Perplexity's way (recordings of June 2026): what was found in every chunk, the whole message so far, no terminator. */
export const profile: ChatProfile = {
  style: 'compact',
  framing: crlf,
  done: null,
  parse: (call) => parseChat(call, rules),
  body: (exchange) => {
    const choices = [choice(wholeText(exchange), '', exchange.outcome.finishReason)]
    return `${JSON.stringify({ ...head(exchange, usageOf(exchange)), object: 'chat.completion', choices })}\n`
  },
  chunks,
  toolCallId: (seed, name) => `call_${drawId(seed, name, 24, LOWER_ALNUM)}`,
  isVisible: () => true,
  encodeError,
  headers,
}

/** Headers of every response (recorded August 2026). */
export function headers(exchange: Exchange): Record<string, string> {
  const { error, operation, request } = exchange
  return {
    date: httpDate(exchange.receivedAtMs),
    server: 'cloudflare',
    ...(!error && request.stream ? { 'cache-control': 'no-cache' } : {}),
    ...(!error && operation === 'chat' ? {} : { 'access-control-allow-origin': '*' }),
    ...(error && operation === 'chat' ? {} : { 'x-request-id': drawUuid(exchange.seed, 'request') }),
    'strict-transport-security': 'max-age=15552000; includeSubDomains; preload',
    'cf-cache-status': operation === 'models' ? 'BYPASS' : 'DYNAMIC',
    'cf-ray': `${rayOf(exchange)}-FRA`,
  }
}

function head(exchange: ChatExchange, usage: object, results = searchResults(exchange)): object {
  return {
    id: drawUuid(exchange.seed, 'completion'),
    model: exchange.request.model,
    created: createdAt(exchange),
    usage,
    citations: results.map(({ url }) => url),
    search_results: results,
  }
}

function wholeText({ outcome }: ChatExchange): string {
  const thoughts = reasoningOf(outcome)
  return `${thoughts ? `<think>\n${thoughts}\n</think>\n\n` : ''}${textOf(outcome)}`
}

function choice(soFar: string, delta: string, reason?: FinishReason): object {
  return {
    index: 0,
    message: { role: 'assistant', content: soFar },
    delta: { role: 'assistant', content: delta },
    ...(reason ? { finish_reason: FINISH_REASON[reason] } : {}),
  }
}

/** Usage with what tokens and the search cost, in steps of a hundred thousandth (recorded). */
function usageOf(exchange: ChatExchange): object {
  const { usage, model, receivedAtMs } = exchange
  const price = priceAt(model!.model, receivedAtMs)
  const rounded = (usd: number) => Number(usd.toFixed(5))
  const input = rounded((usage.inputTokens * (price?.inputUsdPerMillion ?? 0)) / 1_000_000)
  const request = requestUsdOf(model!.model)
  const output = rounded(
    exchange.costUsd - (usage.inputTokens * (price?.inputUsdPerMillion ?? 0)) / 1_000_000 - request,
  )
  return {
    ...threeCounts(exchange),
    search_context_size: 'low',
    cost: {
      input_tokens_cost: input,
      output_tokens_cost: output,
      request_cost: request,
      total_cost: rounded(input + output + request),
    },
  }
}

/** Every chunk repeats the message as far as it has come and counts its tokens; the last one has the price. */
function chunks(exchange: ChatExchange): ChatChunks {
  const { inputTokens } = exchange.usage
  const results = searchResults(exchange)
  let soFar = ''
  let tokens = 0
  const piece = (delta: string) => {
    soFar += delta
    tokens++
    const usage = {
      prompt_tokens: inputTokens,
      completion_tokens: tokens,
      total_tokens: inputTokens + tokens,
      search_context_size: 'low',
      cost: { input_tokens_cost: 0, output_tokens_cost: 0, total_cost: 0 },
    }
    return { ...head(exchange, usage, results), object: 'chat.completion.chunk', choices: [choice(soFar, delta)] }
  }
  return {
    open: (_, part) => (part?.type === 'reasoning' ? [piece('<think>'), piece('\n')] : []),
    // Replaced by `finishJson`: what each chunk repeats changes from one to the next.
    text: (_choice, _part, delta) => ({ delta }),
    close: (_, part) => (part.type === 'reasoning' ? [piece('\n'), piece('</think>'), piece('\n\n')] : []),
    call: () => [],
    finish: (_, { finishReason }) => [
      {
        ...head(exchange, usageOf(exchange)),
        object: 'chat.completion.done',
        choices: [choice(soFar, '', finishReason)],
      },
    ],
    end: () => [],
    // The wording gives an object.
    error: (error) => errorBody(wording, error, exchange) as object,
    finishJson: (json) => {
      if (!json.startsWith('{"delta":')) return json
      // Written by `text` above.
      const { delta } = JSON.parse(json) as { readonly delta: string }
      return JSON.stringify(piece(delta))
    },
  }
}
