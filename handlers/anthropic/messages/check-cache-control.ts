import { blocksOf } from './content-blocks.ts'
import { refused } from './issues.ts'
import type { CacheControl, ContentBlockParam, MessagesRequest } from './wire.ts'

const MOST = 4

interface Marked {
  readonly path: string
  readonly control: CacheControl
  readonly isEmptyText: boolean
}

/** Refuses cache breakpoints beyond the fourth, on empty text, or with a longer life after a shorter one. */
export function checkCacheControl(wire: MessagesRequest): void {
  const marked = markedOf(wire)
  const count = marked.length + (wire.cache_control ? 1 : 0)
  const empty = marked.find(({ isEmptyText }) => isEmptyText)
  if (empty) throw refused(`${empty.path}: cache_control cannot be set for empty text blocks`)
  if (count > MOST) throw refused(`A maximum of ${MOST} blocks with cache_control may be provided. Found ${count}.`)
  const short = marked.findIndex(({ control }) => control.ttl !== '1h')
  const late = short < 0 ? undefined : marked.slice(short).find(({ control }) => control.ttl === '1h')
  if (!late) return
  throw refused(
    `${late.path}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: \`tools\`, \`system\`, \`messages\`.`,
  )
}

function markedOf({ tools, system, messages }: MessagesRequest): readonly Marked[] {
  const inSystem = typeof system === 'string' || system === undefined ? [] : system
  return [
    ...(tools ?? []).flatMap((tool, index) =>
      tool.cache_control ? [{ path: `tools.${index}`, control: tool.cache_control, isEmptyText: false }] : [],
    ),
    ...inSystem.flatMap((block, index) => marks(block, `system.${index}`, '')),
    ...messages.flatMap((message, at) =>
      blocksOf(message).flatMap((block, index) => marks(block, `messages.${at}.content.${index}`)),
    ),
  ]
}

/** Paths of messages name the kind of each block; system blocks have but one kind. */
function marks(block: ContentBlockParam, path: string, kind = `.${block.type}`): readonly Marked[] {
  const inner =
    block.type === 'tool_result' && Array.isArray(block.content) ? (block.content as readonly ContentBlockParam[]) : []
  const nested = inner.flatMap((one, index) => marks(one, `${path}.tool_result.content.${index}`))
  const control = 'cache_control' in block ? (block.cache_control as CacheControl | null | undefined) : undefined
  if (!control) return nested
  return [...nested, { path: `${path}${kind}`, control, isEmptyText: block.type === 'text' && block.text === '' }]
}
