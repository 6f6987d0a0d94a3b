import type { Field, Shape } from '../../../src/validation.ts'
import { OTHER_BLOCK_TYPES } from './wire.ts'

export const ANY = { type: 'any' } as const satisfies Shape
export const TEXT = { type: 'string' } as const satisfies Shape
export const FLAG = { type: 'boolean' } as const satisfies Shape
export const OPEN = { type: 'object', fields: {}, open: true } as const satisfies Shape

export const oneOf = (...choice: readonly string[]): Shape => ({ type: 'string', choice })
export const required = (shape: Shape): Field => ({ ...shape, required: true })
export const nullable = (shape: Shape): Field => ({ ...shape, nullable: true })
export const listOf = (of: Shape): Shape => ({ type: 'array', of })
export const object = (fields: Readonly<Record<string, Field>>): Shape => ({ type: 'object', fields })
/** An object whose `type` chooses among shapes; the wire's paths name the chosen one. */
export const byType = (shapes: FieldsByType): Shape => ({ type: 'tagged', key: 'type', shapes: fieldsByType(shapes) })

type FieldsByType = Readonly<Record<string, Readonly<Record<string, Field>>>>

function fieldsByType(shapes: FieldsByType): Readonly<Record<string, Shape>> {
  return Object.fromEntries(Object.entries(shapes).map(([type, fields]) => [type, object({ type: TEXT, ...fields })]))
}

/** What `tool_use.id` and `tool_use_id` may be. */
const TOOL_USE_ID: Shape = { type: 'string', pattern: '^[a-zA-Z0-9_-]+$' }

export const cacheControl: Field = nullable(byType({ ephemeral: { ttl: oneOf('5m', '1h') } }))
const cacheable = { cache_control: cacheControl }
const citationsConfig: Field = nullable(object({ enabled: FLAG }))

const textFields = { ...cacheable, citations: nullable(listOf(ANY)), text: required(TEXT) }

/** A block that can only be text (`system`, content of search results). */
export const textBlock: Shape = object({ type: required(oneOf('text')), ...textFields })

const urlSource = { url: required(TEXT) }
const fileSource = { file_id: required(TEXT) }
const IMAGE_TYPES = oneOf('image/jpeg', 'image/png', 'image/gif', 'image/webp')

const imageFields = {
  ...cacheable,
  transformations: nullable(OPEN),
  source: required(
    byType({ base64: { data: required(TEXT), media_type: required(IMAGE_TYPES) }, url: urlSource, file: fileSource }),
  ),
}

const documentFields = {
  ...cacheable,
  citations: citationsConfig,
  context: nullable(TEXT),
  title: nullable({ type: 'string', maxLength: 500 }),
  source: required(
    byType({
      base64: { data: required(TEXT), media_type: required(oneOf('application/pdf')) },
      text: { data: required(TEXT), media_type: required(oneOf('text/plain')) },
      content: {
        content: required({ type: 'either', shapes: [TEXT, listOf(byType({ text: textFields, image: imageFields }))] }),
      },
      url: { ...urlSource, media_type: TEXT },
      file: fileSource,
    }),
  ),
}

const searchResultFields = {
  ...cacheable,
  citations: citationsConfig,
  source: required(TEXT),
  title: required(TEXT),
  content: required(listOf(textBlock)),
}

const toolResultContent: Shape = {
  type: 'either',
  shapes: [
    TEXT,
    listOf({
      type: 'tagged',
      key: 'type',
      shapes: {
        ...fieldsByType({
          text: textFields,
          image: imageFields,
          document: documentFields,
          search_result: searchResultFields,
        }),
        tool_reference: OPEN,
        browser_state: OPEN,
      },
    }),
  ],
}

/** Any block of a message. Blocks that the API wrote itself are taken back as they are. */
export const contentBlock: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    ...fieldsByType({
      text: textFields,
      image: imageFields,
      document: documentFields,
      search_result: searchResultFields,
      thinking: { signature: required(TEXT), thinking: required(TEXT) },
      redacted_thinking: { data: required(TEXT) },
      tool_use: {
        ...cacheable,
        caller: nullable(OPEN),
        id: required(TOOL_USE_ID),
        input: required(OPEN),
        name: required({ type: 'string', minLength: 1, maxLength: 200 }),
        toolset_name: nullable(TEXT),
      },
      tool_result: {
        ...cacheable,
        content: nullable(toolResultContent),
        is_error: nullable(FLAG),
        tool_use_id: required(TOOL_USE_ID),
        toolset_name: nullable(TEXT),
      },
    }),
    ...Object.fromEntries(OTHER_BLOCK_TYPES.map((type) => [type, OPEN])),
  },
}
