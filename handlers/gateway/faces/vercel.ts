import type { Exchange } from '../../../src/exchange.ts'
import { drawId } from '../../../src/ids.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import type { GatewayCall } from '../call.ts'
import type { Face } from '../face.ts'
import { usd } from './plain.ts'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** As Vercel's AI Gateway shows itself: `provider/model`, costs, and how it routed in `providerMetadata.gateway` (its documentation of 2026). */
export const vercel: Face = {
  headers: () => ({}),
  id: generationId,
  model: ({ provider, request }) => `${provider}/${request.model}`,
  members: (exchange, call) => ({
    generationId: generationId(exchange),
    providerMetadata: { gateway: gatewayMetadata(exchange, call) },
  }),
  message: (exchange, call) => ({ provider_metadata: { gateway: gatewayMetadata(exchange, call) } }),
  usage: ({ costUsd }) => ({ cost: Number(usd(costUsd)), is_byok: false }),
  error({ message, type, code, param = null, details }, call) {
    return {
      error: { message, type, param, code, ...(details ? { details } : {}) },
      ...(call ? { generationId: `gen_${drawId(call.seed, 'generation', 26, CROCKFORD)}` } : {}),
    }
  },
}

function gatewayMetadata(exchange: ChatExchange, call: GatewayCall): object {
  const { provider, request, model, costUsd, receivedAtMs } = exchange
  const first = call.decision
  const attempts = [
    ...call.attempts.map((one) => ({
      ...one,
      success: false,
      startMs: one.exchange?.receivedAtMs ?? call.receivedAtMs,
    })),
    { provider, model: request.model, status: 200, success: true, startMs: receivedAtMs, latencyMs: 0 },
  ]
  return {
    routing: {
      originalModelId: call.model,
      resolvedProvider: first?.provider ?? provider,
      resolvedProviderApiModelId: model!.id,
      internalResolvedModelId: `${provider}:${request.model}`,
      fallbacksAvailable: [
        ...new Set((first?.alternatives ?? []).filter((one) => !one.rejected).map((one) => one.provider)),
      ],
      internalReasoning: first?.reason ?? '',
      canonicalSlug: `${provider}/${request.model}`,
      finalProvider: provider,
      attempts: attempts.map((one) => ({
        provider: one.provider,
        internalModelId: `${one.provider}:${one.model}`,
        providerApiModelId: one.model,
        credentialType: 'system',
        success: one.success,
        startTime: one.startMs,
        endTime: one.startMs + one.latencyMs,
        statusCode: one.status,
      })),
    },
    cost: usd(costUsd),
    generationId: generationId(exchange),
  }
}

function generationId({ seed }: Pick<Exchange, 'seed'>): string {
  return `gen_${drawId(seed, 'generation', 26, CROCKFORD)}`
}
