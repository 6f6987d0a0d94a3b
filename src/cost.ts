import type { Usage } from './completion.ts'
import type { ExchangeRecord } from './exchange.ts'
import type { Model, Price } from './models.ts'

/** What one exchange used, for {@link PriceSource}. */
export interface PricedCall {
  readonly provider: string
  /** The catalogue's name of the model, without date. */
  readonly model: string
  readonly usage: Usage
  /** Milliseconds since the epoch, by the simulation's clock. */
  readonly atMs: number
}

/** Prices from elsewhere: the USD of a call, or undefined where the catalogue's price is to be taken. */
export type PriceSource = (call: PricedCall) => number | undefined

/** The price that is valid at `timeMs` (epoch); undefined where the catalogue knows none. */
export function priceAt(model: Model, timeMs: number): Price | undefined {
  const { prices } = model
  const valid = prices.findLast(
    ({ since, hours }) => (since === undefined || Date.parse(since) <= timeMs) && isWithin(hours, timeMs),
  )
  return valid ?? prices[0]
}

function isWithin(hours: Price['hours'], timeMs: number): boolean {
  if (!hours) return true
  const time = new Date(timeMs).toISOString().slice(11, 16)
  const [from, until] = hours
  return from <= until ? from <= time && time < until : time >= from || time < until
}

/** What a line of a batch costs of the usual price, at every provider that has batches. */
export const BATCH_SHARE = 0.5

/** A call whose cost is asked for. */
export interface BilledCall extends Omit<PricedCall, 'model'> {
  readonly model: Model | undefined
  readonly isBatched: boolean
}

/** USD that a call costs: by `prices` where they know its model, else by the catalogue; lines of a batch cost half. */
export function billOf(call: BilledCall, prices: PriceSource | undefined): number {
  const { model, isBatched, provider, usage, atMs } = call
  const usd =
    (model && prices?.({ provider, model: model.id, usage, atMs })) ?? costOf(usage, model && priceAt(model, atMs))
  return usd * (isBatched ? BATCH_SHARE : 1)
}

/** What {@link billOf} asks of an exchange that used so much. */
export function billedCall(record: ExchangeRecord, usage: Usage): BilledCall {
  const { model, provider, receivedAtMs: atMs, isBatched } = record
  return { model: model?.model, provider, atMs, isBatched, usage }
}

/**
 * USD that one exchange costs: each kind of token by its own price, the long-context price for the whole call where it applies,
 * and what a request and its searches cost.
 *
 * 0 for a model without a price.
 */
export function costOf(usage: Usage, price: Price | undefined): number {
  if (!price) return 0
  const isLong = price.long !== undefined && usage.inputTokens > price.long.aboveInputTokens
  const rate = isLong ? { ...price, ...price.long } : price
  const { requestsUsdPerThousand = 0, webSearchesUsdPerThousand = 0 } = rate
  const calls = requestsUsdPerThousand + (usage.webSearches ?? 0) * webSearchesUsdPerThousand
  return (inputMicros(usage, rate) + outputMicros(usage, rate)) / 1_000_000 + calls / 1000
}

function inputMicros(usage: Usage, rate: Omit<Price, 'long'>): number {
  const input = rate.inputUsdPerMillion
  const read = rate.cacheReadUsdPerMillion ?? input
  const write = rate.cacheWriteUsdPerMillion ?? input
  const writeLong = rate.cacheWriteLongUsdPerMillion ?? write
  const shortWriteTokens = usage.cacheWriteTokens - usage.cacheWriteLongTokens
  const plainTokens = usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens
  // What was cached is taken for text as far as there is any.
  const audioTokens = Math.min(plainTokens, usage.inputAudioTokens ?? 0)
  const imageTokens = Math.min(plainTokens - audioTokens, usage.inputImageTokens ?? 0)
  return (
    (plainTokens - audioTokens - imageTokens) * input +
    audioTokens * (rate.inputAudioUsdPerMillion ?? input) +
    imageTokens * (rate.inputImageUsdPerMillion ?? input) +
    usage.cacheReadTokens * read +
    shortWriteTokens * write +
    usage.cacheWriteLongTokens * writeLong
  )
}

function outputMicros(usage: Usage, rate: Omit<Price, 'long'>): number {
  const output = rate.outputUsdPerMillion
  const { reasoningTokens, outputAudioTokens = 0, outputImageTokens = 0 } = usage
  return (
    (usage.outputTokens - reasoningTokens - outputAudioTokens - outputImageTokens) * output +
    reasoningTokens * (rate.outputReasoningUsdPerMillion ?? output) +
    outputAudioTokens * (rate.outputAudioUsdPerMillion ?? output) +
    outputImageTokens * (rate.outputImageUsdPerMillion ?? output)
  )
}
