import type { ResolvedModel } from '../../src/models.ts'
import { priceAt } from '../../src/cost.ts'
import type { AnyEndpoint } from '../../src/provider.ts'
import { drawId, HEX } from '../../src/ids.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { listModels, modelsEndpoints } from '../compatible/models-endpoints.ts'
import { encodeError, unknownModel } from './errors.ts'
import { headers } from './headers.ts'

const VOICE = { encodeError, headers, unknown: unknownModel } as const

/** Prices stand in hundredths of a cent per million tokens. */
const UNITS_PER_USD = 10_000

/** GET /models, /models/:model and /language-models. */
export const models: readonly AnyEndpoint[] = [
  ...modelsEndpoints({
    ...VOICE,
    item: ({ id, model }) => ({ id, created: createdOf(model), object: 'model', owned_by: 'xai' }),
  }),
  listModels({ ...VOICE, item: languageModel, list: (items) => ({ models: items }) }, '/language-models'),
]

function languageModel({ id, model }: ResolvedModel): object {
  const price = priceAt(model, Date.parse(`${model.released}T00:00:00Z`))
  const input = price?.inputUsdPerMillion ?? 0
  const units = (usd: number) => Math.round(usd * UNITS_PER_USD)
  return {
    id,
    fingerprint: fingerprintOf(id),
    created: createdOf(model),
    object: 'model',
    owned_by: 'xai',
    version: '1.0',
    input_modalities: model.capabilities.includes('vision') ? ['text', 'image'] : ['text'],
    output_modalities: ['text'],
    prompt_text_token_price: units(input),
    cached_prompt_text_token_price: units(price?.cacheReadUsdPerMillion ?? input),
    completion_text_token_price: units(price?.outputUsdPerMillion ?? 0),
    aliases: model.aliases ?? [],
  }
}

/** The backend's configuration: fixed for a model. */
export function fingerprintOf(model: string): string {
  return `fp_${drawId(0, `xai ${model}`, 10, HEX)}`
}
