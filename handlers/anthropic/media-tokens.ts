import type { FilePart, ImagePart } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import type { AnthropicTraits } from './models.ts'

/** Pixels of one token's side. */
const PATCH = 28
/** Pixels of an image whose size is not known, because the request only refers to it. */
const UNKNOWN = { widthPx: 1092, heightPx: 1092 } as const

/** Tokens of an image after it was scaled down to what the model takes. */
export function imageTokens(image: ImagePart, limit: AnthropicTraits['imageLimit']): number {
  const { widthPx = UNKNOWN.widthPx, heightPx = UNKNOWN.heightPx } = image
  const byEdge = Math.min(1, limit.longEdge / Math.max(widthPx, heightPx))
  const byTokens = Math.min(1, Math.sqrt((limit.tokens * PATCH * PATCH) / (widthPx * heightPx)))
  const scale = Math.min(byEdge, byTokens)
  return Math.min(limit.tokens, Math.ceil((widthPx * scale) / PATCH) * Math.ceil((heightPx * scale) / PATCH))
}

/** Tokens of one PDF page: its picture and its text. */
const PAGE = 2100
/** Bytes of a PDF page, to guess pages from a size. */
const PAGE_BYTES = 60_000

/** Tokens of a document: of its text, or of the pages that a file of its size has. */
export function documentTokens({ text, bytes = PAGE_BYTES }: FilePart, tokenizer: Tokenizer): number {
  if (text !== undefined) return DOCUMENT + tokenizer.count(text)
  return DOCUMENT + PAGE * Math.max(1, Math.round(bytes / PAGE_BYTES))
}

/** Around a document. */
const DOCUMENT = 10
