import type { Framing } from '../../../src/framing/framing.ts'
import { sse } from '../../../src/framing/sse.ts'

/** The name of an event that is written as a comment. */
export const COMMENT = ':'

/** Server-sent events with comments between them: `: keep-alive`. */
export const framing: Framing = {
  contentType: sse.contentType,
  frame: (event, index) => (event.event === COMMENT ? `: ${event.data}\n\n` : sse.frame(event, index)),
}
