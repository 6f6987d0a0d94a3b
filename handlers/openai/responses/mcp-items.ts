import type { ServerToolPart } from '../../../src/completion.ts'
import { inputOf } from './hosted-input.ts'
import { idOf, type ItemContext, type PlannedItem } from './planned-item.ts'
import type { WireTool } from './wire.ts'

/**
 * The item of a call to an MCP server of the request, or of the question whether it may be made.
 * The part's name is `label.tool`, or a tool of `allowed_tools`; undefined for other names.
 */
export function mcpItem(part: ServerToolPart, context: ItemContext): PlannedItem | undefined {
  const { request } = context.exchange
  const server = serversOf(context.exchange).find((one) => isOf(one, part.name))
  if (!server) return undefined
  const label = labelOf(server)
  const name = toolName(label, part.name)
  const isAllowed =
    server['require_approval'] === 'never' ||
    request.items.some((item) => item.type === 'mcp_approval_response' && item['approve'] === true)
  return isAllowed ? callItem(part, label, name, context) : approvalItem(part, label, name, context)
}

/** What comes before all else: the tools of every MCP server that the conversation has not listed yet. */
export function mcpLists(context: Omit<ItemContext, 'number'>): readonly PlannedItem[] {
  const { items } = context.exchange.request
  const isListed = (server: WireTool) =>
    items.some((item) => item.type === 'mcp_list_tools' && item['server_label'] === labelOf(server))
  return serversOf(context.exchange)
    .filter((server) => !isListed(server))
    .map((server, number) => listItem(server, { ...context, number }))
}

function serversOf({ request }: ItemContext['exchange']): readonly WireTool[] {
  return (request.wire.tools ?? []).filter((tool) => tool.type === 'mcp')
}

function labelOf(server: WireTool): string {
  return String(server['server_label'])
}

function toolName(label: string, name: string): string {
  return name.startsWith(`${label}.`) ? name.slice(label.length + 1) : name
}

function isOf(server: WireTool, name: string): boolean {
  return name.startsWith(`${labelOf(server)}.`) || allowedTools(server).includes(name)
}

function allowedTools(server: WireTool): readonly string[] {
  const allowed = server['allowed_tools']
  const names = Array.isArray(allowed) ? allowed : ((allowed as { tool_names?: unknown } | undefined)?.tool_names ?? [])
  return Array.isArray(names) ? names.map(String) : []
}

function listItem(server: WireTool, context: ItemContext): PlannedItem {
  const { first, last, exchange } = context
  const id = idOf(context, 'mcpl')
  const server_label = labelOf(server)
  const used = exchange.outcome.content.filter((part) => part.type === 'server-tool' && isOf(server, part.name))
  const inputs = new Map(
    used.flatMap((part) =>
      part.type === 'server-tool' ? [[toolName(server_label, part.name), inputOf(part)] as const] : [],
    ),
  )
  const tools = [...new Set([...allowedTools(server), ...inputs.keys()])].map((name) => ({
    annotations: { read_only: false },
    description: `${name.replaceAll('_', ' ')} of ${server_label}`,
    input_schema: {
      type: 'object',
      properties: Object.fromEntries(Object.keys(inputs.get(name) ?? {}).map((key) => [key, { type: 'string' }])),
    },
    name,
  }))
  return {
    kind: 'hosted',
    id,
    first,
    last,
    progress: [{ name: 'mcp_list_tools.in_progress' }, { name: 'mcp_list_tools.completed' }],
    write: (moment) => ({ id, type: 'mcp_list_tools', server_label, tools: moment === 'added' ? [] : tools }),
  }
}

function callItem(part: ServerToolPart, server_label: string, name: string, context: ItemContext): PlannedItem {
  const { first, last } = context
  const id = idOf(context, 'mcp')
  const text = typeof part.result === 'string' ? part.result : JSON.stringify(part.result ?? '')
  const error = part.isError ? { type: 'http_error', code: 500, message: text } : null
  const done = part.isError ? 'failed' : 'completed'
  return {
    kind: 'hosted',
    id,
    first,
    last,
    progress: [
      { name: 'mcp_call.in_progress' },
      { name: 'mcp_call_arguments.delta', isDelta: true },
      { name: 'mcp_call_arguments.done', fields: { arguments: part.arguments } },
      { name: `mcp_call.${done}` },
    ],
    write(moment) {
      const isNew = moment === 'added'
      return {
        id,
        type: 'mcp_call',
        status: isNew ? 'in_progress' : done,
        approval_request_id: null,
        arguments: isNew ? '' : part.arguments,
        error: isNew ? null : error,
        name,
        output: isNew || part.isError ? null : text,
        server_label,
      }
    },
  }
}

function approvalItem(part: ServerToolPart, server_label: string, name: string, context: ItemContext): PlannedItem {
  const { first, last } = context
  const id = idOf(context, 'mcpr')
  return {
    kind: 'hosted',
    id,
    first,
    last,
    write: () => ({ id, type: 'mcp_approval_request', arguments: part.arguments, name, server_label }),
  }
}
