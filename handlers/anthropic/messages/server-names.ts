import type { MessagesRequest } from './wire.ts'

/** A tool of an MCP server of the request. */
export interface McpTool {
  readonly server: string
  readonly tool: string
}

/** The MCP server that a part's name, `server.tool`, stands for; undefined for Anthropic's own tools. */
export function mcpServerOf({ mcp_servers: servers }: Partial<MessagesRequest>, name: string): McpTool | undefined {
  const server = servers?.find((one) => name.startsWith(`${one.name}.`))
  return server && { server: server.name, tool: name.slice(server.name.length + 1) }
}
