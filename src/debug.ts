import type { ExchangeRecord } from './exchange.ts'
import { isAnsweredChat, isChat } from './exchange.ts'
import type { Meter } from './rate-limit.ts'

/** What an exchange has come to, in the order in which it does. */
export type Stage =
  | 'received'
  | 'authenticated'
  | 'parsed'
  | 'admitted'
  | 'replied'
  | 'counted'
  | 'refused'
  | 'scheduled'
  | 'streaming'
  | 'ended'

/** What a line is made of. */
interface Staged {
  readonly engine: { readonly isDebugged: boolean }
  readonly record: ExchangeRecord
}

/** Shows a stage on the console where `DEBUG=msw-llm` asks for it; no keys, no queries, no headers. */
export function debug({ engine, record }: Staged, stage: Stage): void {
  if (engine.isDebugged) console.debug(`[msw-llm] ${record.id} ${stage}: ${WORDS[stage](record)}`)
}

const WORDS: Readonly<Record<Stage, (record: ExchangeRecord) => string>> = {
  received: ({ endpoint, method, host, path }) => (host === '' ? endpoint : `${endpoint}, ${method} ${host}${path}`),
  authenticated: ({ scope }) => `the key is accepted${scope === undefined ? '' : `, scope ${scope}`}`,
  parsed: parsedWords,
  admitted: ({ limits }) =>
    limits.length === 0 ? 'not limited' : `within the limits: ${limits.map(meterWords).join(', ')}`,
  replied: repliedWords,
  counted: countedWords,
  refused: ({ error, note }) => [...new Set([error?.kind, error?.message, note])].filter(Boolean).join('; '),
  scheduled: ({ schedule: { headersMs, ttftMs, totalMs } }) =>
    totalMs === 0
      ? 'all of it at once'
      : `headers after ${ms(headersMs)}, first content after ${ms(ttftMs)}, last byte after ${ms(totalMs)}`,
  streaming: ({ schedule: { partsMs } }) =>
    partsMs ? `the answer begins to leave, in ${count(partsMs.length, 'part')}` : 'the answer begins to leave',
  ended: endedWords,
}

function parsedWords(record: ExchangeRecord): string {
  const { request, model } = record
  const name = model && model.id !== request.model ? `${request.model} (${model.id})` : request.model
  if (!isChat(record)) return [record.operation, name].filter(Boolean).join(', ')
  const { messages, tools, stream } = record.request
  return `${name}, ${count(messages.length, 'message')}, ${count(tools.length, 'tool')}${stream ? ', streamed' : ''}`
}

function repliedWords(record: ExchangeRecord): string {
  const by = record.rule ? `by ${String(record.rule)}` : 'no rule matches'
  if (!isAnsweredChat(record)) return record.rule ? by : 'by the simulation'
  const calls = record.toolCalls.map(({ name }) => name).join(', ')
  return `${by}, ${count(record.text.length, 'character')}${calls === '' ? '' : `, calls ${calls}`}, finish reason ${record.outcome.finishReason}`
}

function countedWords({ usage, costUsd }: ExchangeRecord): string {
  return `${usage.inputTokens} input tokens (${usage.cacheReadTokens} from the cache), ${usage.outputTokens} output tokens, $${costUsd.toFixed(6)}`
}

function endedWords(record: ExchangeRecord): string {
  const { state, status, note, error, usage } = record
  const sent = status === 0 ? 'nothing was sent' : `status ${status}`
  const isBilledInPart = state !== 'complete' && isAnsweredChat(record)
  const billed = isBilledInPart ? `, billed for ${count(usage.outputTokens, 'output token')}` : ''
  return [`${state}, ${sent}${billed}`, error ? '' : note].filter(Boolean).join('; ')
}

function meterWords({ name, used, limit }: Meter): string {
  return `${name} ${Math.ceil(used)} of ${limit}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function ms(value: number): string {
  return `${Math.round(value)} ms`
}
