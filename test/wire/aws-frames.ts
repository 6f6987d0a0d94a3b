import { crc32 } from 'node:zlib'
import { payload, type RecordedEvent } from './recording.ts'

/** A message of an AWS event stream as its bytes have it. */
export interface Frame {
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  readonly data: any
}

/** The messages in some bytes; throws where a length or a checksum is wrong. */
export function framesOf(bytes: Uint8Array): readonly Frame[] {
  const frames: Frame[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length;) {
    const total = view.getUint32(at)
    const headerBytes = view.getUint32(at + 4)
    if (view.getUint32(at + 8) !== crc32(bytes.subarray(at, at + 8))) throw new Error('prelude CRC')
    if (view.getUint32(at + total - 4) !== crc32(bytes.subarray(at, at + total - 4))) throw new Error('message CRC')
    const headers: Record<string, string> = {}
    for (let place = at + 12; place < at + 12 + headerBytes;) {
      const nameEnd = place + 1 + bytes[place]!
      const valueEnd = nameEnd + 3 + view.getUint16(nameEnd + 1)
      if (bytes[nameEnd] !== 7) throw new Error('header type')
      headers[text(bytes.subarray(place + 1, nameEnd))] = text(bytes.subarray(nameEnd + 3, valueEnd))
      place = valueEnd
    }
    const payload = text(bytes.subarray(at + 12 + headerBytes, at + total - 4))
    frames.push({ headers, payload, data: JSON.parse(payload) })
    at += total
  }
  return frames
}

/** The events of a stream; those of models' own formats decoded, with the padding beside them. */
export function eventsOf(bytes: Uint8Array): readonly RecordedEvent[] {
  return framesOf(bytes).map(({ headers, data }) => {
    const { bytes: inner } = data as { readonly bytes?: string }
    const event = headers[':event-type'] ?? headers[':exception-type'] ?? 'none'
    return { event, data: inner === undefined ? data : payload(decoded(inner), data) }
  })
}

function decoded(base64: string): object {
  return JSON.parse(text(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))) as object
}

/** The events of a stream of InvokeModel, decoded. */
export function chunksOf(bytes: Uint8Array): readonly any[] {
  return framesOf(bytes).map(({ data }) => decoded(data.bytes))
}

function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
