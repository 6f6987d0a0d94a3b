/** Where the bytes of a body go. */
export interface Sink {
  send(chunk: string | Uint8Array<ArrayBuffer>): void
  close(): void
  error(reason: unknown): void
}

/** A body that comes in chunks, as a stream or into a sink. */
export interface ChunkedBody {
  /** For the standard `Response`. */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>
  /** Goes into a sink, which asks for each chunk by `pull`. */
  open(sink: Sink): void
  /** Sends the next chunk, at once or when its time has come; while it waits for that, does nothing. Not to be called by `send` itself. */
  pull(): void
  /** The reader has left. */
  cancel(): void
}

/** What the body of an answer is. */
export type AnswerBody = string | Uint8Array<ArrayBuffer> | ChunkedBody | null

/** What an answer has besides its body. */
export interface AnswerHead {
  readonly status: number
  readonly statusText: string
  readonly headers: Record<string, string>
  /** Where `headers` name none. */
  readonly contentType?: string
}

/** Makes an answer. */
export type Answerer = (body: AnswerBody, head: AnswerHead) => Response

/** The standard answer. */
export const standardAnswer: Answerer = (body, head) =>
  new Response(isChunked(body) ? body.stream() : body, {
    status: head.status,
    statusText: head.statusText,
    headers: allHeaders(head),
  })

/** The headers with the content type; those of a provider may be one object for all its answers. */
export function allHeaders({ headers, contentType }: AnswerHead): Record<string, string> {
  return contentType === undefined ? headers : { 'content-type': contentType, ...headers }
}

/** Whether a body comes in chunks. */
export function isChunked(body: AnswerBody): body is ChunkedBody {
  return typeof body === 'object' && body !== null && 'pull' in body
}
