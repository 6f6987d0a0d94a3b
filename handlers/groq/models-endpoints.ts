import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { encodeError, modelNotFound } from './errors.ts'
import { headers } from './headers.ts'
import { traitsOf } from './models.ts'

/** GET /models and /models/:model (groq.md 7). */
export const models = modelsEndpoints({
  encodeError,
  headers,
  unknown: modelNotFound,
  item: ({ id, model }) => ({
    id,
    object: 'model',
    created: createdOf(model),
    owned_by: traitsOf(model).ownedBy,
    active: true,
    context_window: model.contextWindow,
    public_apps: null,
    max_completion_tokens: model.maxOutputTokens,
  }),
})
