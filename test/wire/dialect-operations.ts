import type { FinishReason } from '../../src/completion.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { typedEventKind } from './event-kind.ts'
import { LONG_TEXT, neutralText } from './neutral.ts'

interface LegacyBody {
  readonly choices?: readonly { readonly text?: string; readonly finish_reason?: string | null }[]
}

function legacyOutcome(bodies: readonly LegacyBody[]): Outcome {
  const choices = bodies.flatMap((body) => body.choices ?? [])
  const word = choices.map((choice) => choice.finish_reason).findLast(Boolean) ?? 'stop'
  const text = choices.map((choice) => choice.text ?? '').join('')
  const finishReason: FinishReason = word === 'length' ? 'length' : 'stop'
  const said = finishReason === 'length' ? LONG_TEXT : neutralText(text)
  return { content: said === '' ? [] : [{ type: 'text', text: said }], finishReason, beyond: [] }
}

/** OpenAI's completions before chat. */
export const legacyDialect: WireDialect = {
  kindOf({ data }) {
    if (data === '[DONE]') return { kind: 'done' }
    const [choice] = (data as LegacyBody).choices ?? []
    if (!choice) return { kind: 'usage' }
    const kind = choice.finish_reason ? (choice.text === '' ? 'finish' : 'text+finish') : 'text'
    return { kind, lane: '0' }
  },
  floating: [],
  floatAfter: {},
  terminator: '[DONE]',
  outcomeOf: ({ body, events = [] }) =>
    legacyOutcome(
      body === undefined
        ? events.map(({ data }) => data).filter((data): data is LegacyBody => typeof data === 'object' && data !== null)
        : [body as LegacyBody],
    ),
  flagsOf: ({ response }) => (JSON.stringify(response.events ?? '').includes('"usage"') ? ['+usage'] : []),
  standIn: (outcome, stream, model) => ({
    model,
    prompt: 'Hello',
    ...(outcome.finishReason === 'length' ? {} : { max_tokens: 100 }),
    ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
  }),
}

/** Operations that the request alone decides; `body` stands in where a request was not kept. */
export function operationDialect(body: object, flagOf: (body: string) => readonly string[] = () => []): WireDialect {
  return {
    kindOf: typedEventKind,
    floating: [],
    floatAfter: {},
    outcomeOf: () => ({ content: [], finishReason: 'stop', beyond: [] }),
    flagsOf: ({ request }) => flagOf(JSON.stringify(request.body ?? null)),
    standIn: (_, __, model) => ({ model, ...body }),
  }
}
