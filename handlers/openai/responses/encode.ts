import { outputItems } from './output-items.ts'
import type { ResponsesExchange, ResponsesProfile } from './profile.ts'
import { stageOf, type StoredResponse } from './stored.ts'

/** The unary body of a new response: queued where it runs in the background, else finished. It is kept from here on. */
export function encode(exchange: ResponsesExchange, profile: ResponsesProfile): string {
  exchange.request.keep(exchange)
  return exchange.request.wire.background
    ? profile.writeBody(profile.response(exchange, 'queued', [], false))
    : profile.writeBody(profile.response(exchange, 'done', outputItems(exchange, profile), false))
}

/** The body of a stored response as it stands at a time. */
export function encodeStored(stored: StoredResponse, nowMs: number, profile: ResponsesProfile): object {
  const { exchange } = stored
  const stage = stageOf(stored, nowMs)
  return profile.response(exchange, stage, stage === 'done' ? outputItems(exchange, profile) : [], false)
}
