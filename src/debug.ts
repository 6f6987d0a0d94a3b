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
  authenticated: ({ scope }) => (scope === undefined ? 'yes' : `scope ${scope}`),
  parsed: parsedWords,
  admitted: ({ limits }) => (limits.length === 0 ? 'not limited' : limits.map(meterWords).join(', ')),
  replied: repliedWords,
  counted: countedWords,
  refused: ({ error, note }) => [error?.kind, error?.message, note].filter(Boolean).join('; '),
  scheduled: ({ schedule: { headersMs, ttftMs, totalMs } }) =>
    `headers after ${ms(headersMs)}, first content ${ms(ttftMs)}, last byte ${ms(totalMs)}`,
  streaming: ({ schedule }) => `${schedule.partsMs?.length ?? 1} parts`,
  ended: ({ state, status, note, error }) =>
    [`${state}, status ${status}`, error ? '' : note].filter(Boolean).join('; '),
}

function parsedWords(record: ExchangeRecord): string {
  const { request, model } = record
  const asked = request.model === '' ? 'no model' : request.model
  const name = model && model.id !== request.model ? `${asked} (${model.id})` : asked
  if (!isChat(record)) return `${record.operation}, ${name}`
  const { messages, tools, stream } = record.request
  return `${name}, ${count(messages.length, 'message')}, ${count(tools.length, 'tool')}${stream ? ', streamed' : ''}`
}

function repliedWords(record: ExchangeRecord): string {
  const by = record.rule ? String(record.rule) : 'no rule'
  if (!isAnsweredChat(record)) return by
  const calls = record.toolCalls.map(({ name }) => name).join(', ')
  return `${by}, ${count(record.text.length, 'character')}${calls === '' ? '' : `, calls ${calls}`}, ${record.outcome.finishReason}`
}

function countedWords({ usage, costUsd }: ExchangeRecord): string {
  return `${usage.inputTokens} in, ${usage.outputTokens} out, ${usage.cacheReadTokens} from the cache, $${costUsd.toFixed(6)}`
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
