import type { ChatExchange } from '../../../src/exchange.ts'
import { issuesOf, type Field, type Shape } from '../../../src/validation.ts'
import { cut } from '../../anthropic/messages/cut.ts'
import { encodeStream as anthropicStream } from '../../anthropic/messages/encode-stream.ts'
import { encode as anthropicMessage } from '../../anthropic/messages/encode.ts'
import { wordIssues } from '../../anthropic/messages/issues.ts'
import { messagesShape } from '../../anthropic/messages/request-shape.ts'
import type { WireMessage } from '../../anthropic/messages/wire-answer.ts'
import { parseClaude } from '../claude-call.ts'
import { tellsCacheTokens } from '../headers.ts'
import { messageId } from '../ids.ts'
import { traitsOf } from '../models.ts'
import type { NativeDialect } from './native.ts'
import { promptDialects } from './prompt-formats.ts'

/** What Anthropic's body has and this one has not [4]. */
const ABSENT = [
  'model',
  'stream',
  'betas',
  'cache_control',
  'container',
  'inference_geo',
  'mcp_servers',
  'service_tier',
  'speed',
  'thread',
]

/** The service's own version, and Anthropic's, which the official client sends in its place since its version 1. */
const VERSIONS = ['bedrock-2023-05-31', '2023-06-01', '2026-10-21']

const fields: Readonly<Record<string, Field>> = messagesShape.type === 'object' ? messagesShape.fields : {}

/** The body of InvokeModel for Claude. */
const claudeShape: Shape = {
  type: 'object',
  fields: {
    anthropic_version: { type: 'string', choice: VERSIONS, required: true },
    anthropic_beta: { type: 'array', of: { type: 'string' } },
    ...Object.fromEntries(Object.entries(fields).filter(([key]) => !ABSENT.includes(key))),
  },
}

/** Anthropic's messages as Bedrock hosts them, and the text completions of the oldest models. */
export const claude: NativeDialect = {
  parse(native) {
    const { call, body, asked, resolved } = native
    if ('prompt' in body && isOldest(resolved.id)) return promptDialects.claude.parse(native)
    const issues = issuesOf(withToolTypes(body), claudeShape)
    const found = call.validation === 'lenient' ? issues.filter(({ kind }) => kind === 'type') : issues
    if (found.length > 0) throw wordIssues(found, claudeShape, body)
    return { ...parseClaude(call, body, resolved), model: asked }
  },
  encode: (exchange) =>
    isText(exchange) ? promptDialects.claude.encode(exchange) : hosted(exchange, anthropicMessage(exchange)),
  encodeStream(exchange) {
    if (isText(exchange)) return promptDialects.claude.encodeStream(exchange)
    const encoder = anthropicStream(exchange)
    return (part) =>
      [...encoder(part)].flatMap(({ event, data }) =>
        event === 'ping' ? [] : [hostedEvent(exchange, JSON.parse(data) as NativeEvent)],
      )
  },
  cut: (exchange, tokenizer, random) =>
    isText(exchange)
      ? (part) => ({ texts: part.type === 'text' ? tokenizer.split(part.text) : [] })
      : cut(exchange, tokenizer, random),
}

function isOldest(id: string): boolean {
  return /claude-(v2|instant)/.test(id)
}

function isText({ request }: ChatExchange): boolean {
  return typeof request.wire === 'object' && request.wire !== null && 'prompt' in request.wire
}

/** Tools without a type are `custom`, which the shape of tools goes by. */
function withToolTypes(body: Readonly<Record<string, unknown>>): unknown {
  const { tools } = body
  if (!Array.isArray(tools)) return body
  const typed = (tools as readonly unknown[]).map((tool) =>
    typeof tool === 'object' && tool !== null && !('type' in tool) ? { type: 'custom', ...tool } : tool,
  )
  return { ...body, tools: typed }
}

interface NativeEvent {
  readonly type: string
  readonly message?: WireMessage
  readonly content_block?: Readonly<Record<string, unknown>>
  readonly delta?: Readonly<Record<string, unknown>>
  readonly usage?: Readonly<Record<string, unknown>>
}

/** A message as it leaves here: another id, the model's bare name, and nothing of Anthropic's own hosting. */
function hosted(exchange: ChatExchange, message: WireMessage): object {
  const { seed, model } = exchange
  const { stop_details: _, ...withoutDetails } = message
  const { released = '' } = model!.model
  const isNew = released >= '2026-02'
  // Models from before the cache tell nothing of it, nor of details (recorded).
  const isOld = !tellsCacheTokens(model!.id)
  const untold = [
    'inference_geo',
    ...(isNew ? [] : ['service_tier']),
    ...(released >= '2025-05' && !isOld ? [] : ['cache_creation']),
    ...(isOld ? ['cache_creation_input_tokens', 'cache_read_input_tokens'] : []),
  ]
  return {
    ...(isOld ? withoutDetails : message),
    model: traitsOf(model!.model).nativeName,
    id: messageId(seed, isNew),
    content: message.content.map((block) => withoutCaller(block)),
    usage: Object.fromEntries(Object.entries(message.usage).filter(([key]) => !untold.includes(key))),
  }
}

function hostedEvent(exchange: ChatExchange, event: NativeEvent): object {
  if (event.message) return { ...event, message: hosted(exchange, event.message) }
  if (event.content_block) return { ...event, content_block: withoutCaller(event.content_block) }
  if (event.type !== 'message_delta' || tellsCacheTokens(exchange.model!.id)) return event
  const { stop_details: _, ...delta } = event.delta ?? {}
  return { ...event, delta, usage: { output_tokens: event.usage?.['output_tokens'] } }
}

function withoutCaller(block: object): object {
  const { caller: _, ...rest } = block as { readonly caller?: unknown }
  return rest
}
