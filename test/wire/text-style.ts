import type { RecordedEvent } from './recording.ts'

/** How JSON text is written: `compact`, `spaced` or `pretty`, with `+newline` where it ends in a line break. */
export function jsonStyle(text: string): string {
  const body = text.trimEnd()
  const newline = text.endsWith('\n') ? '+newline' : ''
  if (body.includes('\n')) return `pretty${newline}`
  // Whole numbers may be written as fractions.
  const plain = body.replace(/(?<=[:,[]-?\d+)\.0(?=[,}\]])/g, '')
  return (plain === JSON.stringify(JSON.parse(body)) ? 'compact' : 'spaced') + newline
}

/** A stream as text, taken apart. */
export interface SseText {
  readonly events: readonly RecordedEvent[]
  readonly lineEnding: string
  /** Whether data lines end in blanks before the last brace. */
  readonly padded: boolean
}

/** Reads server-sent events strictly: one `data:` line an event, blocks apart by one blank line. */
export function readSse(text: string): SseText {
  const lineEnding = text.includes('\r\n') ? 'crlf' : 'lf'
  const blocks = text.split(lineEnding === 'crlf' ? '\r\n\r\n' : '\n\n').filter((block) => block.trim() !== '')
  const events = blocks.flatMap((block) => readBlock(block))
  return { events, lineEnding, padded: /^data: .*[^\s] +\}\s*$/m.test(text) }
}

function readBlock(block: string): RecordedEvent[] {
  const lines = block.split(/\r?\n/).filter((line) => !line.startsWith(':'))
  const field = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2))
  const [event] = field('event')
  const data = field('data').join('\n')
  if (lines.length === 0) return []
  return [{ ...(event === undefined ? {} : { event }), data: parsed(data) }]
}

function parsed(data: string): unknown {
  return /^[[{]/.test(data) && data !== '[DONE]' ? (JSON.parse(data) as unknown) : data
}
