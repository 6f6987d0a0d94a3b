import { Buffer } from 'node:buffer'
import {
  allHeaders,
  isChunked,
  standardAnswer,
  type AnswerBody,
  type Answerer,
  type AnswerHead,
  type ChunkedBody,
  type Sink,
} from '../../src/answer-with.ts'
import type { Adapted } from './front.ts'

/** What is used of Node's response. */
export interface NodeResponse {
  readonly headersSent: boolean
  readonly destroyed: boolean
  writeHead(status: number, statusText: string, headers: readonly string[]): void
  flushHeaders(): void
  write(chunk: string | Uint8Array): boolean
  end(chunk?: string | Uint8Array): void
  destroy(): void
  on(event: 'close' | 'drain', listener: () => void): void
}

interface NodeSide {
  readonly runtime?: { readonly node?: { readonly res?: NodeResponse } }
}

/** Node's response to a request; undefined where something else serves it. */
export function nodeResponseOf(request: Request): NodeResponse | undefined {
  return (request as NodeSide).runtime?.node?.res
}

/** How Node answers a request; undefined where something else serves it. */
export function adaptNode(request: Request): Adapted | undefined {
  const response = nodeResponseOf(request)
  return response && new NodeAdapted(response)
}

class NodeAdapted implements Adapted {
  private readonly response: NodeResponse

  constructor(response: NodeResponse) {
    this.response = response
  }

  get hasLeft(): boolean {
    return this.response.destroyed
  }

  get answer(): Answerer {
    return answer
  }
}

/** What reads answers of the simulation, in the server, takes them for a `Response`. */
const answer: Answerer = (body, head) => new NodeAnswer(body, head) as unknown as Response

/**
 * An answer that goes straight to Node's response: a `Response` with its `Headers` and `ReadableStream` in between is half of the work
 * of a short exchange. It has of the standard what the server itself reads.
 */
export class NodeAnswer {
  readonly status: number
  private readonly body: AnswerBody
  private readonly head: AnswerHead
  private changed: Headers | undefined

  constructor(body: AnswerBody, head: AnswerHead) {
    this.body = body
    this.head = head
    this.status = head.status
  }

  get headers(): Headers {
    return (this.changed ??= new Headers(allHeaders(this.head)))
  }

  /** The same by the standard, for who does more with it; its body can be taken once, here or there. */
  toResponse(): Response {
    const { status, statusText } = this.head
    return standardAnswer(this.body, this.changed ? { status, statusText, headers: plain(this.changed) } : this.head)
  }

  /** Sends it; resolves when the last byte has been given to the socket, or the client has left. */
  sendTo(response: NodeResponse): Promise<void> | undefined {
    const { body } = this
    if (response.destroyed) {
      if (isChunked(body)) body.cancel()
      return undefined
    }
    const lines = this.lines()
    response.writeHead(this.status, this.head.statusText, lines)
    if (isChunked(body)) return pump(body, response)
    response.end(body ?? undefined)
    return undefined
  }

  /** Names and values in turn. */
  private lines(): string[] {
    const { body, changed } = this
    const { headers, contentType }: Pick<AnswerHead, 'headers' | 'contentType'> = changed
      ? { headers: plain(changed) }
      : this.head
    const lines: string[] = []
    for (const name in headers) lines.push(name, headers[name]!)
    if (contentType !== undefined && headers['content-type'] === undefined) lines.push('content-type', contentType)
    if (body !== null && !isChunked(body) && headers['content-length'] === undefined)
      lines.push('content-length', String(sizeOf(body)))
    return lines
  }
}

function plain(headers: Headers): Record<string, string> {
  return Object.fromEntries(headers)
}

function sizeOf(body: string | Uint8Array): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
}

/** Writes a body as fast as its times and the client allow. */
function pump(body: ChunkedBody, response: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const pumping = new Pump(body, response, resolve)
    response.on('close', () => pumping.leave())
    response.on('drain', () => pumping.drained())
    body.open(pumping)
    pumping.run()
    pumping.announce()
  })
}

class Pump implements Sink {
  private readonly body: ChunkedBody
  private readonly response: NodeResponse
  private readonly onEnd: () => void
  private isOver = false
  private isFull = false
  private isRunning = false
  private hasSent = false
  /** Chunks that were sent. */
  private sent = 0

  constructor(body: ChunkedBody, response: NodeResponse, onEnd: () => void) {
    this.body = body
    this.response = response
    this.onEnd = onEnd
  }

  /** Asks for chunks until one has to wait, or the client is slower than they are. */
  run(): void {
    this.isRunning = true
    for (let before = -1; before !== this.sent && !this.isOver && !this.isFull;) {
      before = this.sent
      this.body.pull()
    }
    this.isRunning = false
  }

  /** Headers do not wait for the first chunk. */
  announce(): void {
    if (!this.hasSent && !this.isOver) this.response.flushHeaders()
  }

  send(chunk: string | Uint8Array): void {
    this.sent++
    this.hasSent = true
    this.isFull = !this.response.write(chunk)
    // What was waited for came alone: the next is asked for once it is whole.
    if (!this.isRunning && !this.isFull) queueMicrotask(() => this.run())
  }

  drained(): void {
    if (!this.isFull) return
    this.isFull = false
    this.run()
  }

  close(): void {
    this.isOver = true
    this.response.end()
    this.onEnd()
  }

  error(): void {
    this.isOver = true
    this.response.destroy()
    this.onEnd()
  }

  leave(): void {
    if (this.isOver) return
    this.isOver = true
    this.body.cancel()
    this.onEnd()
  }
}
