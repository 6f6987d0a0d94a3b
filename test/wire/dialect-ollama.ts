import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { WireDialect } from './dialect.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'

interface Line {
  readonly message?: {
    readonly content?: string
    readonly thinking?: string
    readonly tool_calls?: readonly { readonly function: { readonly name: string; readonly arguments?: unknown } }[]
  }
  readonly response?: string
  readonly thinking?: string
  readonly done?: boolean
  readonly done_reason?: string
}

/** Ollama's own chat and generate. */
export const nativeDialect: WireDialect = {
  kindOf({ data }) {
    const { message, done, ...line } = data as Line
    const inner = message ?? line
    const kind = done ? 'done' : inner.thinking === undefined ? 'content' : 'thinking'
    return { kind: message?.tool_calls ? `${kind}+calls` : kind }
  },
  floating: [],
  floatAfter: {},
  outcomeOf({ body, events = [] }) {
    const lines = (body === undefined ? events.map(({ data }) => data) : [body]).filter(Boolean) as Line[]
    const text = lines.map((line) => line.message?.content ?? line.response ?? '').join('')
    const thought = lines.map((line) => line.message?.thinking ?? line.thinking ?? '').join('')
    const calls = lines.flatMap((line) => line.message?.tool_calls ?? [])
    const isCut = lines.some((line) => line.done_reason === 'length')
    const content: PartInput[] = [
      ...(thought === '' ? [] : [{ type: 'reasoning', text: 'All is well here, I think.' } as const]),
      ...(text === '' ? [] : [{ type: 'text', text: isCut ? LONG_TEXT : neutralText(text) } as const]),
      ...calls.map(({ function: { name, arguments: given } }): PartInput => ({
        type: 'tool-call',
        name,
        arguments: neutralArguments(given),
      })),
    ]
    const finishReason: FinishReason = calls.length > 0 ? 'tool-calls' : isCut ? 'length' : 'stop'
    return { content, finishReason, beyond: [] }
  },
  flagsOf: () => [],
  standIn: (_, stream, model) => ({ model, messages: [{ role: 'user', content: 'Hello' }], stream }),
}
