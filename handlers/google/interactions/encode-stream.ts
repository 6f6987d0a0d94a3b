import type { ContentPart } from '../../../src/completion.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import { serviceTierOf } from '../generate-content/headers.ts'
import { annotationsOf, envelope, stepsOf, wireUsage, type InteractionExchange, type PlannedStep } from './encode.ts'
import { errorOf } from './errors.ts'

/** The events of a streamed interaction: every step starts, grows and stops under its index. */
export function encodeStream(exchange: InteractionExchange): StreamEncoder {
  const { id, status, times, end } = envelope(exchange)
  const steps = stepsOf(exchange)
  const started = new Set<number>()
  const event = (type: string, body: object): WireEvent => ({
    event: type,
    data: JSON.stringify({ ...body, event_type: type }),
  })
  const delta = (index: number, body: object) => event('step.delta', { index, delta: body })
  const start = (index: number): readonly WireEvent[] => {
    if (started.has(index)) return []
    started.add(index)
    return [event('step.start', { index, step: opening(steps[index]!) })]
  }
  /** Steps without parts of their own that come before this one. */
  const before = (index: number): readonly WireEvent[] =>
    steps.slice(0, index).flatMap(({ parts }, at) => (parts.length === 0 && !started.has(at) ? whole(at) : []))
  const whole = (index: number): readonly WireEvent[] => {
    const { step } = steps[index]!
    const { signature } = step
    const signed = signature === undefined ? [] : [delta(index, { signature, type: 'thought_signature' })]
    return [...start(index), ...signed, event('step.stop', { index })]
  }
  const indexOf = (part: ContentPart) => steps.findIndex(({ parts }) => parts.includes(part))
  return (part) => {
    switch (part.type) {
      case 'start':
        return [
          event('interaction.created', { interaction: { id, status: 'in_progress', ...end } }),
          event('interaction.status_update', { interaction_id: id, status: 'in_progress' }),
        ]
      case 'part-start': {
        const index = indexOf(part.part)
        return index < 0 ? [] : [...before(index), ...start(index)]
      }
      case 'part-delta': {
        const index = indexOf(part.part)
        return index < 0 || part.delta === '' ? [] : [delta(index, deltaOf(part.part, part.delta))]
      }
      case 'part-end': {
        const index = indexOf(part.part)
        if (index < 0) return []
        const ends = endsOf(part.part, steps[index]!, exchange)
        return [...ends.map((body) => delta(index, body)), event('step.stop', { index })]
      }
      case 'finish': {
        const tier = { service_tier: serviceTierOf(exchange) }
        const interaction = { id, status, usage: wireUsage(exchange), ...times, ...tier, ...end }
        const rest = before(steps.length)
        return [...rest, event('interaction.completed', { interaction }), { event: 'done', data: '[DONE]' }]
      }
      case 'error':
        return [event('error', { error: errorOf(part.error, exchange) })]
      case 'keep-alive':
        return []
    }
  }
}

/** What follows the text of a part: its signature, its picture, what it cites. */
function endsOf(part: ContentPart, { step }: PlannedStep, exchange: InteractionExchange): readonly object[] {
  if (part.type === 'reasoning') return [{ signature: step['signature'], type: 'thought_signature' }]
  if (part.type === 'image-output') return [imageOf(part)]
  const annotations = annotationsOf(part, exchange)
  return annotations.length > 0 ? [{ annotations, type: 'text_annotation_delta' }] : []
}

/** A step as it begins: without what its deltas bring. */
function opening({ step }: PlannedStep): object {
  const { type } = step
  if (type === 'thought' || type === 'model_output') return { type }
  if (type !== 'function_call') return step
  const { id, name } = step
  return { id, signature: '', type, name, arguments: {} }
}

function deltaOf(part: ContentPart, text: string): object {
  if (part.type === 'tool-call') return { arguments: text, type: 'arguments_delta' }
  if (part.type === 'reasoning') return { content: { text, type: 'text' }, type: 'thought_summary' }
  return { text, type: 'text' }
}

function imageOf({ data, mediaType }: Extract<ContentPart, { readonly type: 'image-output' }>): object {
  return { data, mime_type: mediaType, type: 'image' }
}
