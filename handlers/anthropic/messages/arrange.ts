import type { Choice, Citation, ContentPart, ServerToolPart } from '../../../src/completion.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import type { Seed } from '../../../src/random.ts'
import { mcpToolId, serverToolId } from '../ids.ts'
import { cutAtCitations } from './citations.ts'
import { blocksOf } from './content-blocks.ts'
import { serverToolOf } from './server-offers.ts'
import { mcpServerOf } from './server-names.ts'
import type { MessagesRequest } from './wire.ts'

/**
 * An answer in the parts that have blocks: texts cut at their citations, tools that Anthropic runs under the names and with the ids of the wire,
 * a search before the first call of a tool that was deferred, and, after a pause, the result that is still owed.
 */
export function arrange(choice: Choice, request: CompletionRequest, seed: Seed): Choice {
  // Reason: what the messages dialect parsed; a direct call has another body, or none, and none of these members.
  const wire = (request.wire ?? {}) as Partial<MessagesRequest>
  const searched = withToolSearch(choice.content, wire)
  const resumed = withOwedResult(searched, wire)
  const uses: ServerToolPart[] = []
  const content = resumed.flatMap((part, index): readonly ContentPart[] => {
    if (part.type === 'text') return part.text === '' ? [part] : cutAtCitations(withoutFetched(part, resumed, wire))
    if (part.type !== 'server-tool') return [part]
    const use = limited(named(part, wire, seed, `server tool ${index}`), uses, wire)
    uses.push(use)
    return [use]
  })
  return { ...choice, content }
}

/** Under the name that the wire has for it; the newer code execution is a shell. */
function named(part: ServerToolPart, wire: Partial<MessagesRequest>, seed: Seed, drawn: string): ServerToolPart {
  const draw = mcpServerOf(wire, part.name) ? mcpToolId : serverToolId
  const id = part.id === '' ? draw(seed, drawn) : part.id
  const tool = serverToolOf(wire, part.name)
  const isShell = part.name === 'code_execution' && tool !== undefined && tool.type !== 'code_execution_20250522'
  if (!isShell) return { ...part, id }
  return { ...part, id, name: 'bash_code_execution', arguments: shellInput(part.arguments) }
}

function shellInput(json: string): string {
  const input = JSON.parse(json) as { readonly code?: unknown }
  if (typeof input.code !== 'string') return json
  const end = input.code.endsWith('\n') ? '' : '\n'
  return JSON.stringify({ command: `python3 << 'EOF'\n${input.code}${end}EOF` })
}

/** A use beyond the tool's `max_uses` fails. */
function limited(
  part: ServerToolPart,
  before: readonly ServerToolPart[],
  wire: Partial<MessagesRequest>,
): ServerToolPart {
  const most = serverToolOf(wire, part.name)?.max_uses
  const isOver = most != null && before.filter(({ name }) => name === part.name).length >= most
  return isOver ? { ...part, result: 'max_uses_exceeded', isError: true } : part
}

/** Fetched pages are cited only where the tool asks for it. */
function withoutFetched(
  part: ContentPart & { readonly type: 'text' },
  content: readonly ContentPart[],
  wire: Partial<MessagesRequest>,
) {
  if (!part.citations || serverToolOf(wire, 'web_fetch')?.citations?.enabled) return part
  const isFetch = content.some((one) => one.type === 'server-tool' && one.name === 'web_fetch')
  const isSearch = content.some((one) => one.type === 'server-tool' && one.name === 'web_search')
  if (!isFetch || isSearch) return part
  return { ...part, citations: part.citations.filter(({ url }: Citation) => url === undefined) }
}

/** A tool whose definition was deferred must be found before it is called. */
function withToolSearch(content: readonly ContentPart[], wire: Partial<MessagesRequest>): readonly ContentPart[] {
  const search = wire.tools?.find(({ type }) => type?.startsWith('tool_search_tool_'))
  const at = content.findIndex((part) => part.type === 'tool-call')
  const call = content[at]
  if (!search?.name || call?.type !== 'tool-call') return content
  const isDeferred = wire.tools?.some((tool) => tool.name === call.name && tool.defer_loading === true)
  const isFound = content.some((part) => part.type === 'server-tool' && part.name === search.name)
  if (!isDeferred || isFound || wasFound(wire, call.name)) return content
  const [, word = call.name] = /([a-z]+)$/i.exec(call.name) ?? []
  const input = search.name === 'tool_search_tool_regex' ? { pattern: word } : { query: call.name.replaceAll('_', ' ') }
  const names = content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : []))
  const use: ServerToolPart = {
    type: 'server-tool',
    id: '',
    name: search.name,
    arguments: JSON.stringify(input),
    result: [...new Set(names)],
  }
  return [...content.slice(0, at), use, ...content.slice(at)]
}

function wasFound({ messages = [] }: Partial<MessagesRequest>, name: string): boolean {
  return messages.some((message) =>
    blocksOf(message).some(
      (block) => block.type === 'tool_search_tool_result' && JSON.stringify(block).includes(JSON.stringify(name)),
    ),
  )
}

/** The use of a tool that a paused turn ended with; its result is still owed. */
export function owedUse({ messages = [] }: Partial<MessagesRequest>) {
  const last = messages.at(-1)
  if (last?.role !== 'assistant') return undefined
  const block = blocksOf(last).at(-1)
  if (block?.type !== 'server_tool_use' && block?.type !== 'mcp_tool_use') return undefined
  // Reason: the API wrote this block.
  return block as unknown as { readonly id: string; readonly name: string; readonly input: unknown }
}

function withOwedResult(content: readonly ContentPart[], wire: Partial<MessagesRequest>): readonly ContentPart[] {
  const owed = owedUse(wire)
  if (!owed || content.some((part) => part.type === 'server-tool' && part.id === owed.id)) return content
  const at = content.findIndex((part) => part.type === 'server-tool' && part.name === owed.name)
  const made = content[at]
  const result = made?.type === 'server-tool' ? made.result : []
  const use: ServerToolPart = {
    type: 'server-tool',
    id: owed.id,
    name: owed.name,
    arguments: JSON.stringify(owed.input),
    result,
  }
  return [use, ...content.filter((_, index) => index !== at)]
}
