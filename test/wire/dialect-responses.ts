import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import type { RecordedEvent, RecordedResponse } from './recording.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'

interface Part {
  readonly type: string
  readonly text?: string
  readonly annotations?: readonly { readonly type: string }[]
}

interface Item {
  readonly type: string
  readonly content?: readonly Part[]
  readonly summary?: readonly Part[]
  readonly encrypted_content?: string
  readonly name?: string
  readonly arguments?: unknown
  readonly action?: object
  readonly queries?: readonly string[]
  readonly server_label?: string
  readonly error?: unknown
}

interface Body {
  readonly status?: string
  readonly background?: boolean
  readonly output?: readonly Item[]
  readonly incomplete_details?: { readonly reason: string } | null
  readonly tools?: readonly { readonly type: string }[]
  readonly usage?: { readonly output_tokens_details?: { readonly reasoning_tokens?: number } } | null
}

/** Named by type, items and parts by theirs too. */
function kindOf({ data }: RecordedEvent) {
  if (data === '[DONE]') return { kind: 'done' }
  const { type, item, part } = data as { readonly type: string; readonly item?: Item; readonly part?: Part }
  const inner = item?.type ?? part?.type
  return { kind: inner === undefined ? type : `${type}:${inner}` }
}

/** OpenAI's responses, and everybody's who speaks them. */
export const responsesDialect: WireDialect = {
  kindOf,
  floating: ['response.output_text.annotation.added'],
  floatAfter: { 'response.output_text.annotation.added': 'response.output_text.delta' },
  outcomeOf(response) {
    const body = bodyOf(response)
    const reason = body.incomplete_details?.reason
    const isCut = reason === 'max_output_tokens'
    const items = body.output ?? []
    const content = items.flatMap((item, index) => partsOf(item, isCut && index === items.length - 1, body))
    const finishReason: FinishReason =
      reason === undefined
        ? content.some((part) => part.type === 'tool-call')
          ? 'tool-calls'
          : 'stop'
        : isCut
          ? 'length'
          : 'content-filter'
    return { content, finishReason, beyond: [] }
  },
  flagsOf({ response }) {
    const body = bodyOf(response)
    const items = body.output ?? []
    return [
      ...(body.background ? ['+background'] : []),
      ...(body.status === 'completed' ? [] : [`+${String(body.status)}`]),
      ...(items.some((item) => item.encrypted_content !== undefined) ? ['+encrypted'] : []),
      ...new Set(items.flatMap(({ type }) => (OWN.has(type) ? [] : [`+${type}`]))),
    ]
  },
  standIn: (outcome, stream, model, response) => ({
    model,
    input: 'Hello',
    stream,
    ...toolsFor(outcome, bodyOf(response)),
  }),
}

/** Items of every model; others are those of hosted tools. */
const OWN: ReadonlySet<string> = new Set(['message', 'reasoning', 'function_call', 'custom_tool_call'])

/** The last response object of an answer. */
function bodyOf({ body, events = [] }: RecordedResponse): Body {
  if (body !== undefined) return body as Body
  const responses = events.map((event) => (event.data as { readonly response?: Body } | undefined)?.response)
  return responses.findLast((one) => one !== undefined) ?? {}
}

function partsOf(item: Item, isCut: boolean, body: Body): readonly PartInput[] {
  switch (item.type) {
    case 'message':
      return (item.content ?? []).map((part) => saidPart(part, isCut))
    case 'reasoning': {
      const isShown = (item.summary ?? []).length > 0 || (item.content ?? []).length > 0
      const tokens = body.usage?.output_tokens_details?.reasoning_tokens ?? 0
      if (isCut) return [{ type: 'reasoning', text: '', tokens: 100_000 }]
      return [
        isShown ? { type: 'reasoning', text: '**Thinking**\n\nAbout it.' } : { type: 'reasoning', text: '', tokens },
      ]
    }
    case 'function_call':
      return [
        {
          type: 'tool-call',
          name: item.name ?? '',
          arguments: isCut ? { text: LONG_TEXT } : neutralArguments(item.arguments),
        },
      ]
    case 'custom_tool_call':
      return [{ type: 'tool-call', id: '', kind: 'custom', name: item.name ?? '', arguments: 'word' } as PartInput]
    case 'mcp_list_tools':
    case 'tool_search_output':
      return []
    default:
      return [hostedPart(item)]
  }
}

function saidPart({ type, text = '', annotations = [] }: Part, isCut: boolean): PartInput {
  if (type === 'refusal') return { type: 'refusal', text: 'I cannot help with that.' }
  const said = isCut ? LONG_TEXT : neutralText(text)
  const citations = annotations.map((one) => ({
    title: 'word',
    start: 0,
    end: said.length,
    ...(one.type === 'url_citation' ? { url: 'https://example.com/' } : {}),
  }))
  return { type: 'text', text: said, ...(citations.length > 0 ? { citations } : {}) }
}

const TOOLS: Readonly<Record<string, string>> = {
  web_search_call: 'web_search',
  x_search_call: 'x_search',
  file_search_call: 'file_search',
  code_interpreter_call: 'code_interpreter',
  image_generation_call: 'image_generation',
  local_shell_call: 'local_shell',
  tool_search_call: 'tool_search',
}

function hostedPart(item: Item): PartInput {
  const name =
    item.type === 'mcp_call' ? `${item.server_label ?? ''}.${item.name ?? ''}` : (TOOLS[item.type] ?? item.type)
  const inputs = { ...item.action, ...(item.queries ? { queries: ['word'] } : {}) }
  const input =
    item.arguments === undefined
      ? inputs
      : item.type === 'tool_search_call'
        ? item.arguments
        : neutralArguments(item.arguments)
  const failed = item.error ? { isError: true } : {}
  return { type: 'server-tool', id: '', name, arguments: JSON.stringify(input), result: 'word', ...failed }
}

/** Functions that were called, and hosted tools as the answer repeats them. */
function toolsFor({ content }: Outcome, body: Body): object {
  const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
  const hosted = (body.tools ?? []).filter(({ type }) => type !== 'function' && type !== 'custom')
  const tools = [
    ...[...names].map((name) => ({
      type: 'function',
      name,
      parameters: { type: 'object', properties: {} },
      strict: false,
    })),
    ...hosted,
  ]
  return tools.length === 0 ? {} : { tools }
}
