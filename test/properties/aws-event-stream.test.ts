import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awsEventStream, encodeMessage } from '../../src/framing/aws-event-stream.ts'
import { crc32 } from '../../src/framing/crc32.ts'
import { framesOf } from '../wire/aws-frames.ts'

const encoder = new TextEncoder()

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

test('computes the CRC that the standard gives for its check value', () => {
  expect(crc32(encoder.encode('123456789'))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array())).toBe(0)
})

test('frames any events so that lengths and checksums hold, with nothing between them', () => {
  const event = fc.record({ event: fc.stringMatching(/^[a-zA-Z]{1,40}$/), value: fc.jsonValue() })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 6 }), (events) => {
      const wire = events.map(({ event, value }) => ({ event, data: JSON.stringify({ value }) }))
      const frames = framesOf(joined(wire.map((one, index) => awsEventStream.frame(one, index) as Uint8Array)))
      expect(frames.map(({ payload }) => payload)).toEqual(wire.map(({ data }) => data))
      expect(frames.map(({ headers }) => headers[':event-type'] ?? headers[':exception-type'])).toEqual(
        wire.map((one) => one.event),
      )
    }),
  )
})

test('writes any headers and any bytes', () => {
  const name = fc.string({ minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, fc.string({ maxLength: 300 })), { maxLength: 5 }),
      fc.uint8Array(),
      (headers, payload) => {
        const message = encodeMessage(headers, payload)
        const view = new DataView(message.buffer)
        expect(view.getUint32(0)).toBe(message.length)
        expect(view.getUint32(4)).toBe(message.length - payload.length - 16)
        expect(message.subarray(message.length - 4 - payload.length, message.length - 4)).toEqual(payload)
      },
    ),
  )
})

test('writes the headers of events and of exceptions in their order', () => {
  const [event] = framesOf(awsEventStream.frame({ event: 'messageStart', data: '{}' }, 0) as Uint8Array)
  expect(Object.entries(event!.headers)).toEqual([
    [':event-type', 'messageStart'],
    [':content-type', 'application/json'],
    [':message-type', 'event'],
  ])
  const [exception] = framesOf(awsEventStream.frame({ event: 'throttlingException', data: '{}' }, 0) as Uint8Array)
  expect(Object.entries(exception!.headers)).toEqual([
    [':exception-type', 'throttlingException'],
    [':content-type', 'application/json'],
    [':message-type', 'exception'],
  ])
})

test('refuses headers that no message can carry', () => {
  expect(() => encodeMessage([['', 'x']], new Uint8Array())).toThrow(RangeError)
  expect(() => encodeMessage([['n'.repeat(256), 'x']], new Uint8Array())).toThrow(RangeError)
  expect(() => encodeMessage([['n', 'x'.repeat(65_536)]], new Uint8Array())).toThrow(RangeError)
})
