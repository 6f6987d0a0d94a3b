import type { GatewayAttempt, GatewayCall } from '../call.ts'
import type { Face } from '../face.ts'

/** The gateway's own face: OpenAI's bodies, and headers that tell what was decided and tried. */
export function plainFace({
  metadata = false,
  usageCost = false,
}: {
  readonly metadata?: boolean
  readonly usageCost?: boolean
} = {}): Face {
  return {
    headers: (call, exchange) => routeHeaders(call, exchange?.costUsd),
    ...(usageCost ? { usage: ({ costUsd }) => ({ cost: costUsd }) } : {}),
    ...(metadata ? { members: (exchange, call) => ({ router_metadata: routerMetadata(call, exchange) }) } : {}),
  }
}

function routeHeaders(call: GatewayCall, costUsd: number | undefined): Record<string, string> {
  const { decision, attempts } = call
  if (!decision) return { 'x-route-attempts': '0' }
  const used = attempts.at(-1) ?? decision
  return {
    'x-route-decision': `${used.provider}:${used.model}`,
    'x-route-reason': headerText(decision.reason),
    'x-route-strategy': decision.strategy,
    'x-route-confidence': decision.confidence.toFixed(3),
    'x-route-estimate-usd': usd(decision.estimatedCost),
    ...(costUsd === undefined ? {} : { 'x-route-actual-usd': usd(costUsd) }),
    'x-route-eta-ms': String(Math.round(decision.estimatedLatency.totalMs)),
    'x-route-attempts': String(attempts.length),
    'x-route-attempted': attempts.map(attempted).join(', '),
    'x-route-fallback': String(isFallback(call)),
  }
}

/** What ModelMuxer's clients read of an answer. */
function routerMetadata(call: GatewayCall, exchange: { readonly costUsd: number; readonly schedule: object }): object {
  const { decision, attempts } = call
  if (!decision) return {}
  const { provider, model, receivedAtMs } = exchange as unknown as {
    readonly provider: string
    readonly model?: { readonly id: string }
    readonly receivedAtMs: number
  }
  return {
    selected_provider: provider,
    selected_model: model?.id,
    routing_reason: decision.reason,
    estimated_cost: decision.estimatedCost,
    estimated_cost_usd: decision.estimatedCost,
    actual_cost_usd: exchange.costUsd,
    estimated_eta_ms: decision.estimatedLatency.totalMs,
    estimated_tokens_in: decision.tokensIn,
    estimated_tokens_out: decision.tokensOut,
    waited_ms: receivedAtMs - call.receivedAtMs,
    attempts: attempts.length + 1,
  }
}

function attempted({ provider, model, status }: GatewayAttempt): string {
  return `${provider}:${model}=${status}`
}

/** Whether another than the decided candidate was asked. */
export function isFallback({ decision, attempts }: GatewayCall): boolean {
  return attempts.some(({ provider, model }) => provider !== decision?.provider || model !== decision.model)
}

/** Header values hold Latin-1. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7E]/g, '?')
}

/** USD without an exponent, to a hundred-millionth of a cent. */
export function usd(value: number): string {
  return value.toFixed(10).replace(/\.?0+$/, '')
}
