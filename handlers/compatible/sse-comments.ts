import type { Framing, WireEvent } from '../../src/framing/framing.ts'
import { sse } from '../../src/framing/sse.ts'

/** A comment in a stream of server-sent events; only {@link commentedSse} writes it as one. */
export function comment(text: string): WireEvent {
  return { event: ':', data: text }
}

/** Server-sent events of a plain content type among which there may be comments. */
export const commentedSse: Framing = {
  contentType: 'text/event-stream',
  frame: (event, index) => (event.event === ':' ? `: ${event.data}\n\n` : sse.frame(event, index)),
}
