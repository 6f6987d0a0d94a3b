import { crc32 } from './crc32.ts'
import type { Framing } from './framing.ts'

/** Headers of a message in their order; all of them are strings. */
export type MessageHeaders = readonly (readonly [name: string, value: string])[]

const STRING = 7
const PRELUDE_BYTES = 12
const CRC_BYTES = 4

const encoder = new TextEncoder()

/**
 * One message of an AWS event stream (`application/vnd.amazon.eventstream`).
 *
 * Total length, length of the headers and CRC-32 of these eight bytes; headers; payload; CRC-32 of all before it. Integers are big-endian.
 * @throws {RangeError} for a header name over 255 bytes or a value over 65,535
 */
export function encodeMessage(headers: MessageHeaders, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const fields = headers.map(([name, value]) => ({ name: encoder.encode(name), value: encoder.encode(value) }))
  for (const { name, value } of fields) {
    if (name.length === 0 || name.length > 0xff)
      throw new RangeError(`A header name has 1 to 255 bytes, not ${name.length}.`)
    if (value.length > 0xffff) throw new RangeError(`A header value has at most 65535 bytes, not ${value.length}.`)
  }
  const headerBytes = fields.reduce((sum, { name, value }) => sum + 4 + name.length + value.length, 0)
  const message = new Uint8Array(PRELUDE_BYTES + headerBytes + payload.length + CRC_BYTES)
  const view = new DataView(message.buffer)
  view.setUint32(0, message.length)
  view.setUint32(4, headerBytes)
  view.setUint32(8, crc32(message.subarray(0, 8)))
  let at = PRELUDE_BYTES
  for (const { name, value } of fields) {
    message[at++] = name.length
    message.set(name, at)
    at += name.length
    message[at++] = STRING
    view.setUint16(at, value.length)
    message.set(value, at + 2)
    at += 2 + value.length
  }
  message.set(payload, at)
  const end = message.length - CRC_BYTES
  view.setUint32(end, crc32(message.subarray(0, end)))
  return message
}

/** JSON events of an AWS event stream; an event whose name ends in `Exception` is one, and the last. */
export const awsEventStream: Framing = {
  contentType: 'application/vnd.amazon.eventstream',
  frame({ event = '', data }) {
    const isException = event.endsWith('Exception')
    const headers: MessageHeaders = [
      [isException ? ':exception-type' : ':event-type', event],
      [':content-type', 'application/json'],
      [':message-type', isException ? 'exception' : 'event'],
    ]
    return encodeMessage(headers, encoder.encode(data))
  },
}
