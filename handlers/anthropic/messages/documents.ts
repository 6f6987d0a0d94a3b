import type { Source } from '../../../src/completion.ts'
import type { StoredFile } from '../files/stored-file.ts'
import { blocksOf } from './content-blocks.ts'
import type { ContentBlockParam, DocumentBlockParam, MessagesRequest, SearchResultBlockParam } from './wire.ts'

/** A document or search result that answers cite, with its place among those of its kind. */
export interface CitableDocument extends Source {
  readonly kind: 'text' | 'pdf' | 'blocks' | 'search-result'
  readonly index: number
  /** As the request has it; null where it names none. */
  readonly documentTitle: string | null
  /** Texts of the blocks of documents that are made of them. */
  readonly blocks: readonly string[]
  readonly fileId?: string
}

/** Gives back the file with an id; undefined where there is none. */
export type FileOf = (id: string) => StoredFile | undefined

/** All that a request wants cited. Documents count on through the conversation, whether cited or not. */
export function citableDocuments({ messages }: MessagesRequest, fileOf: FileOf): readonly CitableDocument[] {
  const blocks = messages.flatMap((message) => blocksOf(message).flatMap(withinResults))
  const documents = blocks.filter((block): block is DocumentBlockParam => block.type === 'document')
  const results = blocks.filter((block): block is SearchResultBlockParam => block.type === 'search_result')
  return [
    ...documents.flatMap((block, index) => (block.citations?.enabled ? [citableDocument(block, index, fileOf)] : [])),
    ...results.flatMap((block, index) => (block.citations?.enabled ? [citableResult(block, index)] : [])),
  ]
}

function withinResults(block: ContentBlockParam): readonly ContentBlockParam[] {
  if (block.type !== 'tool_result') return [block]
  const { content } = block
  return Array.isArray(content) ? content : []
}

function citableDocument({ source, title }: DocumentBlockParam, index: number, fileOf: FileOf): CitableDocument {
  const shared = { index, documentTitle: title ?? null, title: title ?? `document ${index + 1}`, blocks: [] }
  if (source.type === 'text') return { ...shared, kind: 'text', text: source.data }
  if (source.type === 'content') {
    const { content } = source
    const blocks = typeof content === 'string' ? [content] : content.map((one) => (one.type === 'text' ? one.text : ''))
    return { ...shared, kind: 'blocks', blocks, text: blocks.join('\n') }
  }
  if (source.type !== 'file') return { ...shared, kind: 'pdf', text: '' }
  const file = fileOf(source.file_id)
  const fileId = source.file_id
  return file && isText(file)
    ? { ...shared, kind: 'text', text: textOf(file), fileId }
    : { ...shared, kind: 'pdf', text: '', fileId }
}

function citableResult({ source, title, content }: SearchResultBlockParam, index: number): CitableDocument {
  const blocks = content.map(({ text }) => text)
  return { kind: 'search-result', index, title, documentTitle: title, url: source, blocks, text: blocks.join('\n') }
}

/** Whether a file is plain text. */
export function isText({ mimeType }: StoredFile): boolean {
  return /^text\/|json|csv/.test(mimeType)
}

/** The text of a file. */
export function textOf({ bytes }: StoredFile): string {
  return new TextDecoder().decode(bytes)
}
