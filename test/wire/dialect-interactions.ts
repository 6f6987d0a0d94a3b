import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedEvent, RecordedResponse } from './recording.ts'

interface Step {
  readonly type?: string
  readonly name?: string
  readonly arguments?: unknown
  readonly content?: readonly { readonly text?: string; readonly annotations?: readonly object[] }[]
}

interface Delta {
  readonly type?: string
  readonly text?: string
  readonly arguments?: string
}

interface Body {
  readonly event_type?: string
  readonly status?: string
  readonly agent?: string
  readonly id?: string
  readonly steps?: readonly Step[]
  readonly step?: Step
  readonly delta?: Delta
  readonly interaction?: Body & { readonly usage?: Usage }
  readonly usage?: Usage
}

interface Usage {
  readonly total_thought_tokens?: number
}

/** Google's interactions, unary and streamed. */
export const interactionsDialect: WireDialect = {
  kindOf: ({ data }: RecordedEvent) => ({ kind: kindOf(data) }),
  floating: [],
  floatAfter: {},
  outcomeOf,
  flagsOf({ response }) {
    const bodies = bodiesOf(response)
    const isKept = bodies.some(({ id, interaction }) => Boolean(id ?? interaction?.id))
    return [...(isKept ? [] : ['-stored']), ...(bodies.some(({ agent }) => agent) ? ['+agent'] : [])]
  },
  standIn({ content }, stream, _, response) {
    const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
    const isKept = bodiesOf(response).some(({ id, interaction }) => Boolean(id ?? interaction?.id))
    return {
      model: 'gemini-2.5-flash',
      input: 'Hello',
      ...(names.size > 0 ? { tools: [...names].map((name) => ({ type: 'function', name })) } : {}),
      ...(isKept ? {} : { store: false }),
      ...(stream ? { stream } : {}),
    }
  },
}

function kindOf(data: unknown): string {
  if (data === '[DONE]') return 'done'
  const { event_type: type = 'none', step, delta } = data as Body
  return [type, step?.type ?? delta?.type].filter(Boolean).join(':')
}

function bodiesOf({ body, events = [] }: RecordedResponse): readonly Body[] {
  const all = body === undefined ? events.map((event) => event.data) : [body]
  return all.filter((one) => typeof one === 'object' && one !== null) as Body[]
}

function outcomeOf(response: RecordedResponse): Outcome {
  const bodies = bodiesOf(response)
  const last = bodies.at(-1)
  const { status } = last?.interaction ?? last ?? {}
  const steps = bodies.flatMap((body) => body.steps ?? (body.step ? [body.step] : []))
  const deltas = bodies.flatMap(({ delta }) => delta ?? [])
  const tokens = (last?.interaction ?? last)?.usage?.total_thought_tokens ?? 0
  const texts = [
    ...steps.flatMap(({ content = [] }) => content.flatMap(({ text }) => text ?? [])),
    ...deltas.flatMap(({ type, text }) => (type === 'text' ? (text ?? []) : [])),
  ]
  const args = deltas.find(({ type }) => type === 'arguments_delta')?.arguments
  const isCited = steps.some(({ content = [] }) => content.some(({ annotations }) => annotations))
  const isLong = deltas.filter(({ type }) => type === 'text').length > 1
  const isCut = status === 'incomplete'
  const text = isCut ? LONG_TEXT : isLong ? LONG_TEXT.slice(0, 450) : neutralText(texts.join(''))
  const url = 'https://word.example/page'
  const found = [{ url, title: 'word', text: 'word' }]
  const content: PartInput[] = [
    ...(tokens > 0 ? [{ type: 'reasoning', text: '', tokens: Math.min(tokens, 20) } as const] : []),
    ...(isCited
      ? [{ type: 'server-tool', id: '', name: 'google_search', arguments: '{"query":"word"}', result: found } as const]
      : []),
    ...(text === ''
      ? []
      : [
          {
            type: 'text',
            text,
            ...(isCited ? { citations: [{ url, title: 'word', start: 0, end: 3 }] } : {}),
          } as const,
        ]),
    ...steps.flatMap((step): PartInput[] =>
      step.type === 'function_call'
        ? [{ type: 'tool-call', name: step.name ?? '', arguments: neutralArguments(args ?? step.arguments) }]
        : [],
    ),
  ]
  const finishReason =
    status === 'requires_action' ? 'tool-calls' : status === 'incomplete' ? 'length' : ('stop' as const)
  return { content, finishReason, beyond: [] }
}
