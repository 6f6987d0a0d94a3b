import type { Citation, TextPart } from '../../../src/completion.ts'
import { drawId } from '../../../src/ids.ts'
import type { Seed } from '../../../src/random.ts'
import type { CitableDocument } from './documents.ts'
import type { WireCitation } from './wire-answer.ts'

/** A text cut at its citations: each cited stretch is a part of its own, and so is what stands between. */
export function cutAtCitations(part: TextPart): readonly TextPart[] {
  const { text, citations = [] } = part
  if (citations.length === 0) return [{ type: 'text', text }]
  const spans = new Map<number, { end: number; citations: Citation[] }>()
  for (const citation of citations) {
    const start = Math.min(citation.start ?? 0, text.length)
    const end = Math.min(citation.end ?? text.length, text.length)
    const known = spans.get(start)
    if (known) known.citations.push(citation)
    else if (end > start) spans.set(start, { end, citations: [citation] })
  }
  const parts: TextPart[] = []
  let at = 0
  for (const [start, span] of [...spans].toSorted(([one], [other]) => one - other)) {
    if (start < at) continue
    if (start > at) parts.push({ type: 'text', text: text.slice(at, start) })
    parts.push({ type: 'text', text: text.slice(start, span.end), citations: span.citations })
    at = span.end
  }
  return at < text.length ? [...parts, { type: 'text', text: text.slice(at) }] : parts
}

/** What a citation needs to know of its request. */
export interface CitationContext {
  readonly documents: readonly CitableDocument[]
  readonly seed: Seed
  /** What tells it from others of the answer. */
  readonly name: string
}

/** A citation as the wire has it: of a document of the request where one holds the cited words, else of a page on the web. */
export function wireCitation(citation: Citation, context: CitationContext): WireCitation {
  const { url, title = '', citedText = '' } = citation
  const document = documentOf(citation, context.documents)
  if (document) return documentCitation(document, citedText)
  return {
    type: 'web_search_result_location',
    cited_text: citedText.length > LONGEST ? `${citedText.slice(0, LONGEST)}...` : citedText,
    url: url ?? '',
    title,
    encrypted_index: `E${drawId(context.seed, `index ${context.name}`, 198, BASE64)}=`,
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Characters of a page's text that a citation shows. */
const LONGEST = 150

function documentOf({ url, title, citedText = '' }: Citation, documents: readonly CitableDocument[]) {
  if (url !== undefined) return documents.find((document) => document.url === url)
  return (
    documents.find((document) => citedText !== '' && document.text.includes(citedText)) ??
    documents.find((document) => document.title === title) ??
    documents[0]
  )
}

function documentCitation(document: CitableDocument, citedText: string): WireCitation {
  const { kind, index, documentTitle, text, blocks, url = '', title, fileId } = document
  const file = fileId === undefined ? {} : { file_id: fileId }
  const place = { document_index: index, document_title: documentTitle }
  const at = Math.max(0, text.indexOf(citedText))
  if (kind === 'text') {
    const end = at + citedText.length + (/^\s*/.exec(text.slice(at + citedText.length))?.[0].length ?? 0)
    const cited_text = text.slice(at, end)
    return { type: 'char_location', cited_text, ...place, start_char_index: at, end_char_index: end, ...file }
  }
  if (kind === 'pdf')
    return {
      type: 'page_location',
      cited_text: citedText,
      ...place,
      start_page_number: 1,
      end_page_number: 2,
      ...file,
    }
  const block = Math.max(
    0,
    blocks.findIndex((one) => one.includes(citedText)),
  )
  const range = { start_block_index: block, end_block_index: block + 1 }
  const cited_text = blocks[block] ?? citedText
  return kind === 'blocks'
    ? { type: 'content_block_location', cited_text, ...place, ...range }
    : { type: 'search_result_location', cited_text, source: url, title, search_result_index: index, ...range }
}
