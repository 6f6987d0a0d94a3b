import { EventStreamCodec } from '@smithy/eventstream-codec'
import { fromUtf8, toUtf8 } from '@smithy/util-utf8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awsEventStream, encodeMessage } from '../../src/framing/aws-event-stream.ts'

const codec = new EventStreamCodec(toUtf8, fromUtf8)

test('frames any payload so that the codec of the AWS SDK reads it back', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 })
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-zA-Z]{0,40}$/), text, (event, value) => {
      const data = JSON.stringify({ value })
      const { headers, body } = codec.decode(awsEventStream.frame({ event, data }, 0) as Uint8Array)
      expect(toUtf8(body)).toBe(data)
      const isException = event.endsWith('Exception')
      expect(headers[isException ? ':exception-type' : ':event-type']).toEqual({ type: 'string', value: event })
    }),
  )
})

test('writes the bytes that the codec of the AWS SDK writes', () => {
  const header = fc.tuple(fc.string({ minLength: 1, maxLength: 40 }), fc.string({ maxLength: 200 }))
  fc.assert(
    fc.property(
      fc.uniqueArray(header, { maxLength: 5, selector: ([name]) => name }),
      fc.uint8Array(),
      (headers, body) => {
        const typed = headers.map(([name, value]) => [name, { type: 'string' as const, value }] as const)
        // Names that objects order or set by themselves are no headers.
        fc.pre(headers.every(([name]) => !/^\d+$|^__proto__$/.test(name)))
        expect(encodeMessage(headers, body)).toEqual(codec.encode({ headers: Object.fromEntries(typed), body }))
      },
    ),
  )
})
