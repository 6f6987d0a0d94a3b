import type { Data, WireChat, WireMessage, WireSource } from './wire.ts'

/** What an answer can cite. */
export interface Source {
  readonly wire: WireSource
  readonly text: string
}

/** The documents of a request, and what tools gave back since the user last spoke. */
export function sourcesOf({ documents, messages }: Pick<WireChat, 'documents' | 'messages'>): readonly Source[] {
  const start = messages.findLastIndex(({ role }) => role === 'user')
  const results = messages.slice(start + 1).filter(({ role }) => role === 'tool')
  return [...(documents ?? []).map(documentSource), ...results.flatMap(toolSources)]
}

function documentSource(document: NonNullable<WireChat['documents']>[number], index: number): Source {
  const { data, id } = typeof document === 'string' ? { data: document } : { id: undefined, ...document }
  const name = id ?? `doc:${index}`
  return {
    wire: { type: 'document', id: name, document: sorted({ ...fieldsOf(data, 'text'), id: name }) },
    text: dataText(data),
  }
}

/** One source for each block of a tool's result: `<tool call id>:<index>` (recorded). */
function toolSources({ tool_call_id: id = '', content }: WireMessage): readonly Source[] {
  const blocks = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : (content ?? [])
  return blocks.flatMap((block, index): Source[] => {
    if (block.type !== 'text' && block.type !== 'document') return []
    const data = block.type === 'text' ? block.text : block.document.data
    return [
      {
        wire: { type: 'tool', id: `${id}:${index}`, tool_output: sorted(fieldsOf(data, 'content')) },
        text: dataText(data),
      },
    ]
  })
}

function fieldsOf(data: Data, name: string): Readonly<Record<string, unknown>> {
  return typeof data === 'string' ? { [name]: data } : data
}

/** The text of a document: its fields one after another. */
export function dataText(data: Data): string {
  if (typeof data === 'string') return data
  return Object.values(data)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join('\n')
}

/** Documents come back with their keys in alphabetical order (recorded). */
function sorted(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
