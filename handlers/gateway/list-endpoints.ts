import { priceAt } from '../../src/cost.ts'
import type { Model } from '../../src/models.ts'
import { createdOf } from '../compatible/model-rows.ts'
import type { Gateway } from './gateway.ts'

/** GET /v1/models: `provider/model` of all that the gateway may ask, after the names that leave the choice to it. */
export function listModels(gateway: Gateway): object {
  const open = ['auto', 'router'].map((id) => ({ id, object: 'model', created: 0, owned_by: 'gateway' }))
  return { object: 'list', data: [...open, ...modelRows(gateway)] }
}

/** GET /v1/models/:id; undefined where there is none. */
export function findModel(gateway: Gateway, id: string): object | undefined {
  return (listModels(gateway) as { readonly data: readonly { readonly id: string }[] }).data.find(
    (row) => row.id === id,
  )
}

/** GET /v1/providers. */
export function listProviders(gateway: Gateway): object {
  const data = gateway.providers.map((name) => {
    const { card } = gateway.simulation.provider(name)
    return { id: name, object: 'provider', name: card.title, models: card.models.models.length }
  })
  return { object: 'list', data }
}

function modelRows(gateway: Gateway): readonly object[] {
  const nowMs = gateway.simulation.clock.now()
  return gateway.providers.flatMap((name) =>
    gateway.simulation
      .provider(name)
      .card.models.models.filter(({ capabilities }) =>
        capabilities.some((one) => one === 'chat' || one === 'embeddings'),
      )
      .map((model) => modelRow(name, model, nowMs)),
  )
}

function modelRow(provider: string, model: Model, nowMs: number): object {
  const price = priceAt(model, nowMs)
  return {
    id: `${provider}/${model.id}`,
    object: 'model',
    created: createdOf(model),
    owned_by: provider,
    context_window: model.contextWindow,
    max_tokens: model.maxOutputTokens,
    type: model.capabilities.includes('chat') ? 'language' : 'embedding',
    // USD per token, as text: the way OpenRouter and Vercel list prices.
    ...(price
      ? { pricing: { prompt: perToken(price.inputUsdPerMillion), completion: perToken(price.outputUsdPerMillion) } }
      : {}),
  }
}

function perToken(usdPerMillion: number): string {
  return String(Number((usdPerMillion / 1_000_000).toPrecision(12)))
}
