import type { ImageOutputPart, ServerToolPart } from '../../../src/completion.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import { codeOf, inputOf, listOf, outputsOf, textOf, textsOf } from './hosted-input.ts'
import { echoTools } from './echo-tools.ts'
import { mcpItem } from './mcp-items.ts'
import { idOf, type HostedEvent, type ItemContext, type Moment, type PlannedItem } from './planned-item.ts'

/** What is particular to one hosted tool. */
interface Hosted {
  readonly type: string
  readonly prefix: string
  /** Members besides id, type and status, in the order of the wire. */
  fields(part: ServerToolPart, moment: Moment, context: ItemContext): object
  readonly progress: readonly HostedEvent[]
}

function phases(type: string, ...names: readonly string[]): readonly HostedEvent[] {
  return names.map((name) => ({ name: `${type}.${name}` }))
}

const SEARCH: Hosted = {
  type: 'web_search_call',
  prefix: 'ws',
  progress: phases('web_search_call', 'in_progress', 'searching', 'completed'),
  fields(part, moment, { exchange }) {
    if (moment === 'added') return { action: { type: 'search' } }
    const input = inputOf(part)
    if (typeof input['type'] === 'string' && input['type'] !== 'search') return { action: input }
    const queries = textsOf(input['queries'] ?? input['query'])
    const wantsSources = exchange.request.wire.include?.includes('web_search_call.action.sources') === true
    const sources = listOf(part.result).map((one) => ({ type: 'url', url: textOf(one['url']) }))
    return { action: { type: 'search', queries, query: queries[0] ?? '', ...(wantsSources ? { sources } : {}) } }
  },
}

const CODE: Hosted = {
  type: 'code_interpreter_call',
  prefix: 'ci',
  progress: [
    ...phases('code_interpreter_call', 'in_progress'),
    { name: 'code_interpreter_call_code.delta', isDelta: true },
    { name: 'code_interpreter_call_code.done' },
    ...phases('code_interpreter_call', 'interpreting', 'completed'),
  ],
  fields(part, moment, { exchange }) {
    const container_id = `cntr_${drawId(exchange.seed, 'container', 48, HEX)}`
    if (moment === 'added') return { code: '', container_id, outputs: [] }
    const isAsked = exchange.request.wire.include?.includes('code_interpreter_call.outputs') === true
    return { code: codeOf(part), container_id, outputs: isAsked ? outputsOf(part.result) : null }
  },
}

const TOOLS: Readonly<Record<string, Hosted>> = {
  web_search: SEARCH,
  web_search_preview: SEARCH,
  code_interpreter: CODE,
  file_search: {
    type: 'file_search_call',
    prefix: 'fs',
    progress: phases('file_search_call', 'in_progress', 'searching', 'completed'),
    fields(part, moment, { exchange }) {
      if (moment === 'added') return { queries: [], results: null }
      const input = inputOf(part)
      const isAsked = exchange.request.wire.include?.includes('file_search_call.results') === true
      return { queries: textsOf(input['queries'] ?? input['query']), results: isAsked ? listOf(part.result) : null }
    },
  },
  local_shell: {
    type: 'local_shell_call',
    prefix: 'lsh',
    progress: [],
    fields(part, moment, { exchange, profile, number }) {
      const command = moment === 'added' ? [] : textsOf(inputOf(part)['command'])
      const call_id = profile.ids.call(exchange.seed, `hosted ${number}`)
      return { action: { type: 'exec', command, env: inputOf(part)['env'] ?? {} }, call_id }
    },
  },
  tool_search: {
    type: 'tool_search_call',
    prefix: 'tsc',
    progress: [],
    fields: (part, moment) => ({
      arguments: moment === 'added' ? {} : inputOf(part),
      call_id: null,
      execution: 'server',
    }),
  },
}

/** The items of a tool that the provider runs, or of a drawn image. */
export function hostedItems(part: ServerToolPart | ImageOutputPart, context: ItemContext): readonly PlannedItem[] {
  if (part.type === 'image-output') return [imageItem(part.data, part.mediaType, '', context)]
  const { hosted: own } = context.profile
  if (own) return [own(part, context)]
  if (part.name === 'image_generation') {
    const result = typeof part.result === 'string' ? part.result : textOf(inputOf(part)['result'])
    return [imageItem(result, 'image/png', textOf(inputOf(part)['prompt']), context)]
  }
  const mcp = mcpItem(part, context)
  if (mcp) return [mcp]
  const hosted = TOOLS[part.name] ?? otherTool(part.name)
  const item = plan(part, hosted, context)
  return part.name === 'tool_search' ? [item, foundTools(part, { ...context, number: context.number + 1 })] : [item]
}

function plan(part: ServerToolPart, hosted: Hosted, context: ItemContext): PlannedItem {
  const id = idOf(context, hosted.prefix)
  const done = part.isError ? 'failed' : context.end
  const { type } = hosted
  const { first, last } = context
  return {
    kind: 'hosted',
    id,
    first,
    last,
    progress: hosted.progress.map((event) =>
      event.name.endsWith('_code.done') ? { ...event, fields: { code: codeOf(part) } } : event,
    ),
    write: (moment) => ({
      id,
      type,
      status: moment === 'added' ? 'in_progress' : done,
      ...hosted.fields(part, moment, context),
    }),
  }
}

/** A tool without events of its own: shell, apply_patch, computer. */
function otherTool(name: string): Hosted {
  return {
    type: `${name}_call`,
    prefix: { shell: 'sh', apply_patch: 'apc', computer: 'cu' }[name] ?? 'item',
    progress: [],
    fields(part, moment, { exchange, profile, number }) {
      const call_id = profile.ids.call(exchange.seed, `hosted ${number}`)
      return { ...(moment === 'added' ? {} : inputOf(part)), call_id }
    },
  }
}

/** What a search for tools has found: those that the input names in `paths`. */
function foundTools(part: ServerToolPart, context: ItemContext): PlannedItem {
  const { exchange, first, last } = context
  const id = idOf(context, 'tso')
  const paths = textsOf(inputOf(part)['paths'])
  const tools = (exchange.request.wire.tools ?? []).filter(
    (tool) => tool.name !== undefined && paths.includes(tool.name),
  )
  return {
    kind: 'hosted',
    id,
    first,
    last,
    write: (moment) => ({
      id,
      type: 'tool_search_output',
      status: moment === 'added' ? 'in_progress' : 'completed',
      call_id: null,
      execution: 'server',
      tools: echoTools(tools),
    }),
  }
}

function imageItem(result: string, mediaType: string, prompt: string, context: ItemContext): PlannedItem {
  const { first, last, isEvent } = context
  const id = idOf(context, 'ig')
  const output_format = mediaType.replace('image/', '')
  return {
    kind: 'hosted',
    id,
    first,
    last,
    progress: phases('image_generation_call', 'in_progress', 'generating', 'completed'),
    write(moment) {
      if (moment === 'added') return { id, type: 'image_generation_call', status: 'in_progress' }
      // Streams end the item as `generating` (recorded December 2025).
      const status = isEvent ? 'generating' : 'completed'
      const picture = { background: 'opaque', output_format, quality: 'medium', result, revised_prompt: prompt }
      return { id, type: 'image_generation_call', status, ...picture, size: '1024x1024' }
    },
  }
}
