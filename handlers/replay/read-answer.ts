import type { Choice, ContentPart, FinishReason, Usage } from '../../src/completion.ts'
import { finished } from '../../src/reply/answer.ts'
import type { ReadAnswer } from '../../src/replay/verbatim.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * What a recorded body says: text, reasoning, tool calls, usage. It knows the shapes of chat completions, the Responses API, Anthropic's
 * messages, Gemini, Cohere and Ollama, whole or as a stream; of others nothing is read, and only their bytes are replayed.
 */
export function readAnswer(body: string): ReadAnswer {
  const events = eventsOf(body)
  const reading = new Reading()
  for (const event of events) reading.add(event)
  return reading.answer()
}

/** The JSON values of a body: one, or one for each event or line. */
function eventsOf(body: string): readonly Json[] {
  const whole = parsed(body)
  if (whole !== undefined) return [whole].flat().filter(isObject)
  return body.split('\n').flatMap((line) => {
    const value = parsed(line.replace(/^data:\s*/, ''))
    return isObject(value) ? [value] : []
  })
}

class Reading {
  private readonly parts = new Map<string, ContentPart>()
  private usage: Partial<Usage> | undefined
  private finishReason: FinishReason | undefined
  private message: string | undefined

  add(event: Json): void {
    const error = event['error']
    if (isObject(error)) this.message = text(error['message'])
    this.count(event)
    if (isObject(event['response'])) {
      // The end of a response tells it all once more.
      if (Array.isArray(event['response']['output'])) this.parts.clear()
      this.add(event['response'])
    }
    for (const choice of list(event['choices'])) this.choice(choice)
    for (const candidate of list(event['candidates'])) this.candidate(candidate)
    for (const item of list(event['output'])) this.item(item)
    if (isObject(event['message'])) this.said(event['message'], false)
    this.block(event)
    if (event['type'] === 'message') for (const part of list(event['content'])) this.part(part, String(this.parts.size))
    this.ends(event['stop_reason'] ?? event['done_reason'] ?? (event['delta'] as Json | undefined)?.['stop_reason'])
  }

  answer(): ReadAnswer {
    const choice: Choice = finished([...this.parts.values()])
    return {
      choice: this.finishReason ? { ...choice, finishReason: this.finishReason } : choice,
      ...(this.usage ? { usage: this.usage } : {}),
      ...(this.message === undefined ? {} : { message: this.message }),
    }
  }

  /** Chat completions, their streams included. */
  private choice(choice: Json): void {
    if (Number(choice['index'] ?? 0) > 0) return
    const said = choice['delta'] ?? choice['message']
    if (isObject(said)) this.said(said, true)
    if (typeof choice['text'] === 'string') this.grow('text', 'text', choice['text'])
    this.ends(choice['finish_reason'])
  }

  /** A message with content and tool calls. */
  private said(message: Json, isOpenAi: boolean): void {
    this.grow(
      'reasoning',
      'reasoning',
      text(message['reasoning_content'] ?? message['reasoning'] ?? message['thinking']),
    )
    if (typeof message['content'] === 'string') this.grow('text', 'text', message['content'])
    else for (const [index, part] of list(message['content']).entries()) this.part(part, `content ${index}`)
    this.grow('refusal', 'refusal', text(message['refusal']))
    for (const [index, call] of list(message['tool_calls']).entries()) {
      const { name, arguments: args } = (call['function'] ?? {}) as Json
      const place = isOpenAi ? Number(call['index'] ?? index) : this.parts.size
      this.call(`call ${place}`, text(call['id']), text(name), typeof args === 'string' ? args : json(args))
    }
  }

  /** Gemini. */
  private candidate(candidate: Json): void {
    for (const part of list((candidate['content'] as Json | undefined)?.['parts'])) {
      const call = part['functionCall']
      if (isObject(call)) this.call(`call ${this.parts.size}`, text(call['id']), text(call['name']), json(call['args']))
      else this.grow(part['thought'] ? 'reasoning' : 'text', part['thought'] ? 'reasoning' : 'text', text(part['text']))
    }
    this.ends(candidate['finishReason'])
  }

  /** The Responses API. */
  private item(item: Json): void {
    if (item['type'] === 'function_call') {
      this.call(`call ${this.parts.size}`, text(item['call_id']), text(item['name']), text(item['arguments']))
    }
    if (item['type'] === 'message') for (const part of list(item['content'])) this.part(part, String(this.parts.size))
    for (const part of list(item['summary'])) this.grow('reasoning', 'reasoning', text(part['text']))
  }

  /** Anthropic's streams, and Cohere's. */
  private block(event: Json): void {
    const place = `block ${String(event['index'])}`
    if (isObject(event['content_block'])) this.part(event['content_block'], place)
    const { delta } = event
    if (!isObject(delta)) return
    if (typeof delta['text'] === 'string') this.grow(place, 'text', delta['text'])
    if (typeof delta['thinking'] === 'string') this.grow(place, 'reasoning', delta['thinking'])
    if (typeof delta['partial_json'] === 'string') this.call(place, '', '', delta['partial_json'])
    if (isObject(delta['message'])) this.cohere(delta['message'], place)
  }

  private cohere(message: Json, place: string): void {
    const { content, tool_calls: call } = message
    if (isObject(content)) this.grow(place, 'text', text(content['text']))
    if (!isObject(call)) return
    const { name, arguments: args } = (call['function'] ?? {}) as Json
    this.call(place, text(call['id']), text(name), text(args))
  }

  private part(part: Json, place: string): void {
    const { type } = part
    if (type === 'text' || type === 'output_text') this.grow(place, 'text', text(part['text']))
    if (type === 'thinking') this.grow(place, 'reasoning', text(part['thinking']))
    if (type === 'refusal') this.grow(place, 'refusal', text(part['refusal']))
    if (type === 'tool_use') {
      const input = part['input']
      const isBegun = isObject(input) && Object.keys(input).length > 0
      this.call(place, text(part['id']), text(part['name']), isBegun ? json(input) : '')
    }
  }

  private grow(place: string, type: 'text' | 'reasoning' | 'refusal', more: string): void {
    const before = this.parts.get(place)
    if (more === '' && !before) return
    this.parts.set(place, { type, text: `${before && 'text' in before ? before.text : ''}${more}` })
  }

  private call(place: string, id: string, name: string, more: string): void {
    const before = this.parts.get(place)
    const call = before?.type === 'tool-call' ? before : { type: 'tool-call' as const, id: '', name: '', arguments: '' }
    this.parts.set(place, { ...call, id: id || call.id, name: name || call.name, arguments: call.arguments + more })
  }

  private ends(reason: unknown): void {
    if (typeof reason === 'string') this.finishReason = FINISH[reason.toLowerCase()] ?? this.finishReason
  }

  private count(event: Json): void {
    const found = event['usage'] ?? event['usageMetadata'] ?? (event['message'] as Json | undefined)?.['usage']
    const usage = isObject(found)
      ? usageOf(found)
      : typeof event['eval_count'] === 'number'
        ? usageOf(event)
        : undefined
    if (usage) this.usage = { ...this.usage, ...usage }
  }
}

const FINISH: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  end_turn: 'stop',
  complete: 'stop',
  stop_sequence: 'stop-sequence',
  length: 'length',
  max_tokens: 'length',
  tool_calls: 'tool-calls',
  tool_call: 'tool-calls',
  tool_use: 'tool-calls',
  content_filter: 'content-filter',
  safety: 'content-filter',
  refusal: 'refusal',
}

/** Usage by whichever names the provider gives it; cached input is within the input. */
function usageOf(wire: Json): Partial<Usage> | undefined {
  const at = (...names: readonly string[]) =>
    names.map((name) => valueAt(wire, name)).find((value) => value !== undefined)
  const inputTokens = at(
    'prompt_tokens',
    'input_tokens',
    'promptTokenCount',
    'prompt_eval_count',
    'tokens.input_tokens',
  )
  const outputTokens = at('completion_tokens', 'output_tokens', 'eval_count', 'tokens.output_tokens')
  const candidates = at('candidatesTokenCount')
  const cacheReadTokens = at(
    'prompt_tokens_details.cached_tokens',
    'input_tokens_details.cached_tokens',
    'cachedContentTokenCount',
  )
  const reasoning = at(
    'completion_tokens_details.reasoning_tokens',
    'output_tokens_details.reasoning_tokens',
    'thoughtsTokenCount',
  )
  // Anthropic counts cached input apart.
  const apart = { read: at('cache_read_input_tokens'), write: at('cache_creation_input_tokens') }
  const usage = {
    inputTokens: inputTokens === undefined ? undefined : inputTokens + (apart.read ?? 0) + (apart.write ?? 0),
    outputTokens: outputTokens ?? (candidates === undefined ? undefined : candidates + (reasoning ?? 0)),
    cacheReadTokens: cacheReadTokens ?? apart.read,
    cacheWriteTokens: apart.write,
    reasoningTokens: reasoning,
  }
  const known = Object.entries(usage).filter(([, value]) => value !== undefined)
  return known.length === 0 ? undefined : Object.fromEntries(known)
}

function valueAt(wire: Json, path: string): number | undefined {
  let value: unknown = wire
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined
  return typeof value === 'number' ? value : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function json(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
