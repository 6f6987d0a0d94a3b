import type { Exchange } from '../../../src/exchange.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import type { Seed } from '../../../src/random.ts'
import { toolCallId } from '../chat-completions/ids.ts'
import type { ResponsesExchange } from './profile.ts'

/** How one provider names responses and their items. */
export interface ResponseIds {
  response(exchange: ResponsesExchange): string
  /** `prefix` as OpenAI has it (`msg`, `rs`, `fc`); `name` tells the items of one response apart. */
  item(exchange: ResponsesExchange, prefix: string, name: string): string
  call(seed: Seed, name: string): string
}

/**
 * OpenAI's ids: `resp_` and 50 hexadecimal digits, of which the first 16 are those of the whole conversation and eight are the time
 * (openai-responses.md 4).
 */
export const openaiIds: ResponseIds = {
  response: (exchange) => `resp_${chainedId(exchange, chainOf(exchange), exchange.receivedAtMs, 'response')}`,
  item: (exchange, prefix, name) =>
    `${prefix}_${chainedId(exchange, chainOf(exchange), exchange.receivedAtMs + exchange.schedule.ttftMs, name)}`,
  call: toolCallId,
}

function chainOf(exchange: ResponsesExchange): string {
  return exchange.request.chain ?? drawId(exchange.seed, 'chain', 16, HEX)
}

/** The 50 digits; `generation` is `01` on the results of a compaction. */
export function chainedId(
  { seed }: Pick<Exchange, 'seed'>,
  chain: string,
  timeMs: number,
  name: string,
  generation: '00' | '01' = '00',
): string {
  const time = Math.floor(timeMs / 1000)
    .toString(16)
    .padStart(8, '0')
    .slice(-8)
  // The rest of a UUID whose tenth digit differs between conversations, from 90 to a3.
  const variant = (0x90 + (Number.parseInt(chain.slice(12), 16) % 20)).toString(16)
  return `${chain}${generation}${time}${drawId(seed, `${name} head`, 4, HEX)}81${variant}${drawId(seed, name, 16, HEX)}`
}

/** The digits that an id shares with its conversation; undefined for ids of another form. */
export function chainWithin(id: unknown): string | undefined {
  return typeof id === 'string' ? /^[a-z]+_([0-9a-f]{16})0[01][0-9a-f]{32}$/.exec(id)?.[1] : undefined
}
