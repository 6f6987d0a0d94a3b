import type { WireEvent } from './framing/framing.ts'
import type { StreamEncoder } from './provider.ts'

/** Members that hold nothing but usage, wherever they stand. */
const MEMBERS: ReadonlySet<string> = new Set([
  'usage',
  'usageMetadata',
  'amazon-bedrock-invocationMetrics',
  'prompt_eval_count',
  'eval_count',
  'billed_units',
  'tokens',
])

/** How deep they stand: `message.usage`, `x_groq.usage`, `delta.usage`. Lists are not looked into, but for choices. */
const DEPTH = 3

/** A body without its usage, a ready text in the style it has; anything but an object stays as it is. */
export function withoutUsage(body: unknown): unknown {
  if (typeof body !== 'string') return strip(body, DEPTH)
  const json = parsed(body)
  if (json === undefined) return body
  const isPretty = /^\{\s*\n/.test(body)
  return `${JSON.stringify(strip(json, DEPTH), null, isPretty ? 2 : undefined)}${body.endsWith('\n') ? '\n' : ''}`
}

/** A stream without usage; events that say nothing else are left out. */
export function streamWithoutUsage(encode: StreamEncoder): StreamEncoder {
  return function* (part) {
    for (const event of encode(part)) {
      const kept = eventWithoutUsage(event)
      if (kept) yield kept
    }
  }
}

function eventWithoutUsage(event: WireEvent): WireEvent | undefined {
  const json = parsed(event.data)
  if (typeof json !== 'object' || json === null) return event
  const { choices, usage } = json as { readonly choices?: unknown; readonly usage?: unknown }
  // The last chunk of OpenAI's streams has no choices, only usage.
  if (Array.isArray(choices) && choices.length === 0 && usage) return undefined
  const data = JSON.stringify(strip(json, DEPTH))
  return data.length === JSON.stringify(json).length ? event : { ...event, data }
}

function parsed(text: string): unknown {
  try {
    return text.startsWith('{') ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function strip(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return value
  if (value instanceof Uint8Array) return value
  const kept = Object.entries(value).filter(([name]) => !MEMBERS.has(name))
  return Object.fromEntries(kept.map(([name, member]) => [name, stripMember(name, member, depth)]))
}

/** Moonshot tells the usage in the last choice. */
function stripMember(name: string, member: unknown, depth: number): unknown {
  const isChoices = name === 'choices' && Array.isArray(member)
  return isChoices ? member.map((choice) => strip(choice, 1)) : strip(member, depth - 1)
}
