import { parseChat, type ParseRules } from '../../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../../openai/chat-completions/profile.ts'
import { openaiProfile } from '../../openai/chat-completions/index.ts'
import { asksForUsage } from '../../compatible/plain-chat.ts'
import { chunks as azureChunks } from '../chat-completions/chunks.ts'
import { alphabetical, bodyOf } from '../chat-completions/encode.ts'
import { fromDeployment } from '../deployment.ts'
import { encodeError } from '../errors.ts'
import { encodeGrok, grokCallId, grokChunks, isGrok } from './grok.ts'
import { headers } from './headers.ts'
import { latencyCheckpoint } from './latency-checkpoint.ts'

/** Foundry's model inference: OpenAI's models as at Azure OpenAI with their times, xAI's in their own form. */
export function inference(rules: ParseRules): ChatProfile {
  return {
    ...openaiProfile,
    name: 'inference.chat',
    path: '/models/chat/completions',
    parse: (call) => parseChat(fromDeployment(call), rules),
    body: (exchange) => (isGrok(exchange.model!.model) ? JSON.stringify(encodeGrok(exchange)) : timedBody(exchange)),
    chunks: (exchange) => (isGrok(exchange.model!.model) ? grokChunks(exchange) : timedChunks(exchange)),
    toolCallId: (seed, name, model, tool) =>
      model && isGrok(model) ? grokCallId(seed, name) : openaiProfile.toolCallId(seed, name, model, tool),
    encodeError,
    headers,
  }
}

function timedBody(exchange: ChatExchange): string {
  // The layout of the body.
  const body = bodyOf(exchange) as { readonly usage: object }
  const usage = { ...body.usage, latency_checkpoint: latencyCheckpoint(exchange) }
  return `${JSON.stringify(alphabetical({ ...body, usage, service_tier: 'default' }))}\n`
}

function timedChunks(exchange: ChatExchange) {
  const base = azureChunks(exchange, 'default')
  const withTimes = (chunk: object) =>
    alphabetical({ ...chunk, latency_checkpoint: latencyCheckpoint(exchange) }) as object
  return { ...base, end: () => (asksForUsage(exchange) ? base.end().map(withTimes) : base.end()) }
}
