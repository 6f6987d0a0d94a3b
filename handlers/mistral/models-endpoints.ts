import type { ResolvedModel } from '../../src/models.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { encodeError, invalidModel } from './errors.ts'
import { gatewayHeaders } from './headers.ts'
import { traitsOf } from './models.ts'

/** GET /models with one row for each id and each alias, and GET /models/:model (mistral.md 6). */
export const models = modelsEndpoints({
  encodeError,
  headers: gatewayHeaders,
  unknown: invalidModel,
  ids: (model) => [model.id, ...(model.aliases ?? [])],
  item,
})

function item({ id, model }: ResolvedModel): object {
  const { capabilities: can } = model
  const traits = traitsOf(model)
  const names = [model.id, ...(model.aliases ?? [])]
  const isChat = can.includes('chat')
  return {
    id,
    object: 'model',
    created: createdOf(model),
    owned_by: 'mistralai',
    capabilities: {
      completion_chat: isChat,
      function_calling: can.includes('tools'),
      reasoning: can.includes('reasoning'),
      completion_fim: traits.fim,
      fine_tuning: false,
      vision: can.includes('vision'),
      ocr: traits.serves === 'ocr',
      classification: traits.moderates ?? false,
      moderation: traits.moderates ?? false,
      audio: can.includes('audio'),
      audio_transcription: traits.serves === 'transcription',
    },
    name: model.id,
    description: `Official ${model.id} Mistral AI model`,
    max_context_length: model.contextWindow,
    aliases: names.filter((name) => name !== id),
    deprecation: null,
    deprecation_replacement_model: null,
    default_model_temperature: isChat ? traits.temperature : null,
    type: 'base',
  }
}
