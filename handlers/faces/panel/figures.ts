import type { PanelExchange } from './panel-simulation.ts'

/** Milliseconds as people read them: `320 ms`, `1.4 s`; nothing for none. */
export function milliseconds(ms: number): string {
  if (ms <= 0) return '–'
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** USD with as many places as a small sum needs. */
export function usd(amount: number): string {
  if (amount === 0) return '$0'
  if (amount < 0.0001) return `$${amount.toFixed(6)}`
  return `$${amount.toFixed(amount < 1 ? 4 : 2)}`
}

export function count(number: number): string {
  return number < 10_000 ? String(number) : `${(number / 1000).toFixed(number < 100_000 ? 1 : 0)}k`
}

/** Tokens per second after the first one; undefined where nothing waits. */
export function tokensPerSecond({ usage, schedule }: PanelExchange): number | undefined {
  const spanMs = schedule.totalMs - schedule.ttftMs
  return spanMs > 0 && usage.outputTokens > 1 ? (usage.outputTokens / spanMs) * 1000 : undefined
}

/** What has left of the answer, in one text: words, reasoning aside, and tool calls as `name(arguments)`. */
export function sentText({ sent }: PanelExchange): string {
  const texts = sent.map((part) => {
    if (part.type === 'tool-call' || part.type === 'server-tool') return `${part.name}(${part.arguments})`
    return part.type === 'text' || part.type === 'refusal' ? part.text : ''
  })
  return texts.filter((text) => text !== '').join('\n')
}

/** Reasoning that has left so far. */
export function sentReasoning({ sent }: PanelExchange): string {
  return sent.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
}

/** Where an exchange stands, in a word and for its colour. */
export type Standing = 'waiting' | 'streaming' | 'done' | 'failed' | 'aborted' | 'cut'

export function standingOf({ state, error }: PanelExchange): Standing {
  if (state === 'pending') return 'waiting'
  if (state === 'complete') return error ? 'failed' : 'done'
  return state
}

/** The error that was answered; while nothing was, there is none. */
export function failureOf({ state, error }: PanelExchange): PanelExchange['error'] {
  return state === 'pending' ? undefined : error
}

/** What an exchange asked for: its prompt, or the operation where it has none. */
export function askedOf({ prompt, operation, endpoint }: PanelExchange): string {
  if (prompt !== '') return prompt
  return operation === 'chat' ? endpoint : operation
}
