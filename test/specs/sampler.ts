import { createSimulation } from '../../handlers/index.ts'
import { framesOf } from '../wire/aws-frames.ts'

/** One body or stream event as it left the simulation. */
export interface Sample {
  /** The exchange's endpoint, then `body`, `event` or `error`: `openai.chat event`. */
  readonly kind: string
  readonly value: unknown
}

export type Sampler = ReturnType<typeof createSampler>

/** Sends requests to a simulation and keeps every answer whose shape is new. */
export function createSampler() {
  const llm = createSimulation({ clock: 'virtual', models: 'any' })
  const samples = new Map<string, Sample>()
  let headers = new Headers()
  const keep = (kind: string, value: unknown) => samples.set(`${kind} ${shapeOf(value)}`, { kind, value })

  /** Sends a body, or asks with GET where there is none; gives back what was answered. */
  async function ask(url: string, body?: unknown, init: RequestInit = {}): Promise<any> {
    const isForm = body instanceof FormData
    const { headers: own, ...rest } = init
    // Lines of a batch are exchanges, too: the request's own comes first.
    const place = llm.exchanges.length
    const response = await llm.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...keyFor(url),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...(own as Record<string, string>),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...rest,
    })
    headers = response.headers
    const bytes = new Uint8Array(await response.arrayBuffer())
    const { endpoint } = llm.exchanges[place]!
    const type = response.headers.get('content-type') ?? ''
    if (response.status >= 400) {
      keep(`${endpoint} error`, JSON.parse(textOf(bytes)))
      return undefined
    }
    if (type.includes('eventstream')) {
      for (const { headers: head, data } of framesOf(bytes)) keep(`${endpoint} event`, { [head[':event-type']!]: data })
      return undefined
    }
    if (/event-stream|ndjson|jsonl|stream\+json/.test(type)) {
      for (const event of eventsOf(textOf(bytes))) keep(`${endpoint} event`, event)
      return undefined
    }
    if (!type.includes('json')) return bytes
    const value: unknown = JSON.parse(textOf(bytes))
    keep(`${endpoint} body`, value)
    return value
  }
  return { llm, ask, headersOfLast: () => headers, samples: () => [...samples.values()] }
}

function eventsOf(text: string): readonly unknown[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^data: ?/, ''))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as unknown)
}

function keyFor(url: string): Record<string, string> {
  if (url.includes('api.anthropic.com')) return { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' }
  if (url.includes('generativelanguage') && !url.includes('/openai/')) return { 'x-goog-api-key': 'k' }
  return { authorization: 'Bearer k' }
}

/** Names and kinds of members; texts of members that name a kind count, too. */
function shapeOf(value: unknown, name = ''): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map((item) => shapeOf(item)))].join()}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, member]) => `${key}:${shapeOf(member, key)}`)
      .join()}}`
  }
  if (typeof value === 'string' && /^(type|object|role|status|.*[rR]eason|event)$/.test(name)) return value
  return value === null ? 'null' : typeof value
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
