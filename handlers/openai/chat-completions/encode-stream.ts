import { choicesOf, type ContentPart } from '../../../src/completion.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { FinishPart, PartDelta, StreamPart } from '../../../src/stream.ts'
import { errorBody } from '../errors.ts'
import { envelope, finishReason, isVisible, wireCall, type ChatExchange } from './encode.ts'
import { wireUsage } from './usage.ts'
import { ALNUM } from '../../../src/ids.ts'

/** Writes chunk after chunk: their constant parts are made once, only the delta is stringified. */
export function encodeStream(exchange: ChatExchange): (part: StreamPart) => Iterable<WireEvent> {
  const writer = createWriter(exchange)
  const begun = new Set<number>()

  function* begin(part: Extract<StreamPart, { type: 'part-start' }>): Generator<WireEvent> {
    const { choice } = part
    if (!isVisible(part.part)) return
    const isFirst = !begun.has(choice)
    begun.add(choice)
    if (part.part.type !== 'tool-call') {
      if (isFirst) yield writer.chunk(choice, roleDelta(part.part))
      return
    }
    const calls = choicesOf(exchange.outcome)[choice]!.content.filter((one) => one.type === 'tool-call')
    const header = callHeader(part.part, calls.indexOf(part.part), exchange)
    if (isFirst && calls.length === 1)
      return yield writer.chunk(choice, { role: 'assistant', content: null, ...header, refusal: null })
    if (isFirst) yield writer.chunk(choice, { role: 'assistant', content: null }, null, true)
    yield writer.chunk(choice, header, null, true)
  }

  function* finish(part: FinishPart): Generator<WireEvent> {
    if (!begun.has(part.choice)) yield writer.chunk(part.choice, { role: 'assistant', content: '', refusal: null })
    const choice = choicesOf(exchange.outcome)[part.choice]!
    yield writer.chunk(part.choice, {}, finishReason(choice, exchange.request))
    if (!part.last) return
    const usage = writer.usageChunk()
    if (usage) yield usage
    yield { data: '[DONE]' }
  }

  return (part) => {
    switch (part.type) {
      case 'start':
      case 'part-end':
      case 'keep-alive':
        return []
      case 'part-start':
        return begin(part)
      case 'part-delta':
        return isVisible(part.part) ? [writer.delta(part, exchange)] : []
      case 'finish':
        return finish(part)
      case 'error':
        return [{ data: JSON.stringify(errorBody(part.error, exchange)) }]
    }
  }
}

function roleDelta(part: ContentPart): object {
  return part.type === 'refusal'
    ? { role: 'assistant', content: null, refusal: '' }
    : { role: 'assistant', content: '', refusal: null }
}

function callHeader(
  part: Extract<ContentPart, { type: 'tool-call' }>,
  index: number,
  { request }: ChatExchange,
): object {
  if (request.wire.functions) return { function_call: { name: part.name, arguments: '' } }
  return { tool_calls: [{ index, ...wireCall({ ...part, arguments: '' }) }] }
}

/** Chunks of one stream. */
interface Writer {
  chunk(choice: number, delta: object, finishReason?: string | null, usageFirst?: boolean): WireEvent
  delta(part: PartDelta, exchange: ChatExchange): WireEvent
  usageChunk(): WireEvent | undefined
}

function createWriter(exchange: ChatExchange): Writer {
  const { id, created, model, serviceTier, fingerprint, traits } = envelope(exchange)
  const options = exchange.request.wire.stream_options
  const withUsage = options?.include_usage === true
  const tier = traits.family === 'search' ? {} : { service_tier: serviceTier }
  const open = JSON.stringify({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    ...tier,
    system_fingerprint: fingerprint,
  }).slice(0, -1)
  const usageNull = withUsage ? ',"usage":null' : ''
  const logprobs = traits.logprobsKey ? ',"logprobs":null' : ''
  const finishWith = options?.include_obfuscation === false ? (json: string) => `${json}}` : obfuscator(exchange.seed)

  const choiceText = (choice: number, delta: string, reason: string | null) =>
    `"choices":[{"index":${choice},"delta":${delta}${logprobs},"finish_reason":${reason === null ? 'null' : `"${reason}"`}}]`
  const event = (choice: number, delta: string, reason: string | null, usageFirst: boolean): WireEvent => {
    const choices = choiceText(choice, delta, reason)
    return { data: finishWith(usageFirst ? `${open}${usageNull},${choices}` : `${open},${choices}${usageNull}`) }
  }
  return {
    chunk: (choice, delta, reason = null, usageFirst = false) =>
      event(choice, JSON.stringify(delta), reason, usageFirst),
    delta: (part) => event(part.choice, deltaText(part, exchange), null, false),
    usageChunk: () =>
      withUsage
        ? { data: finishWith(`${open},"choices":[],"usage":${JSON.stringify(wireUsage(exchange.usage))}`) }
        : undefined,
  }
}

function deltaText({ part, delta, choice }: PartDelta, { outcome, request }: ChatExchange): string {
  const text = JSON.stringify(delta)
  if (part.type !== 'tool-call') return part.type === 'refusal' ? `{"refusal":${text}}` : `{"content":${text}}`
  if (request.wire.functions) return `{"function_call":{"arguments":${text}}}`
  const calls = choicesOf(outcome)[choice]!.content.filter((one) => one.type === 'tool-call')
  const index = calls.indexOf(part)
  return part.kind === 'custom'
    ? `{"tool_calls":[{"index":${index},"custom":{"input":${text}}}]}`
    : `{"tool_calls":[{"index":${index},"function":{"arguments":${text}}}]}`
}

const BYTES = new TextEncoder()

/** Closes a chunk with an `obfuscation` member that fills its length, without the member, to a multiple of 16 (recorded on all chunks since August 2025). */
function obfuscator(seed: number): (json: string) => string {
  const random = createRandom(fork(seed, 'obfuscation'))
  return (json) => {
    const length = byteLength(json) + 1
    let padding = ''
    for (let index = (16 - (length % 16)) % 16; index > 0; index--)
      padding += ALNUM[Math.floor(random.next() * ALNUM.length)]!
    return `${json},"obfuscation":"${padding}"}`
  }
}

function byteLength(text: string): number {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return BYTES.encode(text).length
  return text.length
}
