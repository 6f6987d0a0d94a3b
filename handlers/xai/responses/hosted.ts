import type { ServerToolPart } from '../../../src/completion.ts'
import type { ServerToolOffer } from '../../../src/request.ts'
import { idOf, type ItemContext, type PlannedItem } from '../../openai/responses/planned-item.ts'
import { TOOL_SHAPES, type WireRequest } from '../../openai/responses/wire.ts'
import type { Field, Shape } from '../../../src/validation.ts'

const OPEN: Shape = { type: 'object', open: true, fields: {} }

/** Tools of a request: OpenAI's and xAI's own; its code interpreter needs no container. */
export const TOOLS: Field = {
  type: 'array',
  nullable: true,
  max: 128,
  holds: 'objects',
  of: {
    type: 'tagged',
    key: 'type',
    shapes: { ...TOOL_SHAPES, x_search: OPEN, code_interpreter: OPEN, code_execution: OPEN, collections_search: OPEN },
  },
}

/** The tools that xAI runs itself: what the item is called, and which function stands behind it (recorded 2025). */
const ITEMS: Readonly<Record<string, readonly [type: string, name: string]>> = {
  web_search: ['web_search_call', 'web_search'],
  x_search: ['x_search_call', 'x_semantic_search'],
  code_interpreter: ['code_interpreter_call', 'code_execution'],
}

const OFFERS: Readonly<Record<string, ServerToolOffer>> = {
  web_search: { kind: 'web-search', name: 'web_search' },
  x_search: { kind: 'web-search', name: 'x_search' },
  code_interpreter: { kind: 'code-execution', name: 'code_interpreter' },
  code_execution: { kind: 'code-execution', name: 'code_interpreter' },
}

/** The tools of a request that xAI runs; code before searches. */
export function offersOf({ tools }: WireRequest): readonly ServerToolOffer[] {
  const offers = (tools ?? []).flatMap(({ type }) => OFFERS[type] ?? [])
  const isCode = ({ kind }: ServerToolOffer) => kind === 'code-execution'
  return [...offers.filter(isCode), ...offers.filter((one) => !isCode(one))]
}

/** The use of a tool: the call as a function's, whole from the beginning, without what came of it (recorded). */
export function hostedItem(part: ServerToolPart, context: ItemContext): PlannedItem {
  const id = idOf(context, 'fc')
  const [type, name] = ITEMS[part.name] ?? [`${part.name}_call`, part.name]
  const item = { arguments: part.arguments, call_id: '', name, type, id, status: part.isError ? 'failed' : 'completed' }
  return { kind: 'hosted', id, first: context.first, last: context.last, write: () => item }
}
