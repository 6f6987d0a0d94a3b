/** One unit of a stream as a dialect writes it; `data` is ready text, usually JSON. */
export interface WireEvent {
  readonly event?: string
  readonly data: string
}

/** How events become bytes. */
export interface Framing {
  readonly contentType: string
  /** The bytes of the event with this index. */
  frame(event: WireEvent, index: number): string | Uint8Array<ArrayBuffer>
  /** What ends a complete stream, after its last event. */
  readonly close?: string
}
