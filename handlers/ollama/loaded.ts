import type { ChatExchange } from '../openai/chat-completions/profile.ts'
import type { Store } from '../../src/provider.ts'
import { fullName } from './models.ts'

/** A model in memory and until when. */
export interface Loaded {
  readonly name: string
  readonly untilMs: number
}

export function loadedModels(store: Store): Map<string, Loaded> {
  return store.collection<Loaded>('loaded')
}

/** Keeps a model in memory as long as its last request asks: five minutes unless told otherwise. */
export function rememberLoaded({ request, receivedAtMs }: ChatExchange, store: Store): void {
  const name = fullName(request.model)
  const keepMs = keepAliveMs(request.wire['keep_alive'])
  if (keepMs === 0) loadedModels(store).delete(name)
  else loadedModels(store).set(name, { name, untilMs: receivedAtMs + keepMs })
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const FIVE_MINUTES_MS = 300_000
/** For ever, as the server writes it: a century. */
const FOREVER_MS = 100 * 365 * 24 * UNIT_MS['h']!

function keepAliveMs(value: unknown): number {
  if (typeof value === 'number') return value < 0 ? FOREVER_MS : value * 1000
  if (typeof value !== 'string' || value === '') return FIVE_MINUTES_MS
  if (value.startsWith('-')) return FOREVER_MS
  const parts = [...value.matchAll(/([\d.]+)(ms|s|m|h)?/g)]
  return parts.reduce((sum, [, number, unit = 's']) => sum + Number(number) * UNIT_MS[unit]!, 0)
}
