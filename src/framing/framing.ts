/** One unit of a stream as a dialect writes it; `data` is ready text, usually JSON. */
export interface WireEvent {
  readonly event?: string
  readonly data: string
}

/** How events become bytes. */
export interface Framing {
  readonly contentType: string
  frame(event: WireEvent, index: number): string | Uint8Array<ArrayBuffer>
}
