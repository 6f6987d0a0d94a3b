import { drawId, drawUuid, BASE62, LOWER_ALNUM } from '../../src/ids.ts'
import type { Model } from '../../src/models.ts'
import type { Seed } from '../../src/random.ts'
import { FINISH_REASON } from '../compatible/answer.ts'
import { createdAt, plainChunks, plainMessage, type PlainWire } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import type { ChatChunks, ChatExchange } from '../openai/chat-completions/profile.ts'
import { encode as togetherBody } from '../together/chat-completions/encode.ts'

/** Who serves a call that names nobody (recorded August 2026). */
export const DEFAULT_UPSTREAM = 'deepinfra'

/** The provider that a request names in its model or in its path; kept in the body's model by the profile. */
export function servedBy(wire: unknown): string {
  const { model = '' } = (wire ?? {}) as { readonly model?: unknown }
  const [, name] = /:([\w-]+)$/.exec(String(model)) ?? []
  return name === undefined || ['fastest', 'cheapest', 'preferred'].includes(name) ? DEFAULT_UPSTREAM : name
}

/** The form of an answer behind the router: the upstream's own. Those that nobody recorded are taken to be as Featherless. */
export function wireOf(exchange: ChatExchange, error: PlainWire['error']): PlainWire {
  const isDeepInfra = servedBy(exchange.request.wire) === 'deepinfra'
  const { model, seed, usage, costUsd } = exchange
  const id = isDeepInfra ? `chatcmpl-${drawId(seed, 'completion', 24, BASE62)}` : drawUuid(seed, 'completion')
  const created = createdAt(exchange)
  const served = (isDeepInfra ? model!.model.traits?.['deepinfra'] : undefined) ?? model!.id
  const last = isDeepInfra ? { system_fingerprint: '', service_tier: 'default' } : { system_fingerprint: 'fp1-rss-p1' }
  return {
    frame: (object, choices, used) => ({
      id,
      object,
      ...(used && object !== 'chat.completion' ? { model: served, created } : { created, model: served }),
      choices,
      ...(used ? { usage: used } : {}),
      ...(object === 'chat.completion' ? last : {}),
    }),
    choice: (index, said, reason) =>
      'message' in said ? { finish_reason: reason, index, ...said } : { ...said, index, finish_reason: reason },
    usage: {
      ...threeCounts(exchange),
      ...(isDeepInfra ? { estimated_cost: costUsd } : { cached_tokens: usage.cacheReadTokens }),
    },
    role: 'first',
    reasoning: 'reasoning',
    usageIn: 'own',
    error,
  }
}

/** Together's body behind the router; Llama 4 runs on another engine than the rest (recorded January 2026). */
export function togetherAnswer(exchange: ChatExchange): object {
  // The layout of Together's own encoder.
  const body = { ...togetherBody(exchange), model: exchange.model!.id } as TogetherBody
  if (!/llama-4/i.test(body.model)) return body
  const { cached_tokens: _cached, ...usage } = body.usage
  const choices = body.choices.map((choice) => ({
    ...choice,
    seed: null,
    message: { ...choice.message, content: choice.message.content ?? '', reasoning: null },
  }))
  return { ...body, choices, usage, metadata: { weight_version: 'default' } }
}

interface TogetherBody {
  readonly model: string
  readonly choices: readonly { readonly message: { readonly content: string | null } }[]
  readonly usage: { readonly cached_tokens: number }
}

/** Featherless' chunks: content before the role, a call's name and its arguments apart, a fingerprint at the end. */
export function featherlessChunks(exchange: ChatExchange, wire: PlainWire): ChatChunks {
  const base = plainChunks(wire)
  const choice = (index: number, delta: object) => wire.frame('chat.completion.chunk', [{ delta, index }])
  const said = (index: number, delta: object) =>
    wire.frame('chat.completion.chunk', [{ delta, index, finish_reason: null }])
  return {
    ...base,
    first: (index, part, delta, isFirst) => {
      const content = part.type === 'reasoning' ? { reasoning: delta } : { content: delta }
      return said(index, { ...content, ...(isFirst ? { role: 'assistant' } : {}) })
    },
    call: (index, { id, name }, { index: place, isFirst }) => [
      choice(index, {
        tool_calls: [{ index: place, id, type: 'function', function: { name } }],
        ...(isFirst ? { role: 'assistant' } : {}),
      }),
    ],
    callDelta: (index, _, { index: place }, delta) =>
      choice(index, { tool_calls: [{ index: place, function: { arguments: delta } }] }),
    finish: (index, { finishReason }) => [
      {
        ...wire.frame('chat.completion.chunk', [{ delta: {}, index, finish_reason: FINISH_REASON[finishReason] }]),
        system_fingerprint: finishReason === 'tool-calls' ? `fp1-rss-p1-${family(exchange)}` : 'fp1-rss-p1',
      },
    ],
  }
}

/** Four letters of the model's name, as a call's fingerprint ends in them. */
function family({ model }: ChatExchange): string {
  return model!.id.replace(/^.*\//, '').toLowerCase().slice(0, 4)
}

/** As the engine behind draws them: Featherless names the family, a time and nine characters, others `call_` and 24 (recorded). */
export function toolCallId(seed: Seed, name: string, model: Model | undefined): string {
  if (model && /llama-3/i.test(model.id))
    return `llama-178${drawId(seed, name, 10, '0123456789')}-${drawId(seed, `${name} tail`, 9, LOWER_ALNUM)}`
  if (model && /llama-4/i.test(model.id)) return `call_${drawId(seed, name, 24, '0123456789abcdef')}`
  return `call_${drawId(seed, name, 24, LOWER_ALNUM)}`
}

/** Text completions (recorded August 2026 behind Featherless). */
export function completionBody(exchange: ChatExchange, wire: PlainWire): object {
  const { outcome } = exchange
  // Texts only: a prompt has no tools.
  const { content } = plainMessage(outcome, wire) as { readonly content: string }
  const choice = { finish_reason: FINISH_REASON[outcome.finishReason], index: 0, text: content }
  return { ...wire.frame('chat.completion', [choice], wire.usage), object: 'text_completion' }
}

/** A text completion's chunks: the last one has the fingerprint, usage follows. */
export function completionChunks(wire: PlainWire): ChatChunks {
  const chunk = (text: string, reason: string | null = null) => ({
    ...wire.frame('chat.completion.chunk', [{ text, index: 0, finish_reason: reason }]),
    object: 'text_completion',
  })
  return {
    open: () => [],
    text: (_, __, delta) => chunk(delta),
    call: () => [],
    finish: (_, { finishReason }) => [{ ...chunk('', FINISH_REASON[finishReason]), system_fingerprint: 'fp1-rss-p1' }],
    end: () => [{ ...wire.frame('chat.completion.chunk', [], wire.usage), object: 'text_completion' }],
    error: (error) => wire.error(error),
  }
}
