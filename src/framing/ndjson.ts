import type { Framing } from './framing.ts'

/** One JSON text a line. */
export const ndjson: Framing = {
  contentType: 'application/x-ndjson',
  frame: ({ data }) => `${data}\n`,
}
