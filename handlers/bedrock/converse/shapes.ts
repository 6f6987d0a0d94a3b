import type { Field, Shape } from '../../../src/validation.ts'

const ANY = { type: 'any' } as const satisfies Shape
const TEXT = { type: 'string' } as const satisfies Shape
const required = (shape: Shape): Field => ({ ...shape, required: true })
const nullable = (shape: Shape): Field => ({ ...shape, nullable: true })
const listOf = (of: Shape, bounds: { readonly min?: number; readonly max?: number } = {}): Shape => ({
  type: 'array',
  of,
  ...bounds,
})
const oneOf = (...choice: readonly string[]): Shape => ({ type: 'string', choice })
/** Members that the service does not know are ignored; null is the same as absent. */
const object = (fields: Readonly<Record<string, Field>>): Shape => ({
  type: 'object',
  open: true,
  fields: Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, field.required ? field : nullable(field)]),
  ),
})

const NAME: Shape = { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9_-]+$' }
/** Ids of some vendors have dots and colons (recorded: Kimi's `functions.name:0`). */
const TOOL_USE_ID: Shape = { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9_.:-]+$' }

const source: Shape = object({
  bytes: TEXT,
  s3Location: object({ uri: required({ type: 'string', pattern: '^s3://' }), bucketOwner: TEXT }),
  text: TEXT,
  content: listOf(object({ text: TEXT })),
})
const image: Shape = object({ format: required(oneOf('png', 'jpeg', 'gif', 'webp')), source: required(source) })
const document: Shape = object({
  format: oneOf('pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'),
  name: required({ type: 'string', minLength: 1, maxLength: 200 }),
  source: required(source),
  context: TEXT,
  citations: object({ enabled: required({ type: 'boolean' }) }),
})
const cachePoint: Shape = object({ type: required(oneOf('default')), ttl: oneOf('5m', '1h') })
const guardContent: Shape = object({ text: object({ text: required(TEXT) }), image: ANY })

const toolResult: Shape = object({
  toolUseId: required(TOOL_USE_ID),
  content: required(listOf(object({ text: TEXT, json: ANY, image, document, video: ANY, searchResult: ANY }))),
  status: oneOf('success', 'error'),
})
const reasoning: Shape = object({
  reasoningText: object({ text: required(TEXT), signature: TEXT }),
  redactedContent: TEXT,
})

/** A piece of a message. */
const contentBlock: Shape = object({
  text: TEXT,
  image,
  document,
  video: object({ format: TEXT, source }),
  audio: object({ format: TEXT, source }),
  toolUse: object({ toolUseId: required(TOOL_USE_ID), name: required(NAME), input: required(ANY) }),
  toolResult,
  reasoningContent: reasoning,
  guardContent,
  cachePoint,
  searchResult: object({
    source: required(TEXT),
    title: required(TEXT),
    content: required(listOf(object({ text: TEXT }))),
  }),
  citationsContent: object({ content: listOf(object({ text: TEXT })) }),
})

const tool: Shape = object({
  toolSpec: object({
    name: required(NAME),
    description: { type: 'string', minLength: 1 },
    inputSchema: required(object({ json: { type: 'object', fields: {}, open: true } })),
    strict: { type: 'boolean' },
  }),
  systemTool: object({ name: required(NAME) }),
  cachePoint,
})

/** The body of Converse [2.1; constraints of the API reference]. */
export const converseShape: Shape = object({
  messages: listOf(object({ role: required(oneOf('user', 'assistant')), content: required(listOf(contentBlock)) })),
  system: listOf(object({ text: { type: 'string', minLength: 1 }, guardContent, cachePoint })),
  inferenceConfig: object({
    maxTokens: { type: 'integer', min: 1 },
    temperature: { type: 'number', min: 0, max: 1 },
    topP: { type: 'number', min: 0, max: 1 },
    stopSequences: listOf({ type: 'string', minLength: 1 }, { max: 2500 }),
  }),
  toolConfig: object({
    tools: required(listOf(tool, { min: 1 })),
    toolChoice: object({ auto: object({}), any: object({}), tool: object({ name: required(NAME) }) }),
  }),
  additionalModelRequestFields: { type: 'object', fields: {}, open: true },
  additionalModelResponseFieldPaths: listOf({ type: 'string', minLength: 1, maxLength: 256 }, { max: 10 }),
  outputConfig: object({
    textFormat: object({
      type: required(oneOf('json_schema')),
      structure: object({ jsonSchema: object({ schema: required(TEXT), name: TEXT, description: TEXT }) }),
    }),
  }),
  guardrailConfig: object({
    guardrailIdentifier: TEXT,
    guardrailVersion: TEXT,
    trace: oneOf('enabled', 'disabled', 'enabled_full'),
  }),
  performanceConfig: object({ latency: oneOf('standard', 'optimized') }),
  promptVariables: { type: 'object', fields: {}, open: true },
  requestMetadata: { type: 'object', fields: {}, open: true },
  serviceTier: object({ type: required(oneOf('default', 'priority', 'flex', 'reserved')) }),
})
