import type { ResolvedModel } from '../../src/models.ts'
import type { AnyEndpoint } from '../../src/provider.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { listModels } from '../compatible/models-endpoints.ts'
import { encodeError, unknownModel } from './errors.ts'
import { headers } from './headers.ts'
import { traitsOf } from './models.ts'

/** GET /models: a bare array (together.md 5). */
export const models: AnyEndpoint = listModels({
  encodeError,
  headers,
  unknown: unknownModel,
  item,
  list: (items) => items,
})

function item({ id, model }: ResolvedModel): object {
  const [organization = '', name = id] = id.split('/')
  const price = model.prices.at(-1)
  return {
    id,
    object: 'model',
    created: createdOf(model),
    type: traitsOf(model).kind,
    running: false,
    display_name: name.replaceAll('-', ' '),
    organization,
    link: `https://huggingface.co/${id}`,
    ...(model.contextWindow > 0 ? { context_length: model.contextWindow } : {}),
    config: { chat_template: null, stop: [], bos_token: null, eos_token: null },
    pricing: {
      hourly: 0,
      input: price?.inputUsdPerMillion ?? 0,
      output: price?.outputUsdPerMillion ?? 0,
      base: 0,
      finetune: 0,
    },
  }
}
