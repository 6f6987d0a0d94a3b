import type { Framing } from './framing.ts'

/** Server-sent events with LF line ends: an optional `event:` line, one `data:` line, a blank line. */
export const sse: Framing = {
  contentType: 'text/event-stream; charset=utf-8',
  frame: ({ event, data }) => (event === undefined ? `data: ${data}\n\n` : `event: ${event}\ndata: ${data}\n\n`),
}
