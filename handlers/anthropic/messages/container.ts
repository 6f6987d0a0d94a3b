import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { drawId } from '../../../src/ids.ts'
import { containerId } from '../ids.ts'
import { wireOf } from './usage.ts'
import type { WireContainer } from './wire-answer.ts'

/** How long a container is kept after its last use. */
const LIFETIME_MS = 3_600_000

/** The container in which the code of an answer ran: the one that the request names, or a new one. */
export function containerOf(exchange: ChatExchange & { readonly outcome: Completion }): {
  readonly container?: WireContainer
} {
  const { outcome, seed, receivedAtMs } = exchange
  const hasRun = outcome.content.some((part) => part.type === 'server-tool' && part.name.endsWith('code_execution'))
  if (!hasRun) return {}
  const { container } = wireOf(exchange)
  const asked = typeof container === 'string' ? container : container?.id
  const microseconds = drawId(seed, 'expiry', 3, '0123456789')
  const expires_at = new Date(receivedAtMs + LIFETIME_MS).toISOString().replace('Z', `${microseconds}Z`)
  return { container: { id: asked ?? containerId(seed), expires_at } }
}
