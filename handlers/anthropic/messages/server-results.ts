import type { ServerToolPart } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { drawId } from '../../../src/ids.ts'
import { drawBase64, fileId } from '../ids.ts'
import type { MessagesRequest } from './wire.ts'

type Values = Readonly<Record<string, unknown>>

/** The content of a result block: a part's result in the words of the wire. A result that is in these words already stays as it is. */
export function resultContent(exchange: ChatExchange, part: ServerToolPart): unknown {
  const { name, result } = part
  switch (name) {
    case 'web_search':
      return valuesOf(result).map((source, index) => searchResult(exchange, part, source, index))
    case 'web_fetch':
      return fetched(exchange, part)
    case 'code_execution':
    case 'bash_code_execution':
      return ran(exchange, part)
    case 'text_editor_code_execution':
      return edited(part)
    case 'advisor':
      return isObject(result) ? result : { type: 'advisor_result', text: String(result), stop_reason: 'end_turn' }
    case 'tool_search_tool_bm25':
    case 'tool_search_tool_regex':
      return {
        type: 'tool_search_tool_search_result',
        tool_references: [result].flat().map((tool) => ({ type: 'tool_reference', tool_name: String(tool) })),
      }
    default:
      return result
  }
}

function searchResult({ seed }: ChatExchange, { id }: ServerToolPart, source: Values, index: number): object {
  const { title = '', url = '', text = '', encrypted_content: content, page_age: age } = source
  const name = `${id} ${index}`
  return {
    type: 'web_search_result',
    title,
    url,
    encrypted_content: content ?? drawBase64(seed, `page ${name}`, 300 + 2 * String(text).length),
    page_age: age === undefined ? pageAge(Number.parseInt(drawId(seed, `age ${name}`, 1, '0123456789'), 10)) : age,
  }
}

/** Half of the pages do not tell. */
function pageAge(drawn: number): string | null {
  return drawn < 5 ? null : `${drawn - 3} days ago`
}

function fetched({ receivedAtMs, request }: ChatExchange, { arguments: json, result }: ServerToolPart): object {
  const { url = '' } = JSON.parse(json) as { readonly url?: string }
  const page: Values = isObject(result) ? result : { text: result }
  const title = typeof page['title'] === 'string' ? page['title'] : null
  return {
    type: 'web_fetch_result',
    url: page['url'] ?? url,
    retrieved_at: new Date(receivedAtMs).toISOString().replace('Z', '000+00:00'),
    content: {
      type: 'document',
      source: { type: 'text', media_type: 'text/plain', data: String(page['text'] ?? '') },
      title,
      citations: citesFetched(request.wire) ? { enabled: true } : null,
    },
  }
}

/** Whether the tool was offered with citations of what it fetches. Direct calls have no body of this dialect. */
function citesFetched(wire: unknown): boolean {
  const { tools = [] } = (wire ?? {}) as Pick<MessagesRequest, 'tools'>
  return tools.some(({ type, citations }) => type?.startsWith('web_fetch') && citations?.enabled === true)
}

/** What code printed, or all that is known of its run. */
interface Run {
  readonly stdout: string
  readonly stderr?: string
  readonly returnCode?: number
  readonly files?: readonly WrittenFile[]
}

/** A file that code wrote; it can be downloaded by its id. */
export interface WrittenFile {
  readonly filename: string
  readonly text: string
  /** Default: `text/plain`. */
  readonly mediaType?: string
}

function runOf(result: unknown): Run {
  return isObject(result) ? { stdout: '', ...result } : { stdout: String(result) }
}

function ran(exchange: ChatExchange, part: ServerToolPart): object {
  const { stdout, stderr = '', returnCode = 0 } = runOf(part.result)
  const content = writtenFiles(exchange, part).map(({ id }) => ({ type: `${part.name}_output`, file_id: id }))
  return { type: `${part.name}_result`, stdout, stderr, return_code: returnCode, content }
}

/** The files that a part's code wrote, by their ids. */
export function writtenFiles({ seed }: Pick<ChatExchange, 'seed'>, part: ServerToolPart) {
  if (!part.name.endsWith('code_execution')) return []
  const { files = [] } = runOf(part.result)
  return files.map((file, index) => ({ ...file, id: fileId(seed, `${part.id} file ${index}`) }))
}

/** By the editor's command: what was seen, whether a file was new, or the lines that changed. */
function edited({ arguments: json, result }: ServerToolPart): object {
  const { command } = JSON.parse(json) as { readonly command?: string }
  const type = `text_editor_code_execution_${String(command)}_result`
  if (command === 'create') return { type, is_file_update: false, ...(isObject(result) ? result : {}) }
  if (isObject(result)) return { type, ...result }
  const content = String(result)
  const lines = content.split('\n').length
  return command === 'view'
    ? { type, file_type: 'text', content, num_lines: lines, start_line: 1, total_lines: lines }
    : { type, old_start: 1, old_lines: lines, new_start: 1, new_lines: lines, lines: content.split('\n') }
}

function valuesOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
