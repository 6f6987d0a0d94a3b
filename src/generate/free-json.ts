import type { JsonSchema } from '../request.ts'
import { parsed } from './conversation.ts'
import { jsonValue } from './json-value.ts'
import { withFacts } from './prompt-facts.ts'
import { isObject } from './schema-check.ts'
import type { ValueContext } from './value-context.ts'

/** JSON without a schema: of the form that the instructions show, with the keys that they name, else with a plain answer. */
export function freeJson(instructions: string, context: ValueContext): unknown {
  // What an example shows is no statement of the prompt's.
  const facts = /\{\s*"/.test(instructions) ? withFacts(context.facts, { known: new Map() }) : context.facts
  return jsonValue(schemaIn(instructions.slice(0, 20_000)), { ...context, facts, name: 'answer' })
}

function schemaIn(text: string): JsonSchema {
  const shown = objectIn(text)
  if (shown) return 'properties' in shown ? { type: 'object', ...shown } : likeness(shown)
  const names = keysIn(text)
  const keys = names.length > 0 ? names.slice(0, 24) : ['answer']
  return { type: 'object', properties: Object.fromEntries(keys.map((key) => [key, schemaFor(key)])), required: keys }
}

/** The first JSON object of a text. */
function objectIn(text: string): JsonSchema | undefined {
  const start = text.search(/\{\s*"/)
  const ends = start === -1 ? [] : [...text.matchAll(/\}/g)].map(({ index }) => index).filter((index) => index > start)
  for (const end of [...ends.slice(0, 20), ...ends.slice(-1)]) {
    const value = parsed(
      text
        .slice(start, end + 1)
        .replaceAll(/,\s*\}/g, '}')
        .replaceAll(/:\s*(?:string|<[^>]*>|\.\.\.)/g, ': "…"')
        .replaceAll(/:\s*(?:number|integer|float)\b/g, ': 0')
        .replaceAll(/:\s*boolean\b/g, ': true'),
    )
    if (isObject(value) && Object.keys(value).length > 0) return value
  }
  return undefined
}

/** A schema for values like an example. */
function likeness(example: unknown, depth = 0): JsonSchema {
  if (example === null || depth > 8) return {}
  if (Array.isArray(example)) return { type: 'array', items: likeness(example[0] ?? '', depth + 1), minItems: 1 }
  if (!isObject(example)) return { type: Number.isInteger(example) ? 'integer' : typeof example }
  const entries = Object.entries(example)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, part]) => [key, likeness(part, depth + 1)])),
    required: entries.map(([key]) => key),
  }
}

function keysIn(text: string): readonly string[] {
  const quoted = [...text.matchAll(/["'`]([a-z]\w{0,40})["'`]/gi)].map(([, key]) => key!)
  const listed =
    /\b(?:keys?|fields?|properties|attributes)\b(?:\s+(?:named|called|are|of|for))?\s*:?\s+((?:\w+(?:\s*\([^)]*\))?(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*$|(?=[.\n])))+)/i.exec(
      text,
    )?.[1] ?? ''
  const words = listed.replaceAll(/\([^)]*\)/g, '').split(/\s*,\s*(?:and\s+)?|\s+and\s+/)
  const names = quoted.length > 0 ? quoted : words.map((one) => one.trim()).filter((one) => /^[a-z]\w*$/i.test(one))
  return [...new Set(names)].filter((one) => !/^(?:json|object|the|a)$/i.test(one))
}

/** What a key's name lets expect. */
function schemaFor(key: string): JsonSchema {
  if (/^(?:is|has|can)[_A-Z]|^(?:valid|success|ok|found|flagged)$/.test(key)) return { type: 'boolean' }
  if (/^(?:age|year|count|quantity|rating|nights|guests)$|_count$|number_of/i.test(key))
    return { type: 'integer', minimum: 0 }
  if (/price|score|confidence|amount|total|latitude|longitude|temperature/i.test(key)) return { type: 'number' }
  if (
    /^(?:tags|items|cities|names|keywords|topics|steps|ingredients|emails|colou?rs|countries|suggestions|questions|categories|labels|list|results)$/i.test(
      key,
    )
  )
    return { type: 'array', items: { type: 'string' }, minItems: 1 }
  return { type: 'string', ...(key === 'sentiment' ? { enum: ['positive', 'negative', 'neutral'] } : {}) }
}
