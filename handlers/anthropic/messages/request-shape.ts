import type { Field, Shape } from '../../../src/validation.ts'
import {
  ANY,
  byType,
  cacheControl,
  contentBlock,
  FLAG,
  listOf,
  nullable,
  object,
  oneOf,
  OPEN,
  required,
  TEXT,
  textBlock,
} from './block-shapes.ts'
import { tool, toolChoice } from './tool-shapes.ts'

const display: Field = nullable(oneOf('summarized', 'omitted', 'updates'))
const jsonFormat: Field = nullable(
  byType({ json_schema: { schema: required(OPEN), name: TEXT, strict: nullable(FLAG) } }),
)
const thinkingMode = { display, block_binding: nullable(ANY) }

const message: Shape = object({
  role: required(oneOf('user', 'assistant', 'system')),
  // Required of users and assistants; checked with the rest of the conversation.
  content: { type: 'either', shapes: [TEXT, listOf(contentBlock)] },
  clear_at: nullable(TEXT),
  output_config: nullable(OPEN),
})

/** What creation and count share [2.1; SDK 1.12.0]. */
const shared: Readonly<Record<string, Field>> = {
  model: required({ type: 'string', minLength: 1 }),
  messages: required(listOf(message)),
  billing_policy: nullable(ANY),
  cache_control: cacheControl,
  compaction: nullable(ANY),
  context_management: nullable(OPEN),
  mcp_servers: nullable(
    listOf(
      byType({
        url: {
          name: required(TEXT),
          url: required(TEXT),
          authorization_token: nullable(TEXT),
          tool_configuration: nullable(OPEN),
        },
      }),
    ),
  ),
  output_config: nullable(
    object({
      effort: nullable(oneOf('low', 'medium', 'high', 'xhigh', 'max')),
      format: jsonFormat,
      task_budget: nullable(OPEN),
    }),
  ),
  output_format: jsonFormat,
  speed: nullable(oneOf('standard', 'fast')),
  system: { type: 'either', shapes: [TEXT, listOf(textBlock)] },
  thinking: byType({
    adaptive: thinkingMode,
    between_tools: {},
    disabled: {},
    enabled: { ...thinkingMode, budget_tokens: required({ type: 'integer', min: 1024 }) },
  }),
  thread: nullable(byType({ create: {}, continue: { previous_message_id: required(TEXT) } })),
  tool_choice: nullable(toolChoice),
  tools: nullable(listOf(tool)),
}

const creation: Readonly<Record<string, Field>> = {
  max_tokens: required({ type: 'integer', min: 0 }),
  ...shared,
  betas: listOf(TEXT),
  container: nullable({ type: 'either', shapes: [TEXT, OPEN] }),
  diagnostics: nullable(OPEN),
  fallback_credit_token: nullable(ANY),
  fallbacks: nullable(ANY),
  inference_geo: nullable(TEXT),
  metadata: nullable(object({ user_id: nullable({ type: 'string', maxLength: 512 }) })),
  service_tier: oneOf('auto', 'standard_only'),
  stop_sequences: nullable(listOf(TEXT)),
  stream: nullable(FLAG),
}

/** The body of `POST /v1/messages`. */
export const messagesShape: Shape = object({
  ...creation,
  temperature: nullable({ type: 'number', min: 0, max: 1 }),
  top_k: nullable({ type: 'integer', min: 0 }),
  top_p: nullable({ type: 'number', min: 0, max: 1 }),
})

/** The same in API version 2026-10-21, which removed the sampling parameters. */
export const messagesShape2026: Shape = object(creation)

/** The body of `POST /v1/messages/count_tokens`. */
export const countShape: Shape = object(shared)
