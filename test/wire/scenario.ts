import type { WireDialect } from './dialect.ts'
import type { Recording } from './recording.ts'

/** The scenario whose structure a recording shares: `stream text +usage`, `json tool-calls`, `error 400`. */
export function scenarioOf(recording: Recording, dialect: WireDialect): string {
  const { response } = recording
  if (response.status >= 400) return `error ${response.status}`
  const { content, beyond } = dialect.outcomeOf(response)
  const kinds = content.map((part) => (part.type === 'reasoning' && part.tokens !== undefined ? 'hidden' : part.type))
  const visible = kinds.filter((kind, index) => kind !== 'hidden' && kind !== kinds[index - 1])
  const calls = kinds.filter((kind) => kind === 'tool-call').length
  const words = visible.map((kind) => (kind === 'tool-call' && calls > 1 ? 'tool-calls' : kind))
  const outcome = beyond.length > 0 ? [...new Set([...words, ...beyond])].toSorted() : words
  const form = recording.stream && response.framing !== 'json' ? 'stream' : 'json'
  return [form, ...(outcome.length === 0 ? ['empty'] : outcome), ...dialect.flagsOf(recording)].join(' ')
}
