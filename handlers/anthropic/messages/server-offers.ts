import type { ServerToolOffer } from '../../../src/request.ts'
import { knownTool } from './tool-shapes.ts'
import type { MessagesRequest, ToolParam } from './wire.ts'

const KINDS: readonly (readonly [start: string, kind: ServerToolOffer['kind']])[] = [
  ['web_search_', 'web-search'],
  ['web_fetch_', 'web-fetch'],
  ['code_execution_', 'code-execution'],
]

/** The tools of a request that Anthropic runs and the simulated model uses of itself. */
export function serverOffers({ tools, tool_choice: choice }: MessagesRequest): readonly ServerToolOffer[] {
  if (choice?.type === 'none') return []
  const isServer = ({ type }: ToolParam) => knownTool(type)?.side === 'server'
  const isOnly = (tools ?? []).every(isServer)
  const offers = (tools ?? []).flatMap((tool) => offerOf(tool))
  return offers.map((offer, index) => {
    const isForced =
      (choice?.type === 'tool' && choice.name === offer.name) || (choice?.type === 'any' && isOnly && index === 0)
    return isForced ? { ...offer, isForced } : offer
  })
}

function offerOf({ type, name, allowed_domains: domains }: ToolParam): readonly ServerToolOffer[] {
  const kind = KINDS.find(([start]) => type?.startsWith(start))?.[1]
  if (!kind || name === undefined) return []
  return [{ kind, name, ...(domains && domains.length > 0 ? { domains } : {}) }]
}

/** The request's tool that Anthropic runs under this name. */
export function serverToolOf(wire: Partial<MessagesRequest>, name: string): ToolParam | undefined {
  return wire.tools?.find((tool) => tool.name === name && knownTool(tool.type)?.side === 'server')
}
