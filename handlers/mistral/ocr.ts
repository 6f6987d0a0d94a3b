import type { OperationResult } from '../../src/exchange.ts'
import { transcribe } from '../../src/generate/transcript.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Field, Shape } from '../../src/validation.ts'
import { readDataUrl } from '../../src/image-size.ts'
import { checkedBody } from '../compatible/operation-body.ts'
import { filesOf } from '../openai/files/stored-file.ts'
import { rules } from './chat-completions/rules.ts'
import { encodeError, invalidModel, noSuchFile } from './errors.ts'
import { meteredHeaders } from './headers.ts'
import { traitsOf } from './models.ts'

type WireDocument =
  | { readonly type?: 'document_url'; readonly document_url: string }
  | { readonly type?: 'image_url'; readonly image_url: string | { readonly url: string } }
  | { readonly type?: 'file'; readonly file_id: string }

interface WireOcr {
  readonly model: string
  readonly document: WireDocument
  readonly pages?: readonly number[] | null
}

interface OcrRequest extends OperationRequest<WireOcr> {
  readonly bytes: Uint8Array
  /** Numbers of the pages to read, from 0. */
  readonly pages: readonly number[]
}

interface Block {
  readonly type: 'title' | 'text'
  readonly text: string
}

interface Ocr extends OperationResult {
  readonly blocks: readonly Block[]
  readonly pageCount: number
}

const TEXT: Field = { type: 'string', required: true }
const WORD: Field = { type: 'string', nullable: true }
const FLAG: Field = { type: 'boolean', nullable: true }
const COUNT: Field = { type: 'integer', nullable: true }
const FORMAT: Field = { type: 'object', nullable: true, open: true, fields: {} }

const SHAPE: Shape = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    document: {
      type: 'tagged',
      required: true,
      key: 'type',
      shapes: {
        document_url: { type: 'object', fields: { type: WORD, document_url: TEXT, document_name: WORD } },
        image_url: {
          type: 'object',
          fields: {
            type: WORD,
            image_url: {
              type: 'either',
              required: true,
              shapes: [{ type: 'string' }, { type: 'object', fields: { url: TEXT, detail: WORD } }],
            },
          },
        },
        file: { type: 'object', fields: { type: WORD, file_id: TEXT } },
      },
    },
    id: WORD,
    pages: { type: 'any' },
    include_image_base64: FLAG,
    image_limit: COUNT,
    image_min_size: COUNT,
    bbox_annotation_format: FORMAT,
    document_annotation_format: FORMAT,
    document_annotation_prompt: WORD,
    table_format: WORD,
    extract_header: FLAG,
    extract_footer: FLAG,
    include_blocks: FLAG,
    confidence_scores_granularity: WORD,
    metadata: FORMAT,
  },
}

/** Pages in a minute (recorded). */
const PAGES_PER_MINUTE = 1250

/** POST /ocr: pages of invented text with the places of its blocks, drawn from the document's bytes. */
export const ocr: Endpoint<OcrRequest, Ocr> = {
  name: 'ocr',
  method: 'POST',
  path: '/ocr',
  operation: 'ocr',
  style: 'compact',
  parse,
  perform: ({ bytes, pages }) => {
    const sentences = transcribe(bytes).segments.map(({ text }) => text)
    const [first = 'Document', ...rest] = sentences
    const title = first.split(' ').slice(0, 4).join(' ').replace(/[.,]$/, '')
    return {
      pageCount: pages.length,
      blocks: [
        { type: 'title', text: `# ${title}` },
        { type: 'text', text: [first, ...rest].join(' ') },
      ],
    }
  },
  encode: ({ request, outcome }) => ({
    pages: request.pages.map((index) => pageOf(index, outcome.blocks)),
    model: request.model,
    document_annotation: null,
    usage_info: { pages_processed: request.pages.length, doc_size_bytes: request.bytes.length },
  }),
  encodeError,
  headers: (exchange) => {
    // Of this endpoint's own answer; refusals say nothing of it.
    const pages = (exchange.outcome as Ocr | undefined)?.pageCount ?? 0
    return meteredHeaders(exchange, 'ocr-pages', PAGES_PER_MINUTE, pages, false)
  },
}

function parse(call: Call): OcrRequest {
  const { wire, resolved } = checkedBody<WireOcr>(call, SHAPE, rules)
  if (traitsOf(resolved.model).serves !== 'ocr') throw invalidModel(wire.model)
  const bytes = bytesOf(call, wire.document)
  const wanted = Array.isArray(wire.pages) ? wire.pages : undefined
  const count = pageCount(bytes)
  const all = Array.from({ length: count }, (_, index) => index)
  return {
    operation: 'ocr',
    model: wire.model,
    stream: false,
    wire,
    bytes,
    pages: wanted ? all.filter((index) => wanted.includes(index)) : all,
  }
}

/** What is sent along or uploaded; of what is only referred to, the address. */
function bytesOf({ store }: Call, document: WireDocument): Uint8Array {
  if ('file_id' in document) {
    const stored = filesOf(store).get(document.file_id)
    if (!stored) throw noSuchFile(document.file_id)
    return stored.bytes
  }
  const image = 'image_url' in document ? document.image_url : undefined
  const url =
    'document_url' in document ? document.document_url : typeof image === 'string' ? image : (image?.url ?? '')
  const data = readDataUrl(url)?.data
  return data === undefined ? new TextEncoder().encode(url) : Uint8Array.from(atob(data), (one) => one.charCodeAt(0))
}

/** Pages that a PDF says it has; one of anything else. */
function pageCount(bytes: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(bytes)
  return Math.max(1, text.match(/\/Type\s*\/Page\b/g)?.length ?? 1)
}

const PAGE = { dpi: 93, height: 1023, width: 791 } as const

function pageOf(index: number, blocks: readonly Block[]): object {
  return {
    index,
    markdown: blocks.map(({ text }) => text).join('\n\n'),
    images: [],
    tables: [],
    hyperlinks: [],
    header: null,
    footer: null,
    dimensions: PAGE,
    confidence_scores: null,
    blocks: blocks.map(({ type, text }, row) => ({
      top_left_x: 90,
      top_left_y: 98 + row * 98,
      bottom_right_x: 702,
      bottom_right_y: 144 + row * 98,
      content: text,
      confidence_scores: null,
      type,
    })),
  }
}
