import type { ContentPart, RefusalPart, TextPart } from '../../../src/completion.ts'
import type { Fields, Said } from './events.ts'
import { contentPart } from './output-items.ts'
import type { TokenLogprob } from './logprobs.ts'
import type { PlannedItem } from './planned-item.ts'
import type { ResponsesExchange, ResponsesProfile } from './profile.ts'

/** What a part of an item is written with. */
export interface PartPlace {
  readonly exchange: ResponsesExchange
  readonly profile: ResponsesProfile
  readonly item: PlannedItem
  readonly outputIndex: number
  /** The part's place in its item. */
  readonly contentIndex: number
  readonly logprobs: readonly TokenLogprob[]
}

/** What is said as a part begins, and the event of its deltas where it has any. */
export interface Opening {
  readonly events: readonly Said[]
  readonly delta?: Said
}

const SILENT: Opening = { events: [] }

/** The beginning of a part. */
export function opening(part: ContentPart, place: PartPlace): Opening {
  const { item } = place
  switch (part.type) {
    case 'text':
    case 'refusal':
      return openMessage(part, place)
    case 'reasoning':
      return openReasoning(part, place)
    case 'tool-call': {
      const name = item.kind === 'custom_tool_call' ? 'custom_tool_call_input' : 'function_call_arguments'
      return { events: [], delta: said(`${name}.delta`, placed(place)) }
    }
    default:
      return openHosted(place)
  }
}

/** The end of a part, after its last delta. */
export function closing(part: ContentPart, place: PartPlace): readonly Said[] {
  const { item } = place
  switch (part.type) {
    case 'text':
    case 'refusal':
      return closeMessage(part, place)
    case 'reasoning':
      return closeReasoning(part, place)
    case 'tool-call': {
      const [name, member] =
        item.kind === 'custom_tool_call'
          ? ['custom_tool_call_input', 'input']
          : ['function_call_arguments', 'arguments']
      const named = place.profile.namesCalls ? { name: part.name } : {}
      return [said(`${name}.done`, { ...placed(place), ...named, [member]: part.arguments })]
    }
    default: {
      const { progress = [] } = item
      const at = progress.findIndex((event) => event.isDelta)
      return at < 0
        ? []
        : progress.slice(at + 1).map((event) => said(event.name, { ...placed(place), ...event.fields }))
    }
  }
}

function said(name: string, fields: Fields): Said {
  return { type: `response.${name}`, fields }
}

function placed({ item, outputIndex }: PartPlace): Fields {
  return { item_id: item.id, output_index: outputIndex }
}

function openMessage(part: TextPart | RefusalPart, place: PartPlace): Opening {
  const fields = { ...placed(place), content_index: place.contentIndex }
  const empty = part.type === 'text' ? { type: part.type, text: '' } : { ...part, text: '' }
  return {
    events: [said('content_part.added', { ...fields, part: contentPart(empty, place.exchange, true) })],
    delta:
      part.type === 'text' ? said('output_text.delta', { ...fields, logprobs: [] }) : said('refusal.delta', fields),
  }
}

function closeMessage(part: TextPart | RefusalPart, place: PartPlace): readonly Said[] {
  const fields = { ...placed(place), content_index: place.contentIndex }
  const done =
    part.type === 'text'
      ? said('output_text.done', { ...fields, logprobs: place.logprobs, text: part.text })
      : said('refusal.done', { ...fields, refusal: part.text })
  return [done, said('content_part.done', { ...fields, part: contentPart(part, place.exchange, true) })]
}

type Reasoning = Extract<ContentPart, { readonly type: 'reasoning' }>

function isShown(part: Reasoning, { profile, exchange }: PartPlace): boolean {
  return part.text !== '' && (profile.reasoning === 'content' || exchange.request.reasoning?.visible === true)
}

function openReasoning(part: Reasoning, place: PartPlace): Opening {
  if (!isShown(part, place)) return SILENT
  if (place.profile.reasoning === 'content') {
    const fields = { ...placed(place), content_index: 0 }
    const events = [said('content_part.added', { ...fields, part: { type: 'reasoning_text', text: '' } })]
    return { events, delta: said('reasoning_text.delta', fields) }
  }
  const fields = { ...placed(place), summary_index: 0 }
  const events = [said('reasoning_summary_part.added', { ...fields, part: { type: 'summary_text', text: '' } })]
  return { events, delta: said('reasoning_summary_text.delta', fields) }
}

function closeReasoning(part: Reasoning, place: PartPlace): readonly Said[] {
  if (!isShown(part, place)) return []
  const { text } = part
  if (place.profile.reasoning === 'content') {
    const fields = { ...placed(place), content_index: 0 }
    return [
      said('reasoning_text.done', { ...fields, text }),
      said('content_part.done', { ...fields, part: { type: 'reasoning_text', text } }),
    ]
  }
  const fields = { ...placed(place), summary_index: 0 }
  return [
    said('reasoning_summary_text.done', { ...fields, text }),
    said('reasoning_summary_part.done', { ...fields, part: { type: 'summary_text', text } }),
  ]
}

function openHosted(place: PartPlace): Opening {
  const { progress = [] } = place.item
  const at = progress.findIndex((event) => event.isDelta)
  const before = at < 0 ? progress : progress.slice(0, at)
  const events = before.map((event) => said(event.name, { ...placed(place), ...event.fields }))
  return at < 0 ? { events } : { events, delta: said(progress[at]!.name, placed(place)) }
}
