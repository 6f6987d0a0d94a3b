import type { ServerToolPart } from '../../../src/completion.ts'
import type { ServerToolOffer } from '../../../src/request.ts'
import { functionCallId, numberedCallId } from '../ids.ts'
import { traitsOf } from '../model-traits.ts'
import { argumentsOf } from '../tokens.ts'
import { queriesOf } from './grounding.ts'
import { searchEntryPoint } from './search-entry-point.ts'
import type { GenerateExchange } from './usage.ts'
import type { WireAnswerPart, WireRequest } from './wire.ts'

/** Built-in tools by the member of `tools` that offers them. */
const OFFERS: Readonly<Record<string, ServerToolOffer>> = {
  googleSearch: { kind: 'web-search', name: 'google_search' },
  googleSearchRetrieval: { kind: 'web-search', name: 'google_search' },
  enterpriseWebSearch: { kind: 'web-search', name: 'google_search' },
  codeExecution: { kind: 'code-execution', name: 'code_execution' },
  urlContext: { kind: 'web-fetch', name: 'url_context' },
  fileSearch: { kind: 'file-search', name: 'file_search' },
  retrieval: { kind: 'file-search', name: 'file_search' },
  googleMaps: { kind: 'maps', name: 'google_maps' },
}

/** The built-in tools that a request offers; pages that a prompt names go before a search for them. */
export function offersOf({ tools = [] }: Pick<WireRequest, 'tools'>): readonly ServerToolOffer[] {
  const offers = tools.flatMap((tool) => Object.keys(tool).flatMap((key) => OFFERS[key] ?? []))
  const isDirect = ({ kind }: ServerToolOffer) => kind === 'web-fetch' || kind === 'maps' || kind === 'code-execution'
  return [...offers.filter(isDirect), ...offers.filter((one) => !isDirect(one))]
}

const TOOL_TYPES: Readonly<Record<string, string>> = {
  google_search: 'GOOGLE_SEARCH_WEB',
  file_search: 'FILE_SEARCH',
  url_context: 'URL_CONTEXT',
  google_maps: 'GOOGLE_MAPS',
}

/** Where a tool stands in its answer, for what is drawn of it. */
export interface ToolPlace {
  readonly choice: number
  readonly index: number
}

/** The parts that show the use of a built-in tool: code always, other tools of Gemini 3 where the request asks to see them. */
export function builtInParts(
  part: ServerToolPart,
  exchange: GenerateExchange,
  { choice, index }: ToolPlace,
): readonly WireAnswerPart[] {
  const name = `server tool ${choice} ${index}`
  if (isCode(part)) return codeParts(part, exchange, name)
  const toolType = TOOL_TYPES[part.name]
  const isShown = exchange.request.wire.toolConfig?.includeServerSideToolInvocations === true
  if (!isShown || toolType === undefined || traitsOf(exchange.model!.model).generation !== '3') return []
  const id = idOf(part, exchange, name)
  const isSearch = part.name === 'google_search'
  const queries = queriesOf(part)
  const call = { toolType, ...(isSearch ? { args: { queries } } : {}), id }
  const response = isSearch ? { response: { search_suggestions: searchEntryPoint(queries) } } : {}
  return [{ toolCall: call }, { toolResponse: { toolType, ...response, id } }]
}

/** Whether a tool is one that runs code. */
export function isCode({ name }: Pick<ServerToolPart, 'name'>): boolean {
  return /code/.test(name)
}

function codeParts(part: ServerToolPart, exchange: GenerateExchange, name: string): readonly WireAnswerPart[] {
  const { result, isError } = part
  const { code = part.arguments, language = 'PYTHON' } = argumentsOf(part.arguments)
  const output = typeof result === 'string' ? result : result === undefined ? '' : JSON.stringify(result)
  const outcome = isError ? 'OUTCOME_FAILED' : 'OUTCOME_OK'
  const hasIds = traitsOf(exchange.model!.model).generation === '3'
  const id = hasIds ? { id: idOf(part, exchange, name) } : {}
  return [
    { executableCode: { language, code, ...id } },
    { codeExecutionResult: { outcome, ...(output === '' ? {} : { output }), ...id } },
  ]
}

/** Eight characters; since Gemini 3.5 `call_` and five digits (recorded). */
function idOf({ id }: ServerToolPart, { seed, model }: GenerateExchange, name: string): string {
  if (id !== '') return id
  const isNew = /^gemini-3\.[5-9]/.test(model!.model.id)
  return isNew ? numberedCallId(seed, name, 5) : functionCallId(seed, name)
}

/** How Gemini 2.5 shows the search of files in a stream: as code, without a result (recorded). */
export function fileQueryPart(part: ServerToolPart, exchange: GenerateExchange): WireAnswerPart | undefined {
  if (part.name !== 'file_search' || traitsOf(exchange.model!.model).generation !== '2.5') return undefined
  const [query = ''] = queriesOf(part)
  const code = `print(file_search.query(query=${JSON.stringify(query)}))\n`
  return { executableCode: { language: 'PYTHON', code } }
}
